// `jit_probe bench plot`: plots the sweeps of a benchmark run by gnuplot.
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "jit_probe/cli/bench_runs.hpp"
#include "jit_probe/cli/commands.hpp"
#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/printing.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/render/bench_sweep.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

struct BenchPlotCommand {
  std::string run = "latest-bench", out = ".";
};

// Runs gnuplot on the script; it writes what it has to say to stderr. Its exit code; 127: there is no gnuplot.
int run_gnuplot(const fs::path& script) {
  const pid_t child = ::fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "cannot fork");
  if (child == 0) {
    ::execlp("gnuplot", "gnuplot", script.c_str(), nullptr);
    ::_exit(127);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int plot(const BenchPlotCommand& options) {
  const auto run = read_bench_run(find_bench_run(options.run));
  const auto sweeps = sweeps_of(run.benchmarks);
  if (sweeps.empty())
    throw UsageError("nothing of this run was measured in two sizes; `jit_probe bench CASE --sweep` does that");
  fs::create_directories(options.out);
  for (const auto& sweep : sweeps) {
    const auto base = fs::path(options.out) / sweep.file_name();
    const auto script = base.string() + ".gnuplot";
    write_atomically(script, gnuplot_script(sweep, base.string()));
    if (const int code = run_gnuplot(script); code == 127)
      throw std::runtime_error("there is no gnuplot: install gnuplot-nox; the script is " + script);
    else if (code != 0)
      throw std::runtime_error("gnuplot failed on " + script + " (exit code " + std::to_string(code) + ")");
    print(fmt::format("{0}.svg\n{0}.png\n", base.string()));
  }
  return all_as_expected;
}

}  // namespace

void add_bench_plot_command(CLI::App& bench, int& exit_code) {
  auto options = std::make_shared<BenchPlotCommand>();
  auto* command = bench.add_subcommand("plot", "Plots the sweeps of a run, latency against size, as SVG and PNG");
  command->add_option("RUN", options->run, "a benchmark run made with --sweep")->capture_default_str();
  command->add_option("--out", options->out, "the folder for the files")->capture_default_str()->type_name("DIR");
  command->callback([options, &exit_code] { exit_code = plot(*options); });
}

}  // namespace dy2stat
