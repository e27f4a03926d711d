// Cases and a worker that answers as a script tells it, for the tests of `jit_probe run`.
#pragma once

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "jit_probe/record/run_folder.hpp"
#include "support/process.hpp"

namespace dy2stat::test {

inline const std::string program = "def func(x):\n    return x\n\n\ndef inputs():\n    return [(1,)]\n";
inline const std::string head = "title = \"t\"\nentry = \"func\"\ntags = [\"some\"]\nwhy = \"w\"\n";
inline const std::string sound = "[[expect]]\nengine = [\"script\", \"trace\"]\nverdict = \"sound\"\n";

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A folder with cases c/one … and one worker `fake`.
struct RunSuite {
  Folder folder;

  RunSuite() {
    add_worker("fake", Json::object());
    folder.write("cases/mechanisms.toml",
                 "[cause]\ntitle = \"why it is so\"\nengines = []\ntext = \"x\"\nsince = \"s\"\nreported = []\n");
  }
  // Cases that expect `expectation`.
  void add_cases(const std::vector<std::string>& names, const std::string& expectation = sound) const {
    for (const auto& name : names) {
      folder.write("cases/c/" + name + "/case.toml", head + expectation);
      folder.write("cases/c/" + name + "/program.py", program);
    }
  }
  // Lets the worker follow `script`; its log of what it was asked for is NAME.log.
  void add_worker(const std::string& name, Json script) const {
    script["log"] = (folder.path / (name + ".log")).string();
    script["requests"] = (folder.path / (name + ".requests")).string();
    folder.write(name + ".json", script.dump());
    auto workers = content_of(folder.path / "workers.toml");
    const auto entry = "[[worker]]\nname = \"" + name + "\"\ncommand = [\"" DY2STAT_BINARY "/bin/fake_worker\", \"" +
                       (folder.path / (name + ".json")).string() + "\"]\n";
    if (!holds(workers, "\"" + name + "\"")) folder.write("workers.toml", workers + entry);
  }
  void answers(Json list) const { add_worker("fake", {{"answers", std::move(list)}}); }

  // By script and trace unless engines are named, or a run is continued.
  std::vector<std::string> words(std::vector<std::string> more) const {
    const auto has = [&](const char* word) { return std::ranges::find(more, word) != more.end(); };
    if (!has("--engine") && !has("--resume")) more.insert(more.end(), {"--engine", "script,trace"});
    if (!has("--worker")) more.insert(more.end(), {"--worker", "fake"});
    more.insert(more.begin(), "run");
    return more;
  }
  Ended run(std::vector<std::string> more) const { return jit_probe(words(std::move(more)), folder.path); }
  std::string asked() const { return content_of(folder.path / "fake.log"); }
  Run latest() const { return read_run({folder.path / "runs/latest"}); }
};

inline void exits(const Ended& ended, int exit_code) {
  BOOST_TEST(ended.exit_code == exit_code, "exit code " << ended.exit_code << ", not " << exit_code
                                                        << "\nstdout: " << ended.out << "\nstderr: " << ended.err);
}

inline void says(const std::string& text, const std::string& part) {
  BOOST_TEST(holds(text, part), "'" << part << "' is not in:\n" << text);
}

}  // namespace dy2stat::test
