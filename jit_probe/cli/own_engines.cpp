// Reading the files of engines.
#include "jit_probe/cli/own_engines.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/record/engine_name.hpp"
#include "jit_probe/suite/nearest.hpp"
#include "jit_probe/suite/program_text.hpp"

namespace dy2stat {
namespace {

// Whether the text defines the function may only show when it runs; a name that it never binds is mistyped.
void check_function(const std::string& engine, const OwnEngineName& name, const std::string& text) {
  const auto names = bound_names(text);
  if (names.contains(name.function) || names.contains("*")) return;
  const std::vector<std::string_view> known(names.begin(), names.end());
  throw UsageError("'" + engine + "': " + name.file + " has no '" + name.function +
                   "': " + did_you_mean(name.function, known) +
                   "name a function that takes the entry and its example and returns a callable");
}

}  // namespace

std::map<std::string, std::string> own_engine_files(const std::vector<std::string>& engines) {
  std::map<std::string, std::string> files;
  for (const auto& engine : engines) {
    const auto name = own_engine_from(engine);
    if (!name) continue;
    std::ifstream file(name->file, std::ios::binary);
    if (!file || !std::filesystem::is_regular_file(name->file))
      throw UsageError("'" + engine + "': cannot read '" + name->file + "': see that it exists and may be read");
    files[engine] = std::string(std::istreambuf_iterator<char>(file), {});
    check_function(engine, *name, files[engine]);
  }
  return files;
}

}  // namespace dy2stat
