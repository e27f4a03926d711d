// The section of `show` about what was saved of an artifact, and what came of loading it.
#include <fmt/format.h>

#include <filesystem>

#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

std::string loaded_text(const RecordView& view) {
  const auto reloaded = view.captured("/reloaded");
  if (reloaded.is_null()) return {};
  std::string text = block("loaded again: " + reloaded.value("verdict", "?"));
  for (const auto& difference : reloaded.value("differences", Json::array()))
    text += block(fmt::format("{} {}: {}; eager {}, loaded {}", difference.value("severity", ""),
                              difference.value("aspect", ""), bytes_from_json(difference.at("where")),
                              bytes_from_json(difference.at("eager")), bytes_from_json(difference.at("captured"))),
                  "    ");
  if (const auto error = view.captured("/reloaded/error"); error.is_object())
    text += block(bytes_from_json(error.at("type")) + ": " + bytes_from_json(error.at("message")), "    ");
  return text;
}

}  // namespace

std::string archive_section(const RecordView& view) {
  const auto archive = view.captured("/archive");
  if (const auto absent = view.why_absent(archive); !absent.empty()) return block(absent);
  auto text = block(fmt::format("{} bytes{}, sha256 {}", archive.at("bytes").dump(),
                                archive.contains("suffix") ? " of a " + archive.value("suffix", "") + " file" : "",
                                archive.value("sha256", "")));
  if (!archive.contains("blob")) return text + block("not kept, as it is larger than 1 MiB") + loaded_text(view);
  for (const auto& folder : view.run.folders)
    if (const auto file = folder / "blobs" / archive.value("blob", ""); std::filesystem::exists(file))
      text += block("kept: " + file.string());
  return text + loaded_text(view);
}

}  // namespace dy2stat
