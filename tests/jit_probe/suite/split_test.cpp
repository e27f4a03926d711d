// Expectations are divided so that nothing is claimed that was not seen.
#include "jit_probe/suite/split.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

Expectation expectation(std::vector<std::string> engines, const std::string& range = "") {
  Expectation made{std::move(engines), TorchRange::parse(range), {}};
  made.expected.verdict = Verdict::rejected;
  return made;
}

Observation seen(const char* engine, const char* torch, std::optional<Verdict> now = {}) {
  Observation observation{engine, TorchVersion::parse(torch), {}};
  if (now) {
    observation.now = Expected{};
    observation.now->verdict = *now;
  }
  return observation;
}

// "script,trace <2.0.0 rejected; …"
std::string split(const Expectation& old, const std::vector<Observation>& observations, bool whole_range = false) {
  std::string text;
  for (const auto& block : split_expectation(old, observations, whole_range)) {
    text += text.empty() ? "" : "; ";
    for (const auto& engine : block.engines) text += engine + " ";
    text += "[" + block.torch + "] " + std::string(name_of(block.expected.verdict));
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(split_test)

BOOST_AUTO_TEST_CASE(what_changed_alike_on_all_torches_keeps_its_range) {
  BOOST_TEST(split(expectation({"script"}), {seen("script", "1.13.1", Verdict::sound),
                                             seen("script", "2.13.0", Verdict::sound)}) == "script [] sound");
  BOOST_TEST(split(expectation({"script"}, ">=1.7"),
                   {seen("script", "1.13.1", Verdict::sound), seen("script", "2.13.0", Verdict::sound)}) ==
             "script [>=1.7.0] sound");
}

BOOST_AUTO_TEST_CASE(where_one_torch_changed_nothing_is_claimed_between_it_and_the_other) {
  BOOST_TEST(split(expectation({"script"}), {seen("script", "1.13.1"), seen("script", "2.13.0", Verdict::sound)}) ==
             "script [<=1.13.1] rejected; script [>=2.13.0] sound");
  BOOST_TEST(split(expectation({"script"}, ">=1.7, <3"),
                   {seen("script", "1.13.1", Verdict::sound), seen("script", "2.13.0")}) ==
             "script [<3.0.0, >=2.13.0] rejected; script [>=1.7.0, <=1.13.1] sound");
}

BOOST_AUTO_TEST_CASE(versions_between_two_that_agree_are_theirs) {
  BOOST_TEST(split(expectation({"script"}), {seen("script", "1.13.1"), seen("script", "2.6.0", Verdict::sound),
                                             seen("script", "2.13.0", Verdict::sound)}) ==
             "script [<=1.13.1] rejected; script [>=2.6.0] sound");
  BOOST_TEST(split(expectation({"script"}),
                   {seen("script", "1.13.1"), seen("script", "2.6.0", Verdict::sound), seen("script", "2.13.0")}) ==
             "script [<=1.13.1] rejected; script [>=2.6.0, <=2.6.0] sound; script [>=2.13.0] rejected");
}

BOOST_AUTO_TEST_CASE(where_one_torch_was_seen_older_ones_keep_the_old_verdict) {
  BOOST_TEST(split(expectation({"script"}), {seen("script", "2.13.0", Verdict::sound)}) ==
             "script [<2.13.0] rejected; script [>=2.13.0] sound");
  BOOST_TEST(split(expectation({"script"}, ">=2.13"), {seen("script", "2.13.0", Verdict::sound)}) ==
             "script [>=2.13.0] sound");
  BOOST_TEST(split(expectation({"script"}), {seen("script", "2.13.0", Verdict::sound)}, true) == "script [] sound");
}

BOOST_AUTO_TEST_CASE(engines_that_did_not_change_or_were_not_run_keep_the_old_verdict) {
  BOOST_TEST(split(expectation({"fx", "script", "trace"}),
                   {seen("script", "1.13.1", Verdict::sound), seen("script", "2.13.0", Verdict::sound),
                    seen("trace", "1.13.1"), seen("trace", "2.13.0")}) == "fx trace [] rejected; script [] sound");
  BOOST_TEST(split(expectation({"script", "trace"}),
                   {seen("script", "1.13.1", Verdict::sound), seen("script", "2.13.0", Verdict::sound),
                    seen("trace", "1.13.1", Verdict::sound), seen("trace", "2.13.0", Verdict::sound)}) ==
             "script trace [] sound");
}

BOOST_AUTO_TEST_SUITE_END()
