// The sections of `show` about the verdict: what was expected, the error, the differences.
#include <fmt/format.h>

#include "jit_probe/compare/judge.hpp"
#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {

std::string expectation_section(const RecordView& view, const ShowOptions& options) {
  const auto& record = view.record;
  if (!record.expected) return block("the case expects nothing of this engine and torch");
  const auto& expected = *record.expected;
  std::string text;
  if (record.as_expected == false)
    text += block("UNEXPECTED: " + why_unexpected(record));
  else
    text += block(fmt::format("{} ({}){}", name_of(expected.verdict), expected.at,
                              record.as_expected ? ", and so it came" : ", not judged as it is unavailable"));
  if (expected.mechanism.empty()) return text;
  text += block("mechanism " + expected.mechanism +
                (options.mechanism_title.empty() ? "" : ": " + options.mechanism_title));
  return text + block(options.mechanism_text, "    ");
}

std::string error_section(const RecordView& view) {
  if (!view.record.error) return {};
  const auto& error = *view.record.error;
  auto text = block((error.type.empty() ? "" : error.type + ": ") + error.message);
  if (!error.where.empty()) text += block("at " + error.where);
  if (!error.traceback.is_null()) text += block(view.text(error.traceback), "    ");
  return text;
}

std::string differences_section(const RecordView& view, bool colour) {
  std::string text;
  for (const auto& difference : view.record.differences) {
    const bool wrong = difference.severity == Severity::wrong;
    auto line =
        fmt::format("{} {}: {}", name_of(difference.severity), name_of(difference.aspect), printable(difference.where));
    text += "  " + (colour && wrong ? "\033[31m" + line + "\033[0m" : line) + "\n";
    text += block("eager:    " + difference.eager, "      ");
    text += block("captured: " + difference.captured, "      ");
    if (!difference.detail.empty()) text += block(difference.detail, "      ");
  }
  return text;
}

}  // namespace dy2stat
