// Engines that commit one silent failure each: parity finds it, and names the aspect that it is in and no other.
//
// A file of tests/hostile/lies/ is a program and, in the same text, `lie`, an engine of one's own that captures it
// wrongly in the way of the mechanisms that the file names.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "jit_probe/suite/suite.hpp"
#include "tests/hostile/hostile.hpp"

namespace {

namespace fs = std::filesystem;
using namespace dy2stat;
using namespace hostile;

using Words = std::set<std::string>;

struct Lie {
  std::string name, text;
  Words mechanisms, aspects;
};

// The words after "# KEY: ".
Words words_after(const std::string& key, const std::string& text) {
  const auto begin = text.find("# " + key + ": ");
  BOOST_TEST_REQUIRE(begin != std::string::npos);
  std::istringstream words(text.substr(begin + key.size() + 4, text.find('\n', begin) - begin - key.size() - 4));
  return {std::istream_iterator<std::string>(words), {}};
}

std::vector<Lie> read_lies() {
  std::vector<Lie> lies;
  for (const auto& item : fs::directory_iterator(DY2STAT_SOURCE "/tests/hostile/lies")) {
    if (item.path().extension() != ".py") continue;
    std::ifstream file(item.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    lies.push_back({item.path().stem().string(), text, words_after("mechanisms", text), words_after("aspects", text)});
  }
  return lies;
}

Words wrong_aspects_of(const Record& record) {
  Words aspects;
  for (const auto& difference : record.differences)
    if (difference.severity == Severity::wrong) aspects.insert(std::string(name_of(difference.aspect)));
  return aspects;
}

std::string joined(const Words& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// By mechanism, the aspects that a case expects to differ, for those with which an engine says nothing.
std::map<std::string, Words> silent_mechanisms() {
  Problems problems;
  const auto suite = read_suite({DY2STAT_SOURCE "/cases"}, problems);
  BOOST_TEST_REQUIRE(problems.empty());
  std::map<std::string, Words> silent;
  for (const auto& read : suite.cases)
    for (const auto& expectation : read.expectations)
      if (expectation.expected.verdict == Verdict::unsound && !expectation.expected.mechanism.empty())
        for (const auto aspect : expectation.expected.aspects)
          silent[expectation.expected.mechanism].insert(std::string(name_of(aspect)));
  return silent;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lies_test)

BOOST_AUTO_TEST_CASE(each_lie_is_found_and_named_by_its_aspect) {
  const std::string lie = "py:lies.py:lie", honest = "py:honest.py:capture";
  for (const auto& told : read_lies()) BOOST_TEST_CONTEXT(told.name) {
      auto request = request_for(told.text);
      request.engines = {lie, honest};
      request.own_engines = {{lie, told.text}, {honest, "def capture(entry, example):\n    return entry\n"}};
      on_each_worker(request, [&](const Records& records) {
        expect(records, {honest}, Verdict::sound, Stage::verify, "equal to eager");
        expect(records, {lie}, Verdict::unsound, Stage::verify, "captured without an error");
        BOOST_TEST(joined(wrong_aspects_of(records.at(lie))) == joined(told.aspects));
      });
    }
}

BOOST_AUTO_TEST_CASE(each_silent_mechanism_of_the_suite_has_its_lie) {
  std::map<std::string, Words> told;  // by mechanism, the aspects of its lies
  for (const auto& lie : read_lies())
    for (const auto& mechanism : lie.mechanisms) told[mechanism].insert(lie.aspects.begin(), lie.aspects.end());
  const auto silent = silent_mechanisms();
  for (const auto& [mechanism, aspects] : silent) BOOST_TEST(told.contains(mechanism), mechanism);
  for (const auto& [mechanism, aspects] : told) {
    BOOST_TEST_REQUIRE(silent.contains(mechanism), mechanism);
    for (const auto& aspect : aspects)
      BOOST_TEST(silent.at(mechanism).contains(aspect), "no case of " << mechanism << " differs in " << aspect);
  }
}

BOOST_AUTO_TEST_CASE(each_aspect_has_a_lie) {
  Words told;
  for (const auto& lie : read_lies()) told.insert(lie.aspects.begin(), lie.aspects.end());
  const Words all{"values",   "structure", "dtype", "shape",      "mutation",
                  "aliasing", "gradients", "state", "exceptions", "output"};
  BOOST_TEST(joined(told) == joined(all));
}

BOOST_AUTO_TEST_SUITE_END()
