// Declaring the options of `jit_probe calls`.
#include "jit_probe/cli/calls_options.hpp"

#include <CLI/CLI.hpp>

#include "jit_probe/cli/repeatable_option.hpp"
#include "jit_probe/cli/selection_options.hpp"

namespace dy2stat {
namespace {

constexpr auto calls_examples = R"(Examples:
  jit_probe calls model.py:my_code --format csv --out-dir output --file-max-size 10MB
  jit_probe calls cases/models/pytorchcv_resnet --engine script   the operators inside the captured graph
  jit_probe calls model.py:Net --input 'torch.ones(1, 3)' --compare script
  jit_probe calls package.module:Net --path src --level operator --source-lines

The program is called once with each input set; a target without inputs() and --input is called without arguments.
Each recording gets files NAME-WORKER-ENGINE-0001.json, grouped by API; no file is written over.
Exit codes: 0 all recorded, 1 the program raised or not all could be recorded, 2 usage, 3 internal error or a file
that cannot be written, 4 nothing selected, 130 interrupted.)";

// "json, csv or trace-event"
std::string listed(const std::vector<std::string>& values) {
  std::string text;
  for (std::size_t k = 0; k < values.size(); ++k)
    text += (k == 0 ? "" : k + 1 == values.size() ? " or " : ", ") + values[k];
  return text;
}

void add_programs(CLI::App& command, CallsCommandOptions& options) {
  auto& run = options.run;
  command.add_option("TARGET", run.paths, "file.py:ENTRY, module:ENTRY, or case folders");
  add_repeatable(command, "--engine", run.engines, "record what this engine captures (default: eager alone)")
      ->delimiter(',')
      ->type_name("ENGINE");
  command.add_option("--compare", options.compare, "record eager and this engine, and put both side by side")
      ->type_name("ENGINE");
  add_filter_options(command, run);
  add_target_options(command, run);
}

void add_recording(CLI::App& command, CallsCommandOptions& options) {
  auto& recording = options.recording;
  command
      .add_option("--level", options.level,
                  "api: public torch APIs that the program's own lines call; operator: what torch's dispatcher runs "
                  "(default: api; with an engine: operator)")
      ->check(CLI::IsMember(calls::levels));
  command.add_flag("--source-lines", recording.source_lines, "of operators too (of APIs they are always there)");
  command
      .add_option("--warm-up", options.warm_up,
                  "calls of each input set before those that are recorded (default: 0; with an engine 3, so that its "
                  "executor has optimised)")
      ->check(CLI::Range(0, 100'000))
      ->type_name("N");
  command
      .add_option("--timeout", options.run.limits.timeout_seconds, "seconds that the program of one recording may take")
      ->check(CLI::Range(0.1, 86400.0))
      ->capture_default_str();
  command.add_option("--memory", options.run.limits.memory_mib, "MiB it may take above the worker itself")
      ->check(CLI::Range(1.0, 1e9))
      ->capture_default_str();
}

void add_files(CLI::App& command, CallsCommandOptions& options) {
  auto& recording = options.recording;
  command.add_option("--format", recording.format, "of the files: " + listed(calls::formats))
      ->check(CLI::IsMember(calls::formats))
      ->capture_default_str();
  command.add_option("--out-dir", recording.out_dir, "the folder of the files, made if it is not there")
      ->type_name("DIR")
      ->capture_default_str();
  command
      .add_option("--file-max-size", recording.file_max_size,
                  "then the next file is begun: bytes, at least 4096, or a number of KB, MB or GB")
      ->type_name("SIZE")
      ->capture_default_str();
  command
      .add_option("--file-name-spec", recording.file_name_spec,
                  "NAME: timestamp (calls-20261130T064500.123Z), number (calls) or program (the target's name)")
      ->check(CLI::IsMember(calls::file_name_specs))
      ->capture_default_str();
  command.add_option("--top", options.most_rows, "rows of the table that is printed")->capture_default_str();
}

}  // namespace

void add_calls_options(CLI::App& command, CallsCommandOptions& options) {
  options.run.limits.timeout_seconds = 600;
  options.run.may_lack_inputs = true;
  add_programs(command, options);
  add_recording(command, options);
  add_files(command, options);
  command.get_formatter()->column_width(34);
  command.footer(calls_examples);
}

}  // namespace dy2stat
