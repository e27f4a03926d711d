// Repeats real records until there are many, and compares two such runs.
#include "bench/self/large_diff.hpp"

#include <fmt/core.h>

#include "jit_probe/record/run_folder.hpp"

namespace dy2stat::bench {
namespace {

namespace fs = std::filesystem;

// Writes `count` records: those of `source` over and over, each time under new case names. With `exchange`, every tenth
// tells of the next case what was found of this one. The blobs are the source's own.
void repeat_records(const fs::path& source, const fs::path& target, std::size_t count, bool exchange) {
  const auto run = read_run({source});
  fs::create_directories(target);
  fs::create_directory_symlink(fs::absolute(source / "blobs"), target / "blobs");
  RunWriter writer(target, run.description);
  const auto size = run.records.size();
  for (std::size_t i = 0; i < count; ++i) {
    auto record = run.records[exchange && i % 10 == 0 ? (i + 2) % size : i % size];
    record.case_name = fmt::format("{}-{}", run.records[i % size].case_name, i / size);
    record.engine = run.records[i % size].engine;
    writer.add(record);
  }
}

void add_figures(const Setting& setting, std::size_t records, const std::string& second, const std::string& what,
                 std::vector<Figure>& figures) {
  const Command command{setting.jit_probe.string(), "diff", (setting.scratch / "many").string(),
                        (setting.scratch / second).string()};
  const auto cost = run(command, setting.scratch / (second + ".log"));
  figures.push_back(
      {fmt::format("diff of two runs of {} records, {}", records, what), cost.seconds, 1, "s", {text_of(command)}});
  figures.push_back({"its memory", cost.peak_mb, 200, "MB", {}});
}

}  // namespace

std::vector<Figure> measure_large_diff(const Setting& setting) {
  const std::size_t records = setting.quick ? 1'000 : 10'000;
  repeat_records(setting.scratch / "engine_1", setting.scratch / "many", records, false);
  repeat_records(setting.scratch / "case_1", setting.scratch / "many_alike", records, false);
  repeat_records(setting.scratch / "case_1", setting.scratch / "many_changed", records, true);
  std::vector<Figure> figures;
  add_figures(setting, records, "many_alike", "alike", figures);
  add_figures(setting, records, "many_changed", "a tenth changed", figures);
  return figures;
}

}  // namespace dy2stat::bench
