// Selecting cases and making requests.
#include "jit_probe/cli/selection.hpp"

#include <algorithm>
#include <filesystem>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/own_engines.hpp"
#include "jit_probe/cli/save_case.hpp"
#include "jit_probe/cli/target.hpp"
#include "jit_probe/record/engine_name.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

void set_limits(CaseRequest& request, const RunOptions& options) {
  request.engines = chosen_engines(options);
  request.own_engines = own_engine_files(request.engines);
  request.limits = options.limits;
  request.isolation = isolation_from(options.isolation);
}

Selected selected_case(Case&& read, const RunOptions& options) {
  Selected selected;
  selected.request.case_name = read.name;
  selected.request.files = read.files;
  selected.request.module = "program";
  selected.request.entry = read.entry;
  selected.request.required_packages = read.requires_packages;
  selected.request.required_torch = read.torch.text();
  set_limits(selected.request, options);
  selected.command = {read.folder.string()};
  selected.what = std::move(read);
  return selected;
}

Selected selected_target(const std::string& word, const RunOptions& options) {
  Selected selected;
  selected.request = target_request(word, options);
  set_limits(selected.request, options);
  selected.what.name = word;
  selected.what.files = selected.request.files;
  selected.command = {word};
  if (!options.source_tree.empty()) selected.command.insert(selected.command.end(), {"--path", options.source_tree});
  if (!options.init.empty()) selected.command.insert(selected.command.end(), {"--init", options.init});
  for (const auto& input : options.inputs) selected.command.insert(selected.command.end(), {"--input", input});
  return selected;
}

void check_target_options(const RunOptions& options, std::size_t targets) {
  if (!options.corpora.empty() && targets == 0 && options.init.empty() && options.inputs.empty()) return;
  const bool of_targets = !options.init.empty() || !options.inputs.empty() || !options.source_tree.empty();
  if (targets == 0 && (of_targets || !options.save_case.empty()))
    throw UsageError(
        "--init, --input, --path and --save-case are for a target, file.py:ENTRY or module:ENTRY, and none "
        "is named; a case has its own init() and inputs()");
  if (targets > 1 && !options.save_case.empty()) throw UsageError("--save-case makes one case: name one target");
}

bool is_wanted(const Case& read, const RunOptions& options) {
  const auto has_tag = [&](const std::string& tag) { return std::ranges::count(read.tags, tag) > 0; };
  if (!options.cases.empty() && !std::ranges::count(options.cases, read.name)) return false;
  return read.name.find(options.filter) != std::string::npos && std::ranges::all_of(options.tags, has_tag);
}

void add_corpora(std::vector<Selected>& all, std::vector<Selected> of_corpora, const RunOptions& options) {
  for (const auto& name : options.cases)
    if (std::ranges::none_of(of_corpora, [&](const auto& item) { return item.what.name == name; }))
      throw UsageError("--case '" + name + "': no corpus has a case of that name on a worker that takes part");
  if (of_corpora.empty()) return;
  CaseRequest manner;
  set_limits(manner, options);
  std::erase_if(of_corpora, [&](const auto& item) { return !is_wanted(item.what, options); });
  for (auto& item : of_corpora) {
    item.request.engines = manner.engines;
    item.request.own_engines = manner.own_engines;
    item.request.limits = manner.limits;
    item.request.isolation = manner.isolation;
  }
  if (!options.save_case.empty()) save_cases(of_corpora, options.save_case);
  std::ranges::move(of_corpora, std::back_inserter(all));
}

}  // namespace

std::vector<std::string> chosen_engines(const RunOptions& options) {
  const std::vector<std::string_view> known(known_engines().begin(), known_engines().end());
  std::vector<std::string> wanted = options.engines, chosen;
  if (wanted.empty()) wanted.assign(options.engines_by_default.begin(), options.engines_by_default.end());
  const auto every = all_engines();
  for (auto all = wanted.begin(); (all = std::ranges::find(wanted, every_engine)) != wanted.end();)
    wanted.insert(wanted.erase(all), every.begin(), every.end());
  for (const auto& engine : wanted) {
    if (engine.starts_with("py:") && !own_engine_from(engine))
      throw UsageError("'" + engine + "' is no engine: write py:FILE.py:FUNCTION, a function that FILE.py defines");
    if (!is_known_engine(engine) && !own_engine_from(engine)) {
      std::string all;
      for (const auto name : known) all += (all.empty() ? "" : ", ") + std::string(name);
      throw UsageError("there is no engine '" + engine + "': " + did_you_mean(engine, known) + "the engines are " +
                       all + "; `all` means every one, and py:FILE.py:FUNCTION one of your own");
    }
    const auto name = options.fullgraph && can_be_fullgraph(engine) ? with_fullgraph(engine) : engine;
    if (!std::ranges::count(chosen, name)) chosen.push_back(name);
  }
  if (options.fullgraph && std::ranges::none_of(chosen, can_be_fullgraph))
    throw UsageError("--fullgraph is for dynamo, which is not among the engines: add --engine dynamo");
  return chosen;
}

bool Selected::is_for(const std::string& worker) const {
  return workers.empty() || std::ranges::count(workers, worker) > 0;
}

Selection select(const RunOptions& options, std::vector<Selected> of_corpora) {
  std::vector<fs::path> paths;
  std::vector<std::string> targets;
  for (const auto& word : options.paths)
    if (is_target(word))
      targets.push_back(word);
    else
      paths.emplace_back(word);
  check_target_options(options, targets.size());
  Problems problems;
  auto suite = read_suite(paths, problems);
  if (!problems.empty()) throw FoundProblems(problems);

  std::vector<Selected> all;
  for (auto& read : suite.cases)
    if (is_wanted(read, options)) all.push_back(selected_case(std::move(read), options));
  for (const auto& word : targets) {
    if (std::ranges::count(targets, word) > 1) throw UsageError("the target '" + word + "' is named twice");
    all.push_back(selected_target(word, options));
  }
  if (!options.save_case.empty() && !targets.empty()) save_case(all.back().request, options.save_case);
  add_corpora(all, std::move(of_corpora), options);
  Selection selection{{}, std::move(suite.mechanisms)};
  const auto shard = shard_from(options.shard);
  for (std::size_t k = 0, place = 0; k < all.size(); ++k) {
    if (k > 0 && all[k].what.name != all[k - 1].what.name) ++place;
    if (place % shard.count == shard.place) selection.items.push_back(std::move(all[k]));
  }
  return selection;
}

}  // namespace dy2stat
