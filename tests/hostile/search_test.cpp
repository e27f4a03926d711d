// `jit_probe search` with engines that are wrong on few inputs: it finds each, and finds nothing in an honest one. The
// figures of notes/search.md are these.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "jit_probe/record/search.hpp"
#include "tests/hostile/hostile.hpp"
#include "tests/hostile/own_suite.hpp"

namespace {

using namespace dy2stat;
using namespace hostile;

const std::string folder = DY2STAT_SOURCE "/tests/hostile/planted/";

struct Searched {
  int exit_code = 0;
  std::map<std::string, std::vector<Search>> by_engine;  // a search for each worker
};

Searched search(const std::string& target, const std::vector<std::string>& engines, int budget) {
  const OwnSuite suite;
  std::string names;
  for (const auto& engine : engines) names += (names.empty() ? "py:" : ",py:") + folder + "engines.py:" + engine;
  const auto process =
      suite.start({"search", folder + target, "--engine", names, "--budget", std::to_string(budget), "--json"});
  Searched searched;
  searched.exit_code = OwnSuite::exit_code_of(process);
  std::ifstream log(suite.folder / "log");
  for (std::string line; std::getline(log, line);) {
    if (!line.starts_with("{\"schema\"")) continue;
    auto found = search_from_json(Json::parse(line));
    searched.by_engine[found.engine.substr(found.engine.rfind(':') + 1)].push_back(std::move(found));
  }
  return searched;
}

// That each of them has a counterexample, by every worker.
void expect_found(const std::string& target, const std::vector<std::string>& engines, int budget) {
  const auto searched = search(target, engines, budget);
  BOOST_TEST(searched.exit_code == 1);
  BOOST_TEST(searched.by_engine.size() == engines.size());
  for (const auto& [engine, searches] : searched.by_engine) BOOST_TEST_CONTEXT(engine) {
      BOOST_TEST(searches.size() == worker_programs().size());
      for (const auto& one : searches) {
        BOOST_TEST(one.failure == "");
        BOOST_TEST(one.tried == budget);
        BOOST_TEST(std::ranges::any_of(one.findings, [](const auto& it) { return is_counterexample(it.kind); }));
      }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(search_test)

BOOST_AUTO_TEST_CASE(engines_that_are_wrong_on_few_inputs_are_found) {
  expect_found("program.py:function",
               {"negative_zero_lost", "nan_taken_for_zero", "infinity_clamped", "integer_wrapped", "empty_list_filled",
                "order_of_keys_lost", "alias_copied", "memory_order_read", "single_row_spread"},
               200);
  expect_found("in_modes.py:module", {"mode_fixed", "gradient_at_zero"}, 200);
  expect_found("program.py:function", {"number_of_the_program_ignored"}, 1000);
}

BOOST_AUTO_TEST_CASE(an_honest_engine_has_no_counterexample) {
  const auto searched = search("program.py:function", {"honest"}, 200);
  BOOST_TEST(searched.exit_code == 0);
  BOOST_REQUIRE(searched.by_engine.size() == 1u);
  for (const auto& one : searched.by_engine.at("honest")) {
    BOOST_TEST(one.tried == 200);
    BOOST_TEST(one.findings.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_seed_decides_what_is_tried) {
  const std::vector<std::string> engines{"alias_copied"};
  const auto once = search("program.py:function", engines, 60), again = search("program.py:function", engines, 60);
  BOOST_REQUIRE(once.by_engine.size() == 1u);
  const auto &first = once.by_engine.at("alias_copied"), &second = again.by_engine.at("alias_copied");
  BOOST_REQUIRE(first.size() == second.size());
  for (std::size_t k = 0; k < first.size(); ++k) {
    BOOST_REQUIRE(!first[k].findings.empty());
    BOOST_TEST(first[k].findings[0].tried == second[k].findings[0].tried);
    BOOST_TEST(first[k].findings[0].input == second[k].findings[0].input);
    BOOST_TEST(first[k].branches == second[k].branches);
  }
}

BOOST_AUTO_TEST_SUITE_END()
