// Feeds one worker 2,000 cases and reads the kernel's account of its template.
#include "bench/self/template_memory.hpp"

#include <fmt/core.h>

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

// Copies cases under new categories until there are `count`.
void repeat_cases(const fs::path& cases, const fs::path& target, std::size_t count) {
  const auto folders = case_folders(cases);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& folder = folders[i % folders.size()];
    const auto category = fmt::format("{}-{}", folder.parent_path().filename().string(), i / folders.size());
    fs::create_directories(target / category);
    fs::copy(folder, target / category / folder.filename(), fs::copy_options::recursive);
  }
  fs::copy(cases / "mechanisms.toml", target / "mechanisms.toml");
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

}  // namespace

Figure measure_template_memory(const Setting& setting) {
  const std::size_t count = setting.quick ? 100 : 2'000;
  const auto cases = setting.scratch / "cases";
  repeat_cases(setting.cases, cases, count);
  const auto command = setting.run_command(cases, "template", {"-j", "1"});
  std::set<pid_t> seen;
  double first = 0, last = 0;
  std::size_t first_at = 0, last_at = 0;
  run(command, setting.scratch / "template.log", [&](pid_t program) {
    const auto workers = workers_of(program);
    seen.insert(workers.begin(), workers.end());
    const auto records = workers.empty() ? 0 : lines_in(setting.scratch / "template" / "records.jsonl");
    const auto mib = records == 0 ? 0 : anonymous_mib(*workers.begin());
    if (mib == 0) return;
    if (first == 0) first = mib, first_at = records;
    last = mib, last_at = records;
  });
  if (seen.size() != 1 || first == 0)
    throw std::runtime_error(
        "the template's memory cannot be told: the worker was started more than once, or never seen");
  fmt::print("The template's private memory: {:.1f} MiB after {} records, {:.1f} MiB after {}.\n\n", first, first_at,
             last, last_at);
  return {fmt::format("what the template grows over {} cases", count), last - first, 1, "MiB", {text_of(command)}};
}

}  // namespace dy2stat::bench
