// `jit_probe workers`: what answers, and what is wrong with what does not.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "jit_probe/record/frame.hpp"
#include "support/process.hpp"

using namespace dy2stat::test;

namespace {

struct Workers {
  Folder folder;
  std::string entries;
  void add(const std::string& name, const std::string& command) {
    entries += "[[worker]]\nname = \"" + name + "\"\ncommand = " + command + "\n";
    folder.write("more.toml", entries);
  }
  void add_fake(const std::string& name, const std::string& script) {
    folder.write(name + ".json", script);
    add(name, "[\"" DY2STAT_BINARY "/bin/fake_worker\", \"" + (folder.path / (name + ".json")).string() + "\"]");
  }
  // By name, what the JSON form says; those that are built beside jit_probe are left out.
  nlohmann::json listed() {
    nlohmann::json by_name;
    const auto ended =
        jit_probe({"workers", "--workers", "more.toml", "--format", "json", "--timeout", "2"}, folder.path);
    for (const auto& worker : nlohmann::json::parse(ended.out))
      by_name[worker.at("worker").get<std::string>()] = worker;
    return by_name;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(workers_test, Workers)

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_worker_is_said) {
  add_fake("good", "{}");
  add_fake("other", R"({"protocol": 99})");
  add("gone", R"(["./gone"])");
  add("dies", R"(["sh", "-c", "echo first >&2; echo no torch here >&2; exit 1"])");
  add("chatty", R"(["echo", "hello, I am no worker"])");
  add("silent", R"(["sh", "-c", "cat >/dev/null"])");  // until its stdin is closed
  const auto workers = listed();
  BOOST_TEST(workers.at("good").at("answers") == true);
  BOOST_TEST(workers.at("good").at("fingerprint").at("torch") == "9.9.0");
  const auto problem = [&](const std::string& name, const std::string& part) {
    const auto text = workers.at(name).at("problem").get<std::string>();
    BOOST_TEST(workers.at(name).at("answers") == false);
    BOOST_TEST(text.find(part) != std::string::npos, text);
  };
  problem("other", "it speaks protocol 99, this jit_probe " + std::to_string(dy2stat::protocol_version) +
                       "; build both from the same source");
  problem("gone", "cannot start '" + (folder.path / "./gone").string() + "': No such file or directory");
  problem("dies", "it ended without a word; run its command by hand to see why; its last words: no torch here");
  problem("chatty", "no frame of the worker protocol");
  problem("silent", "it said nothing for 2 s");
}

BOOST_AUTO_TEST_CASE(the_table_is_aligned_and_the_exit_code_tells) {
  add_fake("good", "{}");
  add("gone", R"(["./gone"])");
  const auto ended = jit_probe({"workers", "--workers", "more.toml"}, folder.path);
  BOOST_TEST(ended.exit_code == 1);
  BOOST_TEST(ended.out.starts_with("worker"));
  BOOST_TEST(ended.out.find("9.9.0+fake") != std::string::npos);
  BOOST_TEST(ended.out.find("gone does not answer\n  command  ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wrong_file_is_a_usage_error) {
  folder.write("workers.toml", "[[worker]]\nname = \"a\"\n");
  const auto ended = jit_probe({"workers"}, folder.path);
  BOOST_TEST(ended.exit_code == 2);
  BOOST_TEST(ended.err == "workers.toml:1:1: 'command' is missing: write command = [\"...\"]\n");
}

BOOST_AUTO_TEST_SUITE_END()
