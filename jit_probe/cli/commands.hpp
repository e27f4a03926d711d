// The commands of jit_probe, one file each.
#pragma once

#include <CLI/CLI.hpp>

namespace dy2stat {

// What every command returns.
enum ExitCode {
  all_as_expected = 0,
  something_unexpected = 1,
  usage_error = 2,
  internal_error = 3,
  nothing_selected = 4,
  interrupted_by_user = 130
};

// Each adds its command to `program`; when the command is chosen, `exit_code` is set to how it ended.
void add_run_command(CLI::App& program, int& exit_code);
void add_bench_command(CLI::App& program, int& exit_code);
void add_calls_command(CLI::App& program, int& exit_code);
void add_api_commands(CLI::App& program, int& exit_code);  // api-name and api-list
void add_ast_command(CLI::App& program, int& exit_code);
void add_search_command(CLI::App& program, int& exit_code);
void add_workers_command(CLI::App& program, int& exit_code);
void add_table_command(CLI::App& program, int& exit_code);
void add_list_command(CLI::App& program, int& exit_code);
void add_show_command(CLI::App& program, int& exit_code);
void add_diff_command(CLI::App& program, int& exit_code);
void add_repro_command(CLI::App& program, int& exit_code);
void add_accept_command(CLI::App& program, int& exit_code);
void add_report_command(CLI::App& program, int& exit_code);

// Of `bench`.
void add_bench_diff_command(CLI::App& bench, int& exit_code);
void add_bench_table_command(CLI::App& bench, int& exit_code);
void add_bench_plot_command(CLI::App& bench, int& exit_code);

}  // namespace dy2stat
