// Writing and reading benchmark runs.
#include "jit_probe/record/bench_folder.hpp"

#include "jit_probe/record/record.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

constexpr auto lines_file = "bench.jsonl";

fs::path made(const fs::path& folder, const RunDescription& description) {
  fs::create_directories(folder);
  write_description(folder, description);
  return folder / lines_file;
}

}  // namespace

BenchWriter::BenchWriter(fs::path folder, const RunDescription& description)
    : folder_(std::move(folder)), lines_(made(folder_, description)) {}

void BenchWriter::add(const Benchmark& benchmark) {
  lines_.add(to_json(benchmark).dump());
}

void BenchWriter::describe(const RunDescription& description) {
  write_description(folder_, description);
}

bool is_bench_run(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "run.json", ignored) && fs::exists(folder / lines_file, ignored);
}

BenchRun read_bench_run(const fs::path& folder) {
  BenchRun run{read_description(folder), {}};
  const std::string mend = "take the line from a copy of the run, or delete it: `jit_probe bench --resume --out " +
                           folder.string() + "` measures it again";
  each_line(folder / lines_file, mend, [&](std::string_view line, std::size_t) {
    try {
      run.benchmarks.push_back(benchmark_from_json(Json::parse(line)));
    } catch (const nlohmann::json::exception& error) {
      throw BadRecord("this benchmark cannot be read: " + problem_of(error));
    }
  });
  return run;
}

void replace_benchmarks(const fs::path& folder, const std::vector<Benchmark>& benchmarks) {
  std::string lines;
  for (const auto& benchmark : benchmarks) lines += to_json(benchmark).dump() + "\n";
  write_atomically(folder / lines_file, lines);
}

}  // namespace dy2stat
