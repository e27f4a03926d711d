// Cases and a worker that answers as a script tells it, for the tests of `jit_probe bench`.
#pragma once

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "jit_probe/record/bench_folder.hpp"
#include "support/contains.hpp"
#include "support/process.hpp"

namespace dy2stat::test {

inline Json series(const char* way, double seconds, double ratio) {
  return {{"way", way},
          {"first_call", 0.5},
          {"calls_to_settle", 2},
          {"seconds_to_settle", 0.6},
          {"samples", {seconds, seconds, seconds}},
          {"cpu_samples", {seconds, seconds, seconds}},
          {"calls_a_round", 7},
          {"bytes_allocated", 64.0},
          {"ratio", {ratio - 0.01, ratio, ratio + 0.01}},
          {"noisy", false}};
}

// A folder with two cases, of which one defines bench_inputs, and a worker that measured both.
struct Bench {
  Folder folder;
  std::string program = "def func(x):\n    return x\n\n\ndef inputs():\n    return [(1,)]\n";
  Json answers = Json::array(
      {{{"benchmarks", Json::array({{{"series", {series("eager", 1e-3, 1), series("captured", 5e-4, 0.5)}}}})}}});

  Bench() {
    for (const std::string name : {"plain", "sized"})
      folder.write("cases/c/" + name + "/case.toml",
                   "title = \"t\"\nentry = \"func\"\ntags = [\"some\"]\nwhy = \"w\"\n[[expect]]\nengine = "
                   "[\"script\", \"trace\"]\nverdict = \"sound\"\n");
    folder.write("cases/mechanisms.toml", "");
    folder.write("cases/c/plain/program.py", program);
    folder.write("cases/c/sized/program.py", program + "\n\ndef bench_inputs(n=4):\n    return (n,)\n");
    folder.write("workers.toml", "[[worker]]\nname = \"fake\"\ncommand = [\"" DY2STAT_BINARY "/bin/fake_worker\", \"" +
                                     (folder.path / "fake.json").string() + "\"]\n");
  }
  // Lets the worker follow `answers`.
  void prepare() const {
    folder.write("fake.json", Json{{"answers", answers},
                                   {"log", (folder.path / "fake.log").string()},
                                   {"requests", (folder.path / "fake.requests").string()}}
                                  .dump());
  }
  std::vector<std::string> words(std::vector<std::string> more) const {
    more.insert(more.begin(), {"bench", "--worker", "fake"});
    return more;
  }
  Ended bench(std::vector<std::string> more) const {
    prepare();
    return jit_probe(words(std::move(more)), folder.path);
  }
  std::string asked() const { return content_of(folder.path / "fake.log"); }
  BenchRun latest() const { return read_bench_run(folder.path / "runs/latest-bench"); }
};

}  // namespace dy2stat::test
