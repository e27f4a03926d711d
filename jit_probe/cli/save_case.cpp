// Writing a case for a target.
#include "jit_probe/cli/save_case.hpp"

#include <fmt/format.h>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// The worker evaluates the expressions of a target among the names of its module, and so does this program.
std::string program_of(const CaseRequest& target) {
  const auto entry = target.entry.substr(0, target.entry.find('.'));
  auto program = fmt::format("from {0} import *\nfrom {0} import {1}{2}\nimport torch\n", target.module, entry,
                             target.input_expressions.empty() ? ", inputs" : "");
  if (!target.init_expression.empty())
    program += fmt::format("\n\ndef init():\n    return {}\n", target.init_expression);
  if (target.input_expressions.empty()) return program;
  program += "\n\ndef inputs():\n    return [\n";
  for (const auto& expression : target.input_expressions) program += fmt::format("        {},\n", expression);
  return program + "    ]\n";
}

// The package that must be installed where the module is not among the target's own files.
std::string requirement_of(const CaseRequest& target) {
  const auto package = target.module.substr(0, target.module.find('.'));
  for (const auto& [name, content] : target.files)
    if (name == package + ".py" || name.starts_with(package + "/")) return {};
  return package == "torch" ? "" : fmt::format("requires = [\"{}\"]\n", package);
}

std::string description_of(const CaseRequest& target) {
  return fmt::format(
      "title = {}\nentry = \"{}\"\ntags = [\"saved_target\"]\n"
      "why = \"Saved from a target. Say here what it shows.\"\n{}\n"
      "# Nothing is expected yet, so nothing can fail. Run the case, find out why each engine does what it does, and "
      "only\n"
      "# then write it down in [[expect]] tables; `jit_probe accept` writes them from a run.\n",
      Json(target.case_name).dump(), target.entry, requirement_of(target));
}

}  // namespace

void save_case(const CaseRequest& target, const fs::path& folder) {
  if (fs::exists(folder))
    throw UsageError("--save-case '" + folder.string() + "' is there already: name a folder that is not");
  if (target.files.contains("program.py"))
    throw UsageError("--save-case writes a program.py, but the target has one of its own: rename that");
  fs::create_directories(folder);
  for (const auto& [name, content] : target.files) {
    const auto path = folder / name;
    fs::create_directories(path.parent_path());
    write_atomically(path, content);
  }
  write_atomically(folder / "program.py", program_of(target));
  write_atomically(folder / "case.toml", description_of(target));
}

}  // namespace dy2stat
