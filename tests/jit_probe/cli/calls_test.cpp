// `jit_probe calls`, `api-name` and `api-list` as a person meets them, with a worker that answers as a script tells it.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "jit_probe/record/text_encoding.hpp"
#include "support/contains.hpp"
#include "support/process.hpp"

using namespace dy2stat;
using test::Ended;
using test::has;

namespace {

struct Calls {
  test::Folder folder;
  Json answers = Json::array(
      {{{"files", {"{\"torch.ones\": 1}\n"}},
        {"calls", {{"apis", {{"torch.ones", {{"calls", 2}, {"raised", 0}, {"total_ms", 0.5}, {"own_ms", 0.5}}}}}}}}});

  Calls() {
    folder.write("mine.py", "import torch\ndef my_code():\n    return torch.ones(1)\n");
    folder.write("workers.toml", "[[worker]]\nname = \"fake\"\ncommand = [\"" DY2STAT_BINARY "/bin/fake_worker\", \"" +
                                     (folder.path / "fake.json").string() + "\"]\n");
  }
  Ended ask(std::vector<std::string> words) const {
    folder.write("fake.json",
                 Json{{"answers", answers}, {"requests", (folder.path / "fake.requests").string()}}.dump());
    words.insert(words.begin() + 1, {"--worker", "fake"});
    return test::jit_probe(std::move(words), folder.path);
  }
  Json last_request() const {
    const auto lines = test::content_of(folder.path / "fake.requests");
    const auto start = lines.rfind('\n', lines.size() - 2);
    return Json::parse(lines.substr(start == std::string::npos ? 0 : start + 1));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(calls_test, Calls)

BOOST_AUTO_TEST_CASE(a_function_without_inputs_is_recorded_into_the_folder) {
  const auto ended = ask({"calls", "mine.py:my_code", "--out-dir", "kept", "--file-name-spec", "number"});
  BOOST_TEST(ended.exit_code == 0, ended.err);
  has(ended.out, "mine.py:my_code  eager  fake: 2 calls of 1 API, 0.500 ms\n");
  has(ended.out, "torch.ones  2      0.500     0.500\n");
  has(ended.err, "the records are in kept/calls-fake-eager-0001.json\n");
  BOOST_TEST(test::content_of(folder.path / "kept/calls-fake-eager-0001.json") == "{\"torch.ones\": 1}\n");
  const auto request = last_request();
  BOOST_TEST(request.at("engines") == Json::array({"eager"}));
  BOOST_TEST(request.at("calls") == Json::parse(R"({"level": "api", "format": "json", "file_max_size": "128MB",
                                                    "source_lines": false, "warm_up": 0})"));
  BOOST_TEST(request.dump().find(folder.path.string()) == std::string::npos);  // no path of this machine
}

BOOST_AUTO_TEST_CASE(what_is_asked_for_goes_to_the_worker) {
  BOOST_TEST(
      ask({"calls", "mine.py:my_code", "--engine", "script", "--format", "csv", "--file-max-size", "10MB"}).exit_code ==
      0);
  auto request = last_request();
  BOOST_TEST(request.at("engines") == Json::array({"script"}));
  BOOST_TEST(request.at("calls") == Json::parse(R"({"level": "operator", "format": "csv", "file_max_size": "10MB",
                                                    "source_lines": false, "warm_up": 3})"));
  ask({"calls", "mine.py:my_code", "--engine", "script", "--level", "api", "--warm-up", "0", "--source-lines"});
  request = last_request();
  BOOST_TEST(request.at("calls").at("level") == "api");
  BOOST_TEST(request.at("calls").at("warm_up") == 0);
  BOOST_TEST(request.at("calls").at("source_lines") == true);
}

BOOST_AUTO_TEST_CASE(eager_and_an_engine_are_compared) {
  const auto calls = [](const char* name) {
    return Json{{"apis", {{name, {{"calls", 1}, {"raised", 0}, {"total_ms", 0.5}, {"own_ms", 0.5}}}}}};
  };
  answers = Json::array(
      {{{"engine", "eager"}, {"calls", calls("aten::relu")}}, {{"engine", "script"}, {"calls", calls("aten::clamp")}}});
  const auto ended = ask({"calls", "mine.py:my_code", "--compare", "script"});
  BOOST_TEST(ended.exit_code == 0, ended.err);
  has(ended.out, "mine.py:my_code  eager against script  fake\n");
  has(ended.out, "aten::relu   vanished ");
  has(ended.out, "aten::clamp  appeared ");
  BOOST_TEST(last_request().at("engines") == Json::array({"eager", "script"}));
  answers[1]["calls"] = {{"missing", "refused"}, {"failure", "NotSupportedError: no"}};
  const auto refused = ask({"calls", "mine.py:my_code", "--compare", "script"});
  BOOST_TEST(refused.exit_code == 1);
  BOOST_TEST(refused.out == "");
  has(refused.err, "script  fake: NotSupportedError: no\n");
}

BOOST_AUTO_TEST_CASE(what_went_wrong_is_said_beside_what_was_recorded) {
  answers[0]["calls"]["missing"] = "failed";
  answers[0]["calls"]["failure"] = "the process was killed by signal 9 (Killed)";
  auto ended = ask({"calls", "mine.py:my_code"});
  BOOST_TEST(ended.exit_code == 1);
  has(ended.err, "mine.py:my_code  eager  fake: the process was killed by signal 9 (Killed)\n");
  has(ended.out, "torch.ones ");
  answers[0]["calls"] = {{"notes", {"input set 0 raised ValueError: no"}}};
  ended = ask({"calls", "mine.py:my_code"});
  BOOST_TEST(ended.exit_code == 1);
  has(ended.err, "input set 0 raised ValueError: no\n");
}

BOOST_AUTO_TEST_CASE(a_worker_that_dies_leaves_the_files_that_came) {
  answers[0]["frames"] = Json::array({Json::array({"J", Json{{"type", "file"},
                                                             {"case", "mine.py:my_code"},
                                                             {"engine", "eager"},
                                                             {"worker", "w"},
                                                             {"number", 1},
                                                             {"extension", ".json"},
                                                             {"bytes", 3}}
                                                            .dump()}),
                                      Json::array({"P", "{}\n"})});
  answers[0].erase("files");
  answers[0]["calls"]["missing"] = "no such word";
  const auto ended = ask({"calls", "mine.py:my_code", "--file-name-spec", "number"});
  BOOST_TEST(ended.exit_code == 1);
  has(ended.err, "the worker itself sent garbage (this recording of calls cannot be read: ");
  BOOST_TEST(test::content_of(folder.path / "output/calls-fake-eager-0001.json") == "{}\n");
}

BOOST_AUTO_TEST_CASE(files_that_were_not_asked_for_are_garbage) {
  const auto file = [](const char* name, const char* extension) {
    return Json::array({"J", Json{{"type", "file"},
                                  {"case", name},
                                  {"engine", "eager"},
                                  {"worker", "w"},
                                  {"number", 1},
                                  {"extension", extension},
                                  {"bytes", 3}}
                                 .dump()});
  };
  const std::vector<std::pair<Json, std::string>> tries{
      {Json::array({Json::array({"P", "abc"})}), "a part of a file that is not announced"},
      {Json::array({file("mine.py:my_code", ".json"), Json::array({"P", "abcd"})}),
       "a part of a file that is not announced"},
      {Json::array({file("mine.py:my_code", ".json"), file("mine.py:my_code", ".json")}), "a file within another one"},
      {Json::array({file("other", ".json")}), "a file that was not asked for"},
      {Json::array({file("mine.py:my_code", "/../../x")}), "'/../../x' is no ending of a file's name"}};
  for (const auto& [frames, why] : tries) {
    answers[0]["frames"] = frames;
    const auto ended = ask({"calls", "mine.py:my_code", "--out-dir", "tries"});
    BOOST_TEST(ended.exit_code == 1);
    has(ended.err, why);
    BOOST_TEST(std::filesystem::is_empty(folder.path / "tries"));  // no whole record of any file came
  }
}

BOOST_AUTO_TEST_CASE(names_are_printed) {
  answers = Json::array({{{"names", {{"names", {"torch.optim.Adam"}}, {"failure", ""}}}}});
  auto ended = ask({"api-name", "torch.optim.adam:Adam"});
  BOOST_TEST(ended.exit_code == 0);
  BOOST_TEST(ended.out == "torch.optim.Adam\n");
  BOOST_TEST(last_request().at("names") == Json::parse(R"({"word": "torch.optim.adam:Adam", "below": false})"));
  answers[0]["names"]["names"] = {"torch.nn.A", "torch.nn.B"};
  ended = ask({"api-list", "torch.nn"});
  BOOST_TEST(ended.out == "torch.nn.A\ntorch.nn.B\n");
  BOOST_TEST(last_request().at("names").at("below") == true);
  answers[0]["names"] = {{"names", Json::array()}, {"failure", "it has no public name in torch"}};
  ended = ask({"api-name", "json:loads"});
  BOOST_TEST(ended.exit_code == 2);
  BOOST_TEST(ended.err == "jit_probe: it has no public name in torch\n");
  answers[0]["die"] = 3;
  has(ask({"api-name", "json:loads"}).err, "jit_probe: the worker itself ended with exit code 3");
}

BOOST_AUTO_TEST_CASE(usage) {
  has(ask({"calls"}).err, "name what to record");
  has(ask({"calls", "mine.py:my_code", "--format", "xml"}).err, "trace-event");
  has(ask({"calls", "mine.py:my_code", "--level", "low"}).err, "operator");
  has(ask({"calls", "mine.py:my_code", "--file-name-spec", "x"}).err, "timestamp");
  has(ask({"calls", "mine.py:my_code", "--file-max-size", "3 MB"}).err, "such as 10MB");
  has(ask({"calls", "mine.py:my_code", "--compare", "script", "--engine", "trace"}).err, "leave --engine out");
  has(ask({"calls", "mine.py:my_code", "--compare", "scrip"}).err, "did you mean 'script'");
  has(ask({"calls", "mine.py:my_cod"}).err, "has no 'my_cod'");
  has(ask({"calls", "\xff:f"}).err, "is not UTF-8");
  const auto ended = ask({"calls", "mine.py:my_code", "--out-dir", "/proc/nothing"});
  BOOST_TEST(ended.exit_code == 3);
  has(ended.err, "cannot make the folder '/proc/nothing'");
  const auto help = test::jit_probe({"calls", "--help"}, folder.path).out;
  for (const std::string value :
       {"json, csv or trace-event", "api: ", "operator: ", "timestamp (", "number (", "program ("})
    has(help, value);
}

BOOST_AUTO_TEST_SUITE_END()
