// Declaring, storing and restoring the options of `jit_probe run`.
#include "jit_probe/cli/run_options.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "jit_probe/cli/colour.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/repeatable_option.hpp"
#include "jit_probe/cli/selection_options.hpp"
#include "jit_probe/cli/shell_words.hpp"

namespace dy2stat {
namespace {

constexpr auto run_examples = R"(Examples:
  jit_probe run cases                                   every case, engine and worker
  jit_probe run cases/closures --engine trace -j 2      some cases, one engine
  jit_probe run cases --baseline torch-1.13.1           also: does the new torch do what the old one did?
  jit_probe run model.py:Net --input 'torch.ones(1, 3)' a program without a case
  jit_probe run torch.nn:Conv2d --init '(3, 8, 3)' --input 'torch.randn(1, 3, 8, 8)'
  jit_probe run --corpus modules --filter nn.Conv --isolate case
  jit_probe run --resume                                goes on where Ctrl-C stopped the last run
  jit_probe run --last-failed                           only what was unexpected in the last run

Exit codes: 0 all as expected, 1 something unexpected, 2 usage, a wrong case or a target that cannot be loaded,
3 internal error or a worker that cannot be started, 4 nothing selected, 130 interrupted.)";

// NaN passes CLI11's own ranges, and infinity has no JSON.
const CLI::Validator above_zero(
    [](const std::string& word) {
      char* end = nullptr;
      const double number = std::strtod(word.c_str(), &end);
      return *end == '\0' && std::isfinite(number) && number > 0 ? "" : "'" + word + "' is no number above 0";
    },
    "NUMBER");

void add_manner(CLI::App& command, RunOptions& options) {
  command.add_option("-j", options.processes, "processes per worker")
      ->check(CLI::Range(1, 64))
      ->take_last()  // so that it can be told to a script which tells it too
      ->capture_default_str();
  command.add_option("--timeout", options.limits.timeout_seconds, "seconds a record may take")
      ->check(above_zero)
      ->capture_default_str();
  command.add_option("--memory", options.limits.memory_mib, "MiB a record may take above the worker itself")
      ->check(above_zero)
      ->capture_default_str();
  command.add_option("--isolate", options.isolation, "processes: one an engine, one a case, or none of their own")
      ->check(CLI::IsMember({"engine", "case", "none"}))
      ->capture_default_str()
      ->type_name("LEVEL");
  command.add_option("--rounds", options.rounds, "runs everything so often; what changes is marked flaky")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command.add_flag("--resume", options.resume, "continues the run in --out (default: runs/latest)");
}

void add_corpus_options(CLI::App& command, RunOptions& options) {
  add_repeatable(command, "--corpus", options.corpora,
                 "other people's programs: file:PATH.py, opinfo, modules, exportdb, package:NAME, docstrings:NAMES")
      ->type_name("CORPUS");
  add_repeatable(command, "--case", options.cases, "of a corpus: only the case of this name")->type_name("NAME");
  command
      .add_option("--corpus-inputs", options.corpus_inputs,
                  "what a package's programs are called with (default: cases/package_inputs.toml)")
      ->type_name("FILE");
}

void add_output(CLI::App& command, RunOptions& options) {
  add_repeatable(command, "--baseline", options.baseline,
                 "judges what no case expects by a run or by another worker of this run; repeated: shards")
      ->type_name("RUN|WORKER");
  command.add_option("--show", options.show, "records that are described: all, or unexpected (default for cases)")
      ->check(CLI::IsMember({"all", "unexpected"}))
      ->type_name("WHICH");
  command.add_option("--out", options.out, "the run's folder (default: runs/<UTC time>)")->type_name("DIR");
  add_repeatable(command, "--report", options.reports,
                 "FORMAT::out=FILE, repeatable: terminal, markdown, csv, json, latex or junit")
      ->type_name("REPORT");
  add_colour_option(command, options.colour);
}

// Whether runs of some older version lack the option.
bool was_added(const std::string& name) {
  return name == "fullgraph" || name == "corpora" || name == "only_cases" || name == "corpus_inputs";
}

std::string shown(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

void add_run_options(CLI::App& command, RunOptions& options) {
  add_selection_options(command, "PATH", options);
  command.add_flag("--last-failed", options.last_failed, "only the records that were unexpected in runs/latest");
  command.add_flag("--fullgraph", options.fullgraph, "dynamo refuses what it would capture in pieces");
  add_target_options(command, options);
  add_corpus_options(command, options);
  command
      .add_option("--save-case", options.save_case, "of a target: also makes a case of it; of a corpus: cases in DIR")
      ->type_name("DIR");
  add_manner(command, options);
  add_output(command, options);
  command.get_formatter()->column_width(34);
  command.footer(run_examples);
}

void require_utf8(const RunOptions& options) {
  std::vector<std::string> words{options.workers_file, options.filter,    options.source_tree,
                                 options.init,         options.save_case, options.corpus_inputs};
  for (const auto* more : {&options.paths, &options.engines, &options.workers, &options.tags, &options.baseline,
                           &options.inputs, &options.corpora, &options.cases})
    words.insert(words.end(), more->begin(), more->end());
  for (const auto& word : words)
    if (!is_utf8(word))
      throw UsageError(shell_words({word}) +
                       " is not UTF-8, which records are written in: rename what it names, or write it in UTF-8");
}

Json to_json(const RunOptions& options) {
  return {{"paths", options.paths},
          {"engines", options.engines},
          {"workers", options.workers},
          {"workers_file", options.workers_file},
          {"tags", options.tags},
          {"filter", options.filter},
          {"shard", options.shard},
          {"last_failed", options.last_failed},
          {"fullgraph", options.fullgraph},
          {"isolate", options.isolation},
          {"rounds", options.rounds},
          {"timeout", options.limits.timeout_seconds},
          {"memory", options.limits.memory_mib},
          {"baseline", options.baseline},
          {"path", options.source_tree},
          {"init", options.init},
          {"inputs", options.inputs},
          {"corpora", options.corpora},
          {"only_cases", options.cases},
          {"corpus_inputs", options.corpus_inputs}};
}

void refuse_other_options(const Json& given, const Json& defaults, const Json& of_the_run) {
  for (const auto& [name, value] : given.items())
    if (value != defaults.at(name) && value != of_the_run.at(name))
      throw UsageError("the run that --resume continues was made with " + name + " " + shown(of_the_run.at(name)) +
                       ", not " + shown(value) + ": leave that option out, or start another run without --resume");
}

void with_options_of(const std::filesystem::path& folder, const RunDescription& description,
                     const std::function<void(const Json&)>& take) {
  try {
    take(description.options);
  } catch (const nlohmann::json::exception& error) {
    throw UsageError((folder / "run.json").string() + ": its options are not those that this jit_probe writes (" +
                     problem_of(error) + "): start another run");
  }
}

std::string changed_options(const Json& options, const Json& defaults) {
  std::string text;
  for (const auto& [name, value] : defaults.items())
    if (options.at(name) != value) text += (text.empty() ? "" : ", ") + name + " " + options.at(name).dump();
  return text;
}

void continue_with(RunOptions& options, Json of_the_run, const RunOptions& defaults) {
  // Runs of older versions had not all options.
  const auto of_defaults = to_json(defaults);
  for (const auto& [name, value] : of_defaults.items())
    if (of_the_run.is_object() && !of_the_run.contains(name) && was_added(name)) of_the_run[name] = value;
  refuse_other_options(to_json(options), to_json(defaults), of_the_run);
  const auto take = [&](const char* name, auto& option) { of_the_run.at(name).get_to(option); };
  take("paths", options.paths);
  take("engines", options.engines);
  take("workers", options.workers);
  take("workers_file", options.workers_file);
  take("tags", options.tags);
  take("filter", options.filter);
  take("shard", options.shard);
  take("last_failed", options.last_failed);
  take("fullgraph", options.fullgraph);
  take("isolate", options.isolation);
  take("rounds", options.rounds);
  take("timeout", options.limits.timeout_seconds);
  take("memory", options.limits.memory_mib);
  take("baseline", options.baseline);
  take("path", options.source_tree);
  take("init", options.init);
  take("inputs", options.inputs);
  take("corpora", options.corpora);
  take("only_cases", options.cases);
  take("corpus_inputs", options.corpus_inputs);
}

Shard shard_from(const std::string& word) {
  if (word.empty()) return {};
  std::size_t place = 0, count = 0;
  const auto* end = word.data() + word.size();
  const auto first = std::from_chars(word.data(), end, place);
  const auto second = first.ptr != end && *first.ptr == '/' ? std::from_chars(first.ptr + 1, end, count) : first;
  if (second.ptr != end || place < 1 || place > count)
    throw UsageError("--shard '" + word + "' is no part of a whole: write 1/3, 2/3 or 3/3");
  return {place - 1, count};
}

}  // namespace dy2stat
