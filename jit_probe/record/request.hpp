// What jit_probe asks of a worker: a program with its files, and the engines that shall capture it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "jit_probe/record/api_names.hpp"
#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/call_recording.hpp"
#include "jit_probe/record/corpus.hpp"
#include "jit_probe/record/search.hpp"
#include "jit_probe/record/syntax.hpp"
#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat {

// How far programs are kept apart; see "The worker is a warmed template" in the documents.
enum class Isolation { engine, one_case, none };
std::string_view name_of(Isolation isolation);  // "engine", "case", "none"
// Throws UnknownWord.
Isolation isolation_from(std::string_view word);

// Bounds of one record.
struct Limits {
  double timeout_seconds = 60;
  double memory_mib = 4096;  // private memory of the record's family of processes above the template
  int processes = 256;       // of that family
};

struct CaseRequest {
  std::string case_name;
  // The program's files by relative name; written into a folder of the child's own, which is on sys.path.
  std::map<std::string, std::string> files;
  // More of them, which many requests have in common; may be null. A worker finds them among the others.
  std::shared_ptr<const std::map<std::string, std::string>> shared_files;
  std::string module;  // what is imported: "program", or "torch.nn"
  std::string entry;   // the name in it; may be dotted ("Model.forward_once")
  // Expressions evaluated in the worker for a target without inputs(); empty for a case.
  std::string init_expression;
  std::vector<std::string> input_expressions;
  std::vector<std::string> required_packages;  // "pytorchcv", "kornia>=0.7"
  std::string required_torch;                  // a TorchRange; empty: every torch
  std::vector<std::string> engines;
  std::map<std::string, std::string> own_engines;  // of each `py:FILE:FUNCTION` among them the text of FILE, any bytes
  Limits limits;
  Isolation isolation = Isolation::engine;
  // At most one of these, instead of judging the program:
  std::optional<BenchmarkOptions> benchmark;  // measure it
  std::optional<CallsOptions> calls;          // record what it calls; without inputs() it is called without arguments
  std::optional<NamesOptions> names;          // there is no program: say how something of torch is called
  std::optional<SyntaxOptions> syntax;        // it is parsed only
  std::optional<SearchOptions> search;        // look for inputs on which its captures differ
  std::optional<CorpusOptions> corpus;        // there is no program, unless the corpus is a file: list the cases
  // Python modules of torch's own that the program imports and that take seconds: the worker imports them before it
  // forks, for this case and those that follow.
  std::vector<std::string> preload;
  // Of a benchmark run that is continued: what is there already and need not be measured. Of eager's rounds one is
  // enough.
  std::vector<Benchmark> measured;
};

Json to_json(const CaseRequest& request);
CaseRequest request_from_json(const Json& json);

}  // namespace dy2stat
