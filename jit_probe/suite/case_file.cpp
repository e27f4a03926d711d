// Reading and checking one case.
#include "jit_probe/suite/case_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "jit_probe/record/text_encoding.hpp"
#include "jit_probe/suite/program_text.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// All files but case.toml and what Python leaves behind; program.py is checked to be text.
void read_files(Case& read, Problems& problems) {
  std::error_code failure;
  std::size_t bytes = 0;
  for (fs::recursive_directory_iterator item(read.folder, failure), end; item != end; item.increment(failure)) {
    const auto& path = item->path();
    if (path.filename() == "__pycache__" || path.filename().string().starts_with(".")) item.disable_recursion_pending();
    if (!item->is_regular_file() || path.filename() == "case.toml" || path.extension() == ".pyc") continue;
    const auto name = fs::relative(path, read.folder).string();
    if (!is_utf8(name)) {
      problems.push_back({read.folder.string(), 1, 1, "the name of a file in it is not UTF-8", "rename the file"});
      continue;
    }
    if (bytes += item->file_size(); bytes > most_case_bytes) {
      problems.push_back({path.string(), 1, 1, "with this file the case holds more than 64 MiB",
                          "a worker gets all files of the folder: keep large data elsewhere"});
      return;
    }
    if (name != "program.py")
      read.files[name] = bytes_of(path);
    else if (auto text = read_text_file(path, problems))
      read.files[name] = std::move(*text);
  }
  if (failure)
    problems.push_back({read.folder.string(), 1, 1, "cannot be read: " + failure.message(), "see to its permissions"});
}

void check_program(TomlReader& reader, const Case& read, const toml::table& content, Problems& problems) {
  const auto file = (read.folder / "program.py").string();
  if (!fs::is_regular_file(file)) {
    problems.push_back({file, 1, 1, "there is no program.py", "write the program there"});
    return;
  }
  const auto program = read.files.find("program.py");
  if (program == read.files.end()) return;  // it could not be read, which is a problem already
  const auto names = bound_names(program->second);
  const auto binds = [&](const std::string& name) { return names.contains("*") || names.contains(name); };
  const auto entry = read.entry.substr(0, read.entry.find('.'));
  if (!entry.empty() && !binds(entry)) {
    const std::vector<std::string_view> known(names.begin(), names.end());
    reader.problem(*content.get("entry"), "program.py does not define the entry '" + entry + "'",
                   did_you_mean(entry, known) + "define it, or correct 'entry'");
  }
  if (!binds("inputs"))
    problems.push_back({file, static_cast<int>(std::ranges::count(program->second, '\n')) + 1, 1,
                        "it does not define inputs()", "define inputs(), which returns a list of input sets"});
  else if (const auto line = line_of_empty_inputs(program->second))
    problems.push_back({file, *line, 1, "inputs() returns no input set",
                        "return at least one, such as [(torch.ones(2),)]; the first is the engines' example"});
}

}  // namespace

std::optional<Expected> Case::expected_for(const std::string& engine, const TorchVersion& version) const {
  for (const auto& expectation : expectations)
    if (std::ranges::count(expectation.engines, engine) && expectation.torch.holds(version))
      return expectation.expected;
  return std::nullopt;
}

std::optional<Case> read_case(const fs::path& folder, const Mechanisms* mechanisms, Problems& problems) {
  if (!fs::is_directory(folder)) {
    problems.push_back({folder.string(), 1, 1, "there is no such folder", "name a case's folder"});
    return std::nullopt;
  }
  const auto before = problems.size();
  const auto file = (folder / "case.toml").string();
  Case read;
  const auto absolute = fs::weakly_canonical(folder);
  read.folder = folder;
  read.name = (absolute.parent_path().filename() / absolute.filename()).string();
  if (!is_utf8(file) || !is_utf8(read.name))
    problems.push_back({file, 1, 1, "this path is not UTF-8, which records are written in", "rename the folder"});
  read_files(read, problems);
  const auto text = read_text_file(file, problems);
  const auto content = text ? parse_toml(*text, file, problems) : std::nullopt;
  if (!content) return std::nullopt;
  read.case_toml = *text;
  TomlReader reader(file, problems);
  reader.only_keys(*content, {"title", "entry", "tags", "why", "requires", "torch", "expect"});
  read.title = reader.text(*content, "title", Need::required);
  read.entry = reader.text(*content, "entry", Need::required);
  read.why = reader.text(*content, "why", Need::required);
  read.tags = texts_of(reader.some_texts(*content, "tags"));
  read.requires_packages = texts_of(reader.texts(*content, "requires", Need::optional));
  reader.parsed(*content, "torch", Need::optional,
                [&](const std::string& range) { read.torch = TorchRange::parse(range); });
  read.expectations = read_expectations(reader, *content, file, mechanisms);
  check_program(reader, read, *content, problems);
  if (problems.size() > before) return std::nullopt;
  return read;
}

}  // namespace dy2stat
