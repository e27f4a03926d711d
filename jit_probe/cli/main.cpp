// The program jit_probe: parses the command line and runs the command.
#include <fcntl.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/record/record.hpp"

namespace {

using namespace dy2stat;

void add_commands(CLI::App& program, int& exit_code) {
  add_run_command(program, exit_code);
  add_bench_command(program, exit_code);
  add_calls_command(program, exit_code);
  add_api_commands(program, exit_code);
  add_ast_command(program, exit_code);
  add_search_command(program, exit_code);
  add_workers_command(program, exit_code);
  add_table_command(program, exit_code);
  add_list_command(program, exit_code);
  add_show_command(program, exit_code);
  add_diff_command(program, exit_code);
  add_repro_command(program, exit_code);
  add_accept_command(program, exit_code);
  add_report_command(program, exit_code);
}

int fail(int exit_code, const std::string& why) {
  std::fflush(stdout);
  std::fprintf(stderr, "jit_probe: %s\n", why.c_str());
  return exit_code;
}

// A closed descriptor 0, 1 or 2 would be given to the next file that is opened, and what is printed would go into it.
void open_standard_descriptors() {
  for (const int descriptor : {0, 1, 2})
    if (::fcntl(descriptor, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) != descriptor) std::abort();
}

// The word that should be a command and is none; empty if all is well.
std::string unknown_command(const CLI::App& program, const std::vector<std::string>& words) {
  if (words.empty() || words.front().starts_with("-")) return {};
  const auto commands = program.get_subcommands([](const CLI::App*) { return true; });
  const bool known = std::ranges::any_of(commands, [&](const auto* one) { return one->get_name() == words.front(); });
  return known ? "" : words.front();
}

// "help" and "help run" are "--help" and "run --help", as people try both.
std::vector<std::string> words_from(int count, char** words) {
  std::vector<std::string> all(words + 1, words + count);
  if (!all.empty() && all.front() == "help") {
    all.erase(all.begin());
    all.emplace_back("--help");
  }
  return all;
}

int run_command(CLI::App& program, std::vector<std::string> words, const int& exit_code) {
  if (const auto unknown = unknown_command(program, words); !unknown.empty())
    return fail(usage_error, "there is no command '" + unknown + "'; `jit_probe --help` lists them");
  try {
    std::ranges::reverse(words);  // as CLI11 takes them
    program.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? all_as_expected : usage_error;
  } catch (const FoundProblems& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return usage_error;
  } catch (const BadRecord& error) {
    return fail(usage_error, error.what());
  } catch (const std::invalid_argument& error) {
    // A word of the command line that names nothing: no such run, worker, verdict or format.
    return fail(usage_error, error.what());
  } catch (const nlohmann::json::exception& error) {
    return fail(internal_error, "a file that was read is not as jit_probe writes it (" + problem_of(error) +
                                    "): put it back if it was edited, otherwise this is an error of jit_probe");
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(internal_error, error.path1().string() + ": " + error.code().message() +
                                    "; free space there, or name a place that can be written");
  } catch (const std::exception& error) {
    return fail(internal_error, error.what());
  }
  return exit_code;
}

int run_program(int count, char** words) {
  CLI::App program("Turns dynamic PyTorch programs into static graphs with every engine and proves what was captured.",
                   "jit_probe");
  program.require_subcommand(1);
  program.set_version_flag("--version", "jit_probe " DY2STAT_VERSION);
  program.footer("`jit_probe help COMMAND` has the options of a command, with examples.");
  int exit_code = all_as_expected;
  add_commands(program, exit_code);
  const int ended = run_command(program, words_from(count, words), exit_code);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
    return fail(internal_error, "not all of it could be written to stdout: see who reads it, and free space there");
  return ended;
}

}  // namespace

int main(int count, char** words) {
  open_standard_descriptors();
  try {
    return run_program(count, words);
  } catch (...) {
    // Of memory that ran out while something else was being told, for instance.
    std::fputs("jit_probe: it ended by an error that it has no words for\n", stderr);
    return internal_error;
  }
}
