// Finding and naming run folders.
#include "jit_probe/cli/runs.hpp"

#include "jit_probe/cli/printing.hpp"

#include <unistd.h>

#include <algorithm>

#include "jit_probe/record/bench_folder.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

bool is_run(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "run.json", ignored);
}

}  // namespace

fs::path runs_folder() {
  return "runs";
}

fs::path find_run(const std::string& word) {
  auto kept = runs_folder() / word;
  if (is_bench_run(word) || (!word.empty() && is_bench_run(kept)))
    throw NoRun("'" + word + "' is a run of benchmarks, without records: `jit_probe bench table " + word +
                "` prints it");
  if (is_run(word)) return word;
  if (!word.empty() && is_run(kept)) return kept;
  if (word == "latest") throw NoRun("there is no run in runs/ yet; `jit_probe run` makes one");
  throw NoRun("'" + word + "' is no run: name a folder that has a run.json, one of runs/, or latest");
}

void warn_of_cut_off(const std::vector<fs::path>& runs) {
  for (const auto& run : runs)
    if (is_cut_off(run))
      note(
          "jit_probe: {}: its last line is cut off and passed over; `jit_probe run --resume --out {}` makes that "
          "record again\n",
          (run / "records.jsonl").string(), run.string());
}

Run read_runs(const std::vector<std::string>& words) {
  std::vector<fs::path> folders;
  for (const auto& word : words) folders.push_back(find_run(word));
  warn_of_cut_off(folders);
  return read_run(folders);
}

fs::path new_run_folder(const std::string& utc, const std::string& kind) {
  auto name = kind + utc;
  std::ranges::replace(name, ':', '-');
  auto folder = runs_folder() / name;
  for (int again = 2; fs::exists(folder); ++again) folder = runs_folder() / (name + "-" + std::to_string(again));
  return folder;
}

void name_latest(const fs::path& folder, const std::string& name) {
  if (fs::weakly_canonical(folder).parent_path() != fs::weakly_canonical(runs_folder())) return;
  const auto link = runs_folder() / name;
  auto made = link;
  made += ".new-" + std::to_string(::getpid());
  fs::create_symlink(folder.filename(), made);
  fs::rename(made, link);
}

}  // namespace dy2stat
