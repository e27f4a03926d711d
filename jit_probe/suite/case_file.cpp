// Reading and checking cases.
#include "jit_probe/suite/case_file.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <regex>
#include <sstream>

#include "jit_probe/record/engine_name.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

// Reads values out of tables and notes every problem at its position.
class Reader {
 public:
  Reader(std::string file, std::vector<Problem>& problems) : file_(std::move(file)), problems_(problems) {}

  void problem(const toml::node& at, const std::string& what, const std::string& mend) {
    const auto& place = at.source().begin;
    problems_.push_back({file_, static_cast<int>(place.line), static_cast<int>(place.column), what, mend});
  }

  void only_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
    std::string all;
    for (const auto key : known) all += (all.empty() ? "" : ", ") + std::string(key);
    for (const auto& [key, value] : table)
      if (std::ranges::find(known, key.str()) == known.end())
        problem(value, "unknown key '" + std::string(key.str()) + "'", "the keys are " + all);
  }

  std::string text(const toml::table& table, std::string_view key, bool required) {
    const auto* node = table.get(key);
    if (!node) {
      if (required) problem(table, "'" + std::string(key) + "' is missing", "write " + std::string(key) + " = \"...\"");
      return {};
    }
    if (const auto value = node->value_exact<std::string>()) return *value;
    problem(*node, "'" + std::string(key) + "' is no string", "put it in quotation marks");
    return {};
  }

  std::vector<std::string> texts(const toml::table& table, std::string_view key, bool required) {
    const auto* node = table.get(key);
    if (!node) {
      if (required)
        problem(table, "'" + std::string(key) + "' is missing", "write " + std::string(key) + " = [\"...\"]");
      return {};
    }
    std::vector<std::string> values;
    if (const auto* array = node->as_array())
      for (const auto& item : *array)
        if (const auto value = item.value_exact<std::string>())
          values.push_back(*value);
        else
          problem(item, "an element of '" + std::string(key) + "' is no string", "put it in quotation marks");
    else
      problem(*node, "'" + std::string(key) + "' is no list", "write " + std::string(key) + " = [\"...\"]");
    return values;
  }

  // Reads what `read` makes of the text at `key`, if it is there; what it throws is a problem at that place.
  template <typename Read>
  void parsed(const toml::table& table, std::string_view key, const Read& read) {
    const auto* node = table.get(key);
    if (!node) return;
    const auto value = text(table, key, false);
    try {
      read(value);
    } catch (const std::invalid_argument& error) {
      problem(*node, error.what(), "correct '" + std::string(key) + "'");
    }
  }

 private:
  std::string file_;
  std::vector<Problem>& problems_;
};

void read_operators(Reader& reader, const toml::table& table, Expected& expected) {
  const auto* operators = table.get_as<toml::table>("ops");
  if (!operators) return;
  reader.only_keys(*operators, {"has", "not"});
  expected.operators_has = reader.texts(*operators, "has", false);
  expected.operators_not = reader.texts(*operators, "not", false);
}

Expectation read_expectation(Reader& reader, const toml::table& table, const std::string& file,
                             const std::set<std::string>* mechanisms) {
  reader.only_keys(table, {"engine", "torch", "verdict", "aspects", "stage", "error", "mechanism", "ops"});
  Expectation expectation;
  auto& expected = expectation.expected;
  expectation.engines = reader.texts(table, "engine", true);
  for (const auto& engine : expectation.engines)
    if (!is_known_engine(engine))
      reader.problem(*table.get("engine"), "there is no engine '" + engine + "'", "name script or trace");
  reader.text(table, "verdict", true);
  reader.parsed(table, "verdict", [&](const std::string& word) { expected.verdict = word_from<Verdict>(word); });
  reader.parsed(table, "torch", [&](const std::string& range) { expectation.torch = TorchRange::parse(range); });
  reader.parsed(table, "stage", [&](const std::string& word) { expected.stage = word_from<Stage>(word); });
  for (const auto& word : reader.texts(table, "aspects", false)) {
    try {
      expected.aspects.push_back(word_from<Aspect>(word));
    } catch (const UnknownWord& error) {
      reader.problem(*table.get("aspects"), error.what(), "correct 'aspects'");
    }
  }
  expected.error = reader.text(table, "error", false);
  expected.mechanism = reader.text(table, "mechanism", false);
  read_operators(reader, table, expected);
  if (expected.verdict == Verdict::unsound && expected.aspects.empty())
    reader.problem(table, "'unsound' without aspects", "say in which aspects it differs: aspects = [\"values\"]");
  if (expected.verdict == Verdict::rejected && (!expected.stage || expected.error.empty()))
    reader.problem(table, "'rejected' without stage or error",
                   "add stage = \"capture\" and error = \"a part of the message\"");
  if (mechanisms && !expected.mechanism.empty() && !mechanisms->contains(expected.mechanism))
    reader.problem(*table.get("mechanism"), "there is no mechanism '" + expected.mechanism + "'",
                   "explain it in mechanisms.toml");
  expected.at =
      file + ":" + std::to_string(table.source().begin.line) + ":" + std::to_string(table.source().begin.column);
  return expectation;
}

// Two expectations that speak of the same engine and a common torch contradict or repeat each other.
void check_overlaps(Reader& reader, const Case& read, const toml::array& tables) {
  for (std::size_t later = 1; later < read.expectations.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier)
      for (const auto& engine : read.expectations[later].engines)
        if (std::ranges::count(read.expectations[earlier].engines, engine) &&
            read.expectations[later].torch.overlaps(read.expectations[earlier].torch))
          reader.problem(*tables.get(later),
                         "'" + engine + "' is expected twice, at " + read.expectations[earlier].expected.at + " too",
                         "make the torch ranges disjoint");
}

void read_program(Case& read, std::vector<Problem>& problems) {
  std::error_code ignored;
  for (const auto& item : fs::recursive_directory_iterator(read.folder, ignored))
    if (item.is_regular_file() && item.path().filename() != "case.toml" && item.path().extension() != ".pyc")
      read.files[fs::relative(item.path(), read.folder).string()] = read_file(item.path());
  const auto file = (read.folder / "program.py").string();
  const auto program = read.files.find("program.py");
  if (program == read.files.end()) {
    problems.push_back({file, 1, 1, "there is no program.py", "write the program there"});
    return;
  }
  const auto binds = [&](const std::string& name) {
    const std::regex binding("(^|\n)((async )?def|class) " + name + "\\b|(^|\n)" + name +
                             "\\b *[=:,]|import [^\n]*\\b" + name + "\\b");
    return std::regex_search(program->second, binding);
  };
  const auto first = read.entry.substr(0, read.entry.find('.'));
  if (!read.entry.empty() && !binds(first))
    problems.push_back(
        {file, 1, 1, "it does not define the entry '" + first + "'", "define it, or correct 'entry' in case.toml"});
  if (!binds("inputs"))
    problems.push_back(
        {file, 1, 1, "it does not define inputs()", "define inputs(), which returns a list of input sets"});
}

}  // namespace

std::string Problem::text() const {
  return file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + what + ": " + mend;
}

std::optional<Expected> Case::expected_for(const std::string& engine, const TorchVersion& version) const {
  for (const auto& expectation : expectations)
    if (std::ranges::find(expectation.engines, engine) != expectation.engines.end() && expectation.torch.holds(version))
      return expectation.expected;
  return std::nullopt;
}

std::optional<Case> read_case(const fs::path& folder, const std::set<std::string>* mechanisms,
                              std::vector<Problem>& problems) {
  const auto before = problems.size();
  const auto file = (folder / "case.toml").string();
  Case read;
  const auto absolute = fs::weakly_canonical(folder);
  read.folder = folder;
  read.name = (absolute.parent_path().filename() / absolute.filename()).string();
  try {
    const auto table = toml::parse_file(file);
    Reader reader(file, problems);
    reader.only_keys(table, {"title", "entry", "tags", "why", "requires", "torch", "expect"});
    read.title = reader.text(table, "title", true);
    read.entry = reader.text(table, "entry", true);
    read.why = reader.text(table, "why", true);
    read.tags = reader.texts(table, "tags", true);
    read.requires_packages = reader.texts(table, "requires", false);
    reader.parsed(table, "torch", [&](const std::string& range) { read.torch = TorchRange::parse(range); });
    if (const auto* expect = table.get("expect")) {
      if (const auto* tables = expect->as_array(); tables && tables->is_array_of_tables()) {
        for (const auto& item : *tables)
          read.expectations.push_back(read_expectation(reader, *item.as_table(), file, mechanisms));
        check_overlaps(reader, read, *tables);
      } else {
        reader.problem(*expect, "'expect' is no list of tables", "write [[expect]]");
      }
    }
  } catch (const toml::parse_error& error) {
    problems.push_back({file, static_cast<int>(error.source().begin.line),
                        static_cast<int>(error.source().begin.column), std::string(error.description()),
                        "correct the TOML"});
    return std::nullopt;
  }
  read_program(read, problems);
  if (problems.size() > before) return std::nullopt;
  return read;
}

std::vector<fs::path> find_cases(const std::vector<fs::path>& paths, std::vector<Problem>& problems) {
  std::set<fs::path> found;
  const auto visit = [&](const fs::path& folder) {
    if (fs::exists(folder / "case.toml"))
      found.insert(folder);
    else if (fs::exists(folder / "program.py"))
      problems.push_back(
          {(folder / "case.toml").string(), 1, 1, "a program without case.toml", "describe the case there"});
  };
  for (const auto& path : paths) {
    const auto folder = fs::path(path / "").parent_path();
    if (!fs::is_directory(folder)) {
      problems.push_back(
          {path.string(), 1, 1, "there is no such folder", "name a case's folder, or one that holds cases"});
      continue;
    }
    visit(folder);
    for (const auto& item : fs::recursive_directory_iterator(folder))
      if (item.is_directory()) visit(item.path());
  }
  return {found.begin(), found.end()};
}

std::set<std::string> read_mechanisms(const fs::path& file, std::vector<Problem>& problems) {
  std::set<std::string> names;
  try {
    Reader reader(file.string(), problems);
    for (const auto& [name, node] : toml::parse_file(file.string())) {
      names.emplace(name.str());
      const auto* table = node.as_table();
      if (!table) {
        reader.problem(node, "'" + std::string(name.str()) + "' is no table",
                       "write [" + std::string(name.str()) + "]");
        continue;
      }
      reader.only_keys(*table, {"title", "engines", "text", "since", "reported"});
      for (const auto key : {"title", "text", "since"}) reader.text(*table, key, true);
      for (const auto key : {"engines", "reported"}) reader.texts(*table, key, true);
    }
  } catch (const toml::parse_error& error) {
    problems.push_back({file.string(), static_cast<int>(error.source().begin.line),
                        static_cast<int>(error.source().begin.column), std::string(error.description()),
                        "correct the TOML"});
  }
  return names;
}

}  // namespace dy2stat
