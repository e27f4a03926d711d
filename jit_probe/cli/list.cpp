// `jit_probe list`: the cases there are, and what is expected of them.
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/repeatable_option.hpp"
#include "jit_probe/render/table.hpp"
#include "jit_probe/suite/suite.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

struct ListCommand {
  std::vector<std::string> paths, tags;
  std::string filter, format = "terminal", colour;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// "unsound in values (<2.0.0); sound (>=2.0.0)": what is expected of the engine.
std::string expectations_text(const Case& read, const std::string& engine) {
  std::string text;
  for (const auto& expectation : read.expectations) {
    if (std::ranges::find(expectation.engines, engine) == expectation.engines.end()) continue;
    text += (text.empty() ? "" : "; ") + std::string(name_of(expectation.expected.verdict));
    if (const auto range = expectation.torch.text(); !range.empty()) text += " (" + range + ")";
  }
  return text;
}

bool is_selected(const Case& read, const ListCommand& options) {
  const auto has_tag = [&](const std::string& tag) { return std::ranges::find(read.tags, tag) != read.tags.end(); };
  return read.name.find(options.filter) != std::string::npos && std::ranges::all_of(options.tags, has_tag);
}

Table table_of(const std::vector<Case>& cases) {
  std::vector<std::string> engines;
  for (const auto& read : cases)
    for (const auto& expectation : read.expectations)
      for (const auto& engine : expectation.engines)
        if (std::ranges::find(engines, engine) == engines.end()) engines.push_back(engine);
  Table table{"cases", "case", {"title", "entry", "tags"}, {}, {}, {}};
  for (const auto& engine : engines) table.columns.push_back("expected of " + engine);
  std::map<std::string, std::vector<Row>> rows;
  for (const auto& read : cases) {
    Row row{read.name, {{read.title, {}}, {read.entry, {}}, {joined(read.tags), {}}}};
    for (const auto& engine : engines) row.cells.push_back({expectations_text(read, engine), {}});
    rows[read.name.substr(0, read.name.find('/'))].push_back(std::move(row));
  }
  for (auto& [category, of_category] : rows) table.groups.push_back({category, std::move(of_category)});
  return table;
}

int list(const ListCommand& options) {
  const auto format = table_format_from(options.format);
  std::vector<Problem> problems;
  std::vector<Case> cases;
  for (const auto& folder : find_cases({options.paths.begin(), options.paths.end()}, problems))
    if (auto read = read_case(folder, nullptr, problems); read && is_selected(*read, options))
      cases.push_back(std::move(*read));
  for (const auto& problem : problems) note("{}\n", problem.text());
  if (!problems.empty()) return usage_error;
  if (cases.empty()) {
    note("jit_probe: no case was selected\n");
    return nothing_selected;
  }
  print(render_tables({table_of(cases)}, format, wants_colour(options.colour, STDOUT_FILENO)));
  return all_as_expected;
}

}  // namespace

void add_list_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<ListCommand>();
  options->paths = {"cases"};
  auto* command =
      program.add_subcommand("list", "Lists cases with title, entry, tags and what is expected of each engine");
  command->add_option("PATH", options->paths, "case folders, or folders of them")->capture_default_str();
  add_repeatable(*command, "--tag", options->tags, "only cases with this tag (several: with all of them)");
  command->add_option("--filter", options->filter, "only cases whose name contains this");
  command->add_option("--format", options->format, "terminal, markdown, csv, json or latex")->capture_default_str();
  add_colour_option(*command, options->colour);
  command->callback([options, &exit_code] { exit_code = list(*options); });
}

}  // namespace dy2stat
