// Writing a case for a target.
#include "jit_probe/cli/save_case.hpp"

#include <fmt/format.h>

#include <cctype>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/shell_words.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/suite/toml_text.hpp"

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

void write_files(const std::map<std::string, std::string>& files, const fs::path& folder) {
  for (const auto& [name, content] : files) {
    const auto path = folder / name;
    fs::create_directories(path.parent_path());
    write_atomically(path, content);
  }
}

// The words as a shell and a basic string of TOML take them.
std::string in_toml_string(const std::vector<std::string>& words) {
  const auto quoted = toml_string(shell_words(words));
  return quoted.substr(1, quoted.size() - 2);
}

constexpr std::size_t most_saved = 1000;

// What a folder, and a program's name, can be called.
std::string file_name_of(const std::string& name) {
  std::string sane;
  for (const char letter : name) {
    const bool is_plain = std::isalnum(static_cast<unsigned char>(letter)) != 0;
    if (is_plain || (!sane.empty() && sane.back() != '_')) sane += is_plain ? letter : '_';
  }
  while (sane.ends_with('_')) sane.pop_back();
  return sane.empty() ? "case" : sane.substr(0, 80);
}

// A folder for each, told apart where two names become one.
std::map<fs::path, const Selected*> folders_for(const std::vector<Selected>& of_corpora, const fs::path& folder) {
  std::map<fs::path, const Selected*> folders;
  for (const auto& item : of_corpora) {
    const auto slash = item.what.name.rfind('/');
    const auto name = folder / file_name_of(item.what.name.substr(0, slash)) /
                      file_name_of(item.what.name.substr(slash == std::string::npos ? 0 : slash + 1));
    auto told_apart = name;
    for (int number = 2; folders.contains(told_apart); ++number)
      told_apart = name.string() + "_" + std::to_string(number);
    folders[told_apart] = &item;
  }
  return folders;
}

std::string description_of(const Selected& item) {
  auto tags = item.what.tags;
  tags.insert(tags.begin(), "saved_corpus");
  return fmt::format(
      "title = {}\nentry = \"{}\"\ntags = {}\n"
      "why = \"Saved from a corpus: jit_probe run {}. Say here what it shows.\"\n\n"
      "# Nothing is expected yet, so nothing can fail. Run the case, find out why each engine does what it does, and "
      "only\n"
      "# then write it down in [[expect]] tables; `jit_probe accept` writes them from a run.\n",
      toml_string(item.what.name), item.request.entry, toml_list(tags), in_toml_string(item.command));
}

}  // namespace

void save_cases(const std::vector<Selected>& of_corpora, const fs::path& folder) {
  if (of_corpora.size() > most_saved)
    throw UsageError("--save-case would write " + std::to_string(of_corpora.size()) +
                     " cases: choose by --case or --filter");
  const auto folders = folders_for(of_corpora, folder);
  for (const auto& [path, item] : folders)
    if (fs::exists(path))
      throw UsageError("--save-case '" + path.string() + "' is there already: name a folder that does not hold it");
  for (const auto& [path, item] : folders) {
    fs::create_directories(path);
    write_files(item->request.files, path);
    if (item->request.shared_files) write_files(*item->request.shared_files, path);
    write_atomically(path / "case.toml", description_of(*item));
  }
}

void save_case(const CaseRequest& target, const fs::path& folder) {
  if (fs::exists(folder))
    throw UsageError("--save-case '" + folder.string() + "' is there already: name a folder that is not");
  if (target.files.contains("program.py"))
    throw UsageError("--save-case writes a program.py, but the target has one of its own: rename that");
  fs::create_directories(folder);
  write_files(target.files, folder);
  write_atomically(folder / "program.py", program_of(target));
  write_atomically(folder / "case.toml", description_of(target));
}

}  // namespace dy2stat
