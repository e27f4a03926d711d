// A search as a person reads it.
#include "jit_probe/render/search_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

Search shown_search() {
  Search search;
  search.case_name = "c/one";
  search.engine = "trace";
  search.worker = "w";
  search.tried = 200;
  search.branches = 3;
  search.branches_known = 4;
  return search;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(search_text_test)

BOOST_AUTO_TEST_CASE(nothing_found_says_in_how_many_tries) {
  auto search = shown_search();
  search.raised_in_eager = 5;
  search.gave_up = 1;
  search.seconds = 0.5;
  search.rounding = 2;
  BOOST_TEST(search_text(search) ==
             "c/one  trace  w: 200 inputs tried, eager refuses 5, eager does not end on 1; 3 of 4 branches; 400 inputs "
             "a second\n"
             "  none in 200 tries\n"
             "  2 not reported: no further from a float64 run than eager is\n");
}

BOOST_AUTO_TEST_CASE(a_finding_shows_its_input_and_what_differs) {
  auto search = shown_search();
  Finding finding;
  finding.input = "(torch.tensor([-1.0]),)";
  finding.training = false;
  finding.no_grad = true;
  finding.differences.push_back({Aspect::values, Severity::wrong, "round 0 -> result", "1", "2\x1b", ""});
  finding.tried = 7;
  finding.shrinking = 12;
  finding.from = "input set 0: argument [0]: one element negated";
  search.findings.push_back(finding);
  BOOST_TEST(search_text(search) ==
             "c/one  trace  w: 200 inputs tried; 3 of 4 branches\n"
             "  wrong: another result or effect than eager's, in evaluation mode, under torch.no_grad()\n"
             "    (torch.tensor([-1.0]),)\n"
             "    from input set 0: argument [0]: one element negated; found as input 7, 12 more to make it small\n"
             "    values at round 0 -> result\n"
             "      eager:    1\n"
             "      captured: 2?\n");
}

BOOST_AUTO_TEST_CASE(an_error_of_torchscript_is_told_by_its_last_line) {
  auto search = shown_search();
  Finding finding;
  finding.kind = FindingKind::restricted;
  finding.error =
      Error{"RuntimeError", "The following operation failed in the TorchScript interpreter.\nat\nno\n", "", nullptr};
  search.findings = {finding};
  const auto ends_with = [&](const std::string& end) {
    return search_text(search).ends_with("    RuntimeError: " + end + "\n");
  };
  BOOST_TEST(ends_with("no"));
  search.findings[0].error->message = "Expected a value\nPosition: 0\n";
  BOOST_TEST(ends_with("Expected a value"));
}

BOOST_AUTO_TEST_CASE(what_was_not_searched_says_why) {
  auto search = shown_search();
  search.tried = 0;
  search.already = "it already differs on the case's own input set 0 (values)";
  BOOST_TEST(search_text(search) ==
             "c/one  trace  w: not searched: it already differs on the case's own input set 0 (values)\n");
  search.already.clear();
  search.failure = "ValueError: no";
  BOOST_TEST(search_text(search) == "c/one  trace  w: ValueError: no\n");
  search.tried = 32;
  BOOST_TEST(search_text(search) ==
             "c/one  trace  w: 32 inputs tried; 3 of 4 branches; ValueError: no\n  none in 32 tries\n");
}

BOOST_AUTO_TEST_SUITE_END()
