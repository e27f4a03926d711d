// Asking workers to list corpora.
#include "jit_probe/cli/corpora.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/interruption.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/target.hpp"
#include "jit_probe/render/printable.hpp"
#include "jit_probe/schedule/schedule.hpp"
#include "jit_probe/suite/inputs_file.hpp"
#include "jit_probe/suite/nearest.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// Listing a corpus takes longer than a case of it; longest where programs are tried.
constexpr double listing_timeouts = 10, trying_timeouts = 100;
constexpr auto default_inputs_file = "cases/package_inputs.toml";

std::vector<std::pair<std::string, std::string>> inputs_of(const RunOptions& options) {
  const auto file = options.corpus_inputs.empty() ? std::string(default_inputs_file) : options.corpus_inputs;
  if (options.corpus_inputs.empty() && !fs::exists(file)) return {};
  Problems problems;
  auto inputs = read_inputs_file(file, problems);
  if (!problems.empty()) throw FoundProblems(problems);
  return inputs;
}

void require_arguments(const std::string& word, const CorpusOptions& corpus) {
  const bool needs = corpus.name == "file" || corpus.name == "package" || corpus.name == "docstrings";
  if (needs && corpus.arguments.empty())
    throw UsageError("--corpus '" + word +
                     "' does not say of what: write file:PATH.py, package:NAME or docstrings:NAME");
  if (!needs && !corpus.arguments.empty())
    throw UsageError("--corpus '" + word + "': " + corpus.name +
                     " takes nothing after a colon; choose cases by --filter");
}

// The request that lists what the word names.
CaseRequest listing_request(const std::string& word, const RunOptions& options) {
  const auto colon = std::min(word.find(':'), word.size());
  CorpusOptions corpus{word.substr(0, colon), colon < word.size() ? word.substr(colon + 1) : "", {}};
  const std::vector<std::string_view> known(std::begin(corpus_names), std::end(corpus_names));
  if (!std::ranges::count(known, corpus.name))
    throw UsageError("there is no corpus '" + corpus.name + "': " + did_you_mean(corpus.name, known) +
                     "there are file:PATH.py, opinfo, modules, exportdb, package:NAME and docstrings:NAMES");
  require_arguments(word, corpus);
  CaseRequest request;
  if (corpus.name == "file") {
    request = file_request(corpus.arguments, options.source_tree);
    if (request.files.contains("program.py"))
      throw UsageError("--corpus '" + word + "': each case gets a program.py, and there is one already: rename it");
    corpus.arguments = request.module;
  }
  if (const auto at = corpus.arguments.rfind('@'); corpus.name == "docstrings" && at != std::string::npos) {
    request = file_request(corpus.arguments.substr(0, at));
    corpus.arguments = request.files.begin()->first + corpus.arguments.substr(at);
  }
  if (corpus.name == "package") corpus.inputs = inputs_of(options);
  request.case_name = word;
  request.engines = {no_engine};
  request.limits = options.limits;
  request.limits.timeout_seconds *= corpus.name == "docstrings" ? trying_timeouts : listing_timeouts;
  request.corpus = std::move(corpus);
  return request;
}

// What one worker answers of one corpus.
struct Listing {
  std::vector<CorpusCase> cases;
  CorpusRemarks remarks;
  std::vector<std::string> preload;
  std::map<std::string, std::string> files;
};

void take_part(Listing& listing, CorpusPart part) {
  std::ranges::move(part.cases, std::back_inserter(listing.cases));
  std::ranges::move(part.left_out, std::back_inserter(listing.remarks.left_out));
  std::ranges::move(part.preload, std::back_inserter(listing.preload));
  listing.files.merge(part.files);
  if (listing.cases.size() > most_corpus_cases && part.failure.empty())
    part.failure = "it has more than " + std::to_string(most_corpus_cases) + " cases";
  if (!part.failure.empty()) listing.remarks.failure = part.failure;
}

Listing listed_by(const WorkerCommand& worker, const CaseRequest& request) {
  Listing listing;
  listing.remarks.corpus = request.case_name;
  listing.remarks.worker = worker.name;
  listing.files = request.files;
  ScheduleEvents events;
  events.hello = [](const std::string&, const Fingerprint&) {};
  events.corpus = [&](const std::string&, CorpusPart part) { take_part(listing, std::move(part)); };
  events.worker_failed = [&](const WorkerFailed& failure) { listing.remarks.failure = failure.what(); };
  run_schedule({{worker, {request}}}, 1, interrupted, events);
  if (!listing.remarks.failure.empty()) listing.cases.clear();
  listing.remarks.cases = listing.cases.size();
  for (const auto& one : listing.cases)
    if (const auto first = one.name.find('/'), last = one.name.rfind('/'); first < last)
      ++listing.remarks.cases_by_module[one.name.substr(first + 1, last - first - 1)];
  return listing;
}

// The words after `jit_probe run` that select the case alone.
std::vector<std::string> selecting(const std::string& corpus, const std::string& name, const RunOptions& options) {
  std::vector<std::string> words{"--corpus", corpus, "--case", name};
  if (!options.source_tree.empty()) words.insert(words.end(), {"--path", options.source_tree});
  if (!options.corpus_inputs.empty()) words.insert(words.end(), {"--corpus-inputs", options.corpus_inputs});
  return words;
}

// All corpora of all workers, as they come.
class Gathered {
 public:
  explicit Gathered(const RunOptions& options) : options_(options) {}

  void add(Listing listing) {
    const auto shared = std::make_shared<const std::map<std::string, std::string>>(std::move(listing.files));
    for (auto& one : listing.cases) add(std::move(one), listing, shared);
    remarks_.push_back(std::move(listing.remarks));
  }

  ListedCorpora done() {
    ListedCorpora all{{}, std::move(remarks_)};
    for (auto& of_name : items_) std::ranges::move(of_name, std::back_inserter(all.items));
    return all;
  }

 private:
  void add(CorpusCase one, const Listing& listing,
           const std::shared_ptr<const std::map<std::string, std::string>>& shared) {
    const auto [found, is_new] = places_.emplace(one.name, items_.size());
    if (is_new) items_.emplace_back();
    auto& of_name = items_[found->second];
    if (!of_name.empty() && of_name.front().command[1] != listing.remarks.corpus)
      throw UsageError("two corpora have a case '" + one.name + "': run them apart");
    for (auto& item : of_name)
      if (item.request.files.at("program.py") == one.program && *item.request.shared_files == *shared &&
          item.what.tags == one.tags)
        return item.workers.push_back(listing.remarks.worker);
    Selected selected;
    selected.what.name = one.name;
    selected.what.tags = std::move(one.tags);
    selected.request.case_name = one.name;
    selected.request.files["program.py"] = std::move(one.program);
    selected.request.shared_files = shared;
    selected.request.module = "program";
    selected.request.entry = "entry";
    selected.request.preload = listing.preload;
    selected.command = selecting(listing.remarks.corpus, one.name, options_);
    selected.workers = {listing.remarks.worker};
    selected.attempts = std::move(one.attempts);
    of_name.push_back(std::move(selected));
  }

  const RunOptions& options_;
  std::map<std::string, std::size_t> places_;  // in items_, by name
  std::vector<std::vector<Selected>> items_;
  std::vector<CorpusRemarks> remarks_;
};

}  // namespace

Json to_json(const CorpusRemarks& remarks) {
  CorpusPart part;
  part.left_out = remarks.left_out;
  return {{"corpus", remarks.corpus},
          {"worker", remarks.worker},
          {"failure", json_from_bytes(remarks.failure)},
          {"cases", remarks.cases},
          {"left_out", to_json(part).at("left_out")}};
}

ListedCorpora list_corpora(const RunOptions& options, const std::vector<WorkerCommand>& workers) {
  Gathered gathered(options);
  for (const auto& word : options.corpora) {
    const auto request = listing_request(word, options);
    std::string why;
    bool any = false;
    for (const auto& worker : workers) {
      auto listing = listed_by(worker, request);
      if (interrupted) return gathered.done();
      const auto& remarks = listing.remarks;
      any |= remarks.failure.empty();
      const auto said = remarks.failure.empty() ? std::to_string(remarks.cases) + " cases, " +
                                                      std::to_string(remarks.left_out.size()) + " left out"
                                                : printable(remarks.failure);
      note("{} of {}: {}\n", word, worker.name, said);
      if (!remarks.failure.empty()) why = remarks.failure;
      gathered.add(std::move(listing));
    }
    if (!any) throw UsageError("--corpus '" + word + "': " + printable(why));
  }
  return gathered.done();
}

}  // namespace dy2stat
