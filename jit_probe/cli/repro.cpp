// `jit_probe repro`: a record as one Python file that shows the finding.
#include "jit_probe/render/repro.hpp"

#include <memory>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/runs.hpp"
#include "jit_probe/cli/select_records.hpp"

namespace dy2stat {
namespace {

struct ReproCommand {
  std::string run, engine;
  RecordSelection selection;
};

// The program as the run kept it.
CaseRequest program_of(const Run& run, const Record& record) {
  const auto kept = record.making.find("program");
  if (kept == record.making.end())
    throw NoRepro("the run does not hold the program of " + record.case_name + "; run it again with this jit_probe");
  CaseRequest program;
  for (const auto& [name, text] : kept->at("files").items()) program.files[name] = run.text(text);
  program.module = kept->value("module", "program");
  program.entry = kept->value("entry", "");
  program.init_expression = kept->value("init_expression", "");
  program.input_expressions = kept->value("input_expressions", std::vector<std::string>{});
  if (const auto engines = kept->find("own_engines"); engines != kept->end() && engines->contains(record.engine))
    program.own_engines[record.engine] = run.text(engines->at(record.engine));
  return program;
}

int print_repro(ReproCommand options) {
  options.selection.engines = {options.engine};
  const auto run = read_runs(shards_of(options.run));
  const auto records = select_records(run, options.selection);
  if (records.size() > 1)
    throw NoRepro("there are records of several workers: choose one with --worker " + records.front()->worker);
  print(reading(*records.front(), [&](const Record& record) { return repro_file(record, program_of(run, record)); }));
  return all_as_expected;
}

}  // namespace

void add_repro_command(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<ReproCommand>();
  auto* command = program.add_subcommand(
      "repro", "Prints one Python file that needs only torch and shows what a record found, for an issue report");
  command->add_option("RUN", options->run, "a run; its shards joined by commas")->required();
  command->add_option("CASE", options->selection.case_name, "the case")->required();
  command->add_option("ENGINE", options->engine, "the engine")->required();
  command->add_option("--worker", options->selection.workers, "the worker, where the run has several");
  command->callback([options, &exit_code] { exit_code = print_repro(*options); });
}

}  // namespace dy2stat
