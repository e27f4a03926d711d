// `jit_probe accept`: writes what came into case.toml as what is expected from now on.

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/cli/select_records.hpp"
#include "jit_probe/compare/diff.hpp"
#include "jit_probe/compare/expectation.hpp"
#include "jit_probe/suite/mechanisms.hpp"
#include "jit_probe/suite/split.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

struct AcceptCommand {
  std::string run, mechanism;
  std::vector<std::string> cases;
  bool dry_run = false, whole_range = false, no_mechanism = false;
};

// Why nothing is written; what() goes to the person.
struct Refused : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

std::string named(const Record& record) {
  return record.case_name + " " + record.engine + " " + record.worker;
}

// The unexpected records of the run, or of the cases that are named, by case.
std::map<std::string, std::vector<const Record*>> unexpected_records(const Run& run, const AcceptCommand& options) {
  std::set<std::string> wanted;
  for (const auto& word : options.cases) wanted.insert(select_records(run, {word, {}, {}}).front()->case_name);
  std::map<std::string, std::vector<const Record*>> chosen;
  for (const auto& record : run.records)
    if (record.as_expected == false && (wanted.empty() || wanted.contains(record.case_name)))
      chosen[record.case_name].push_back(&record);
  return chosen;
}

// Whether the old expectation speaks of operators that nobody looked at in what was captured now.
bool lacks_operators(const Record& record) {
  const bool captured = record.verdict == Verdict::sound || record.verdict == Verdict::unsound ||
                        record.verdict == Verdict::restricted || record.verdict == Verdict::partial;
  const bool demanded = !record.expected->operators_has.empty() || !record.expected->operators_not.empty();
  return captured && demanded && !record.artifact.contains("graph");
}

// What is to be expected so that the record is as expected. Throws Refused.
Expected accepted(const Record& record, const AcceptCommand& options) {
  if (record.flaky)
    throw Refused(named(record) + " is flaky: rounds of the run disagreed; find out why before it is accepted");
  if (lacks_operators(record))
    throw Refused(named(record) +
                  ": the run has no graph of it, so that what is expected of operators cannot be judged");
  auto expected = expectation_of(record, record.expected);
  if (expected.verdict == Verdict::sound) return expected;
  if (!options.mechanism.empty()) expected.mechanism = options.mechanism;
  if (expected.mechanism.empty() && !options.no_mechanism)
    throw Refused(
        named(record) + " is " + std::string(name_of(record.verdict)) +
        ": say why with --mechanism NAME, explained in mechanisms.toml, or --no-mechanism if the case's `why` "
        "says it");
  return expected;
}

// The folder of the record's case.
fs::path case_folder(const Record& record) {
  const auto end = record.expected->at.find("/case.toml");
  if (end == std::string::npos)
    throw Refused(named(record) + " is judged by " + record.expected->at +
                  ", not by a case.toml: there is nothing to accept");
  return record.expected->at.substr(0, end);
}

Case read_now(const fs::path& folder) {
  std::vector<Problem> problems;
  const auto read = read_case(folder, nullptr, problems);
  if (!read)
    throw Refused(problems.empty() ? (folder / "case.toml").string() + " cannot be read" : problems.front().text());
  return *read;
}

std::size_t place_of_expectation(const Case& read, const Record& record) {
  for (std::size_t place = 0; place < read.expectations.size(); ++place) {
    const auto& expectation = read.expectations[place];
    const bool speaks = std::ranges::find(expectation.engines, record.engine) != expectation.engines.end() &&
                        expectation.torch.holds(record.torch);
    if (speaks && fulfils(record, expectation.expected) == record.as_expected) return place;
  }
  throw Refused((read.folder / "case.toml").string() + " changed since the run: run " + named(record) + " again first");
}

// The rewritten text of the case's file.
std::string rewritten(const Run& run, const std::vector<const Record*>& records, const Case& read,
                      const std::string& text, const AcceptCommand& options) {
  std::set<std::size_t> places;
  for (const auto* record : records) places.insert(place_of_expectation(read, *record));
  std::map<std::size_t, std::vector<Observation>> seen;
  for (const auto& record : run.records) {
    if (record.case_name != records.front()->case_name || !record.as_expected) continue;
    const auto place = place_of_expectation(read, record);
    if (!places.contains(place)) continue;
    seen[place].push_back(
        {record.engine, record.torch, *record.as_expected ? std::nullopt : std::optional(accepted(record, options))});
  }
  std::vector<Replacement> replacements;
  for (const auto place : places)
    replacements.push_back({place, split_expectation(read.expectations[place], seen[place], options.whole_range)});
  return rewrite_expectations(text, (read.folder / "case.toml").string(), replacements);
}

// Whether the case as it is on disk now expects what the records are; where not, the old text comes back.
void check_written(const std::vector<const Record*>& records, const fs::path& folder, const std::string& old) {
  const auto read = read_now(folder);
  for (const auto* record : records) {
    const auto expected = read.expected_for(record->engine, record->torch);
    if (expected && fulfils(*record, *expected)) continue;
    write_atomically(folder / "case.toml", old);
    throw std::logic_error((folder / "case.toml").string() + ": what was written does not expect " + named(*record) +
                           "; the old text was put back");
  }
}

int accept(const AcceptCommand& options) {
  const auto run = read_runs(shards_of(options.run));
  if (run.description.ended_by != "finished")
    throw Refused("the run " + options.run +
                  " did not finish: what it lacks is not known; `jit_probe run --resume` ends it");
  const auto chosen = unexpected_records(run, options);
  if (chosen.empty()) {
    note("jit_probe: nothing to accept: every record is as expected, or nothing is expected of it\n");
    return nothing_selected;
  }
  std::vector<std::pair<fs::path, std::pair<std::string, std::string>>> texts;  // folder, old and new
  for (const auto& [name, records] : chosen) {
    const auto folder = case_folder(*records.front());
    if (!options.mechanism.empty() &&
        !explained_mechanisms(mechanisms_file_for(records.front()->expected->at)).contains(options.mechanism))
      throw Refused("there is no mechanism '" + options.mechanism + "'; explain it in mechanisms.toml first");
    const auto old = read_file(folder / "case.toml");
    texts.push_back({folder, {old, rewritten(run, records, read_now(folder), old, options)}});
  }
  // Only when every case could be rewritten is anything written.
  for (const auto& [folder, both] : texts) {
    const auto file = (folder / "case.toml").string();
    print(unified_diff(both.first, both.second, file, file));
    if (options.dry_run) continue;
    write_atomically(file, both.second);
  }
  auto records = chosen.begin();
  for (const auto& [folder, both] : texts)
    if (const auto& of_case = (records++)->second; !options.dry_run) check_written(of_case, folder, both.first);
  note("{} what came in {} case{}\n", options.dry_run ? "would accept" : "accepted", texts.size(),
       texts.size() == 1 ? "" : "s");
  return all_as_expected;
}

}  // namespace

void add_accept_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<AcceptCommand>();
  auto* command = program.add_subcommand(
      "accept", "Writes the unexpected verdicts of a run into case.toml as what is expected from now on");
  command->add_option("RUN", options->run, "a run that finished; its shards joined by commas")->required();
  command->add_option("CASE", options->cases, "only these cases (default: all with an unexpected record)");
  command->add_option("--mechanism", options->mechanism, "why it is so: a name of mechanisms.toml");
  command->add_flag("--no-mechanism", options->no_mechanism, "the cause is the case's own, and its `why` says it");
  command->add_flag("--whole-range", options->whole_range,
                    "where one torch was run: also for the older torches that the old expectation speaks of");
  command->add_flag("--dry-run", options->dry_run, "print the difference, write nothing");
  command->callback([options, &exit_code] { exit_code = accept(*options); });
}

}  // namespace dy2stat
