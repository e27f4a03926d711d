// A search survives the way through JSON.
#include "jit_probe/record/search.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

Search some_search() {
  Search search;
  search.case_name = "c/one";
  search.engine = "trace";
  search.worker = "w";
  search.torch = TorchVersion::parse("2.13.0");
  search.options = {300, 7, 1.5};
  search.tried = 200;
  search.raised_in_eager = 12;
  search.branches = 3;
  search.branches_known = 4;
  search.insert_at = 17;
  search.insert_before = ", ";
  Finding finding;
  finding.kind = FindingKind::restricted_on_other_sizes;
  finding.input = "(1,)";
  finding.stands_alone = false;
  finding.training = false;
  finding.no_grad = true;
  finding.differences.push_back({Aspect::values, Severity::wrong, "result", "1", "2", ""});
  finding.error = Error{"ValueError", "no", "", nullptr};
  finding.tried = 9;
  finding.from = "input set 0: \xff";
  search.findings.push_back(finding);
  return search;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(search_record_test)

BOOST_AUTO_TEST_CASE(everything_survives_json) {
  const auto json = to_json(some_search());
  const auto again = search_from_json(json);
  BOOST_TEST(to_json(again) == json);
  BOOST_TEST((again.findings.at(0).training == std::optional(false)));
  BOOST_TEST(again.findings.at(0).from == "input set 0: \xff");
  BOOST_TEST(again.options.seed == 7u);
  BOOST_TEST(again.insert_at == 17);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_says_why) {
  auto json = to_json(some_search());
  json["schema"] = search_schema + 1;
  BOOST_CHECK_EXCEPTION(search_from_json(json), BadRecord,
                        [](const auto& error) { return std::string(error.what()).find("newer") != std::string::npos; });
  json = to_json(some_search());
  json["findings"][0]["kind"] = "odd";
  BOOST_CHECK_EXCEPTION(search_from_json(json), BadRecord, [](const auto& error) {
    return std::string(error.what()) == "this search cannot be read: 'odd' is no kind of finding";
  });
}

BOOST_AUTO_TEST_CASE(every_kind_has_a_name) {
  for (const auto kind : finding_kinds) BOOST_TEST((finding_kind_from(name_of(kind)) == kind));
  BOOST_TEST(is_counterexample(FindingKind::accepts));
  BOOST_TEST(!is_counterexample(FindingKind::restricted));
}

BOOST_AUTO_TEST_SUITE_END()
