// The program jit_probe: parses the command line and runs the command.
#include <cstdio>
#include <exception>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/record/record.hpp"

int main(int count, char** words) {
  CLI::App program("Turns dynamic PyTorch programs into static graphs with every engine and proves what was captured.",
                   "jit_probe");
  program.require_subcommand(1);
  int exit_code = dy2stat::all_as_expected;
  dy2stat::add_run_command(program, exit_code);
  dy2stat::add_workers_command(program, exit_code);
  dy2stat::add_table_command(program, exit_code);
  dy2stat::add_list_command(program, exit_code);
  dy2stat::add_show_command(program, exit_code);
  dy2stat::add_diff_command(program, exit_code);
  dy2stat::add_repro_command(program, exit_code);
  dy2stat::add_accept_command(program, exit_code);
  dy2stat::add_report_command(program, exit_code);
  try {
    program.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? dy2stat::all_as_expected : dy2stat::usage_error;
  } catch (const std::invalid_argument& error) {
    // A word of the command line that names nothing: no such run, worker, verdict or format.
    std::fprintf(stderr, "jit_probe: %s\n", error.what());
    return dy2stat::usage_error;
  } catch (const dy2stat::BadRecord& error) {
    std::fprintf(stderr, "jit_probe: %s\n", error.what());
    return dy2stat::usage_error;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "jit_probe: %s\n", error.what());
    return dy2stat::internal_error;
  }
  return exit_code;
}
