// Feeds one worker 2,000 cases, the suite over and over, and reads the kernel's account of its template.
#include "bench/self/template_memory.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

#include "jit_probe/record/run_folder.hpp"

namespace dy2stat::bench {
namespace {

namespace fs = std::filesystem;

// The folders of the suite's cases, but those of real models.
std::vector<fs::path> case_folders(const fs::path& cases) {
  std::set<fs::path> folders;
  for (const auto& item : fs::recursive_directory_iterator(cases))
    if (item.path().filename() == "case.toml" && item.path().parent_path().parent_path().filename() != "models")
      folders.insert(item.path().parent_path());
  return {folders.begin(), folders.end()};
}

// Copies the cases under new categories until there are `count`. Categories run in the order of their names: all cases
// once, then all of them again.
void repeat_cases(const std::vector<fs::path>& folders, const fs::path& target, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto& folder = folders[i % folders.size()];
    const auto category = fmt::format("{:03}-{}", i / folders.size(), folder.parent_path().filename().string());
    fs::create_directories(target / category);
    fs::copy(folder, target / category / folder.filename(), fs::copy_options::recursive);
  }
}

// The processes that `parent` started and that are workers.
std::set<pid_t> workers_of(pid_t parent) {
  std::set<pid_t> workers;
  std::ifstream children(fmt::format("/proc/{0}/task/{0}/children", parent));
  for (pid_t child; children >> child;) {
    std::error_code gone;
    const auto program = fs::read_symlink(fmt::format("/proc/{}/exe", child), gone);
    if (!gone && program.filename() == "jit_probe_worker") workers.insert(child);
  }
  return workers;
}

// The process's memory that belongs to no file, in MiB; 0 once it is gone.
double anonymous_mib(pid_t process) {
  std::ifstream status(fmt::format("/proc/{}/status", process));
  for (std::string word; status >> word;)
    if (word == "RssAnon:") {
      double kib = 0;
      status >> kib;
      return kib / 1024;
    }
  return 0;
}

std::size_t lines_in(const fs::path& path) {
  std::ifstream file(path);
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line);) ++lines;
  return lines;
}

// The template's private memory when so many records were on disk.
struct Sample {
  std::size_t records;
  double mib;
};

// Runs the command and looks at its worker's template until it ends. Throws if there was not exactly one template.
std::vector<Sample> watch_template(const Setting& setting, const Command& command) {
  std::vector<Sample> samples;
  std::set<pid_t> seen;
  run(command, setting.scratch / "template.log", [&](pid_t program) {
    const auto workers = workers_of(program);
    seen.insert(workers.begin(), workers.end());
    const auto records = workers.empty() ? 0 : lines_in(setting.scratch / "template" / "records.jsonl");
    const auto mib = records == 0 ? 0 : anonymous_mib(*workers.begin());
    if (mib != 0) samples.push_back({records, mib});
  });
  if (seen.size() != 1 || samples.empty())
    throw std::runtime_error(
        "the template's memory cannot be told: the worker was started more than once, or never seen");
  return samples;
}

}  // namespace

// The first time through the cases, the template's heap grows to hold the largest of their answers, and keeps that
// room. What leaks grows with each case that follows, so it is counted from there.
Figure measure_template_memory(const Setting& setting) {
  const std::size_t count = setting.quick ? 100 : 2'000;
  const auto folders = case_folders(setting.quick ? setting.cases / "closures" : setting.cases);
  const auto cases = setting.scratch / "cases";
  repeat_cases(folders, cases, count);
  fs::copy(setting.cases / "mechanisms.toml", cases / "mechanisms.toml");
  const auto command = setting.run_command(cases, "template", {"-j", "1"});
  const auto samples = watch_template(setting, command);
  const auto &first = samples.front(), &last = samples.back();
  const auto first_pass = last.records * folders.size() / count;
  const auto warm = *std::ranges::find_if(samples, [&](const Sample& s) { return s.records >= first_pass; });
  fmt::print(
      "The template's private memory: {:.1f} MiB after {} records, {:.1f} after {} (each of {} cases once), "
      "{:.1f} after {}.\n\n",
      first.mib, first.records, warm.mib, warm.records, folders.size(), last.mib, last.records);
  return {fmt::format("what the template grows over {} cases, from the second time that it sees one", count),
          last.mib - warm.mib,
          1,
          "MiB",
          {text_of(command)}};
}

}  // namespace dy2stat::bench
