// The options of `jit_probe run`.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/engine_name.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace CLI {
class App;
}

namespace dy2stat {

struct RunOptions {
  std::vector<std::string> paths;  // case folders, folders of them, and targets
  std::vector<std::string> engines, workers, tags, baseline, reports;
  std::span<const std::string_view> engines_by_default = default_engines();  // where `engines` is empty
  std::string workers_file, filter, shard, isolation = "engine", show, out, colour;
  int processes = 1, rounds = 1;
  bool last_failed = false, resume = false;
  bool fullgraph = false;  // dynamo refuses what it would capture in pieces
  Limits limits;
  // Of a target without a case.
  std::string source_tree, init, save_case;
  std::vector<std::string> inputs;
  // Of corpora: "opinfo", "file:mine.py"; the names of the only cases; the file of what packages are called with.
  std::vector<std::string> corpora, cases;
  std::string corpus_inputs;
  bool may_lack_inputs = false;  // it is then called without arguments
};

void add_run_options(CLI::App& command, RunOptions& options);

// Throws UsageError if a word that goes into requests, records or run.json is not UTF-8, as these are.
void require_utf8(const RunOptions& options);

// The options that decide which records a run has and what is in them, as run.json keeps them.
Json to_json(const RunOptions& options);

// Takes these options from a run that is to be continued. Throws UsageError if one was given, that is to say differs
// from its default, and is another there.
void continue_with(RunOptions& options, Json of_the_run, const RunOptions& defaults = {});

// Throws that UsageError: `given`, `defaults` and `of_the_run` are options by their names.
void refuse_other_options(const Json& given, const Json& defaults, const Json& of_the_run);

// Gives `take` the options that the run in the folder was made with. What is missing among them makes a UsageError.
void with_options_of(const std::filesystem::path& folder, const RunDescription& description,
                     const std::function<void(const Json&)>& take);

// What of the options of a run is not as it is by default, for a person who continues it: "paths [\"cases\"]".
std::string changed_options(const Json& options, const Json& defaults);

// The part of the cases that `--shard i/n` means: the cases whose place modulo `count` is `place`.
struct Shard {
  std::size_t place = 0, count = 1;
};
// Of "2/3"; of "" the whole. Throws UsageError.
Shard shard_from(const std::string& word);

}  // namespace dy2stat
