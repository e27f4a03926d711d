// Expectations are rewritten in place, and no other byte changes.
#include "jit_probe/suite/rewrite.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

namespace {

const std::string head_with_comment =
    "title = \"ein Fall \xC3\xBC\"  # comment\nentry = \"func\"\ntags = [\"a\"]\nwhy = \"\"\"\ntwo\nlines\"\"\"\n\n";

ExpectationBlock block(std::vector<std::string> engines, Verdict verdict, const std::string& torch = "") {
  ExpectationBlock made{std::move(engines), torch, {}};
  made.expected.verdict = verdict;
  return made;
}

ExpectationBlock unsound(std::vector<std::string> engines, std::vector<Aspect> aspects, const std::string& mechanism,
                         const std::string& torch = "") {
  auto made = block(std::move(engines), Verdict::unsound, torch);
  made.expected.aspects = std::move(aspects);
  made.expected.mechanism = mechanism;
  return made;
}

ExpectationBlock rejected(std::vector<std::string> engines, const std::string& error, const std::string& mechanism) {
  auto made = block(std::move(engines), Verdict::rejected);
  made.expected.stage = Stage::capture;
  made.expected.error = error;
  made.expected.mechanism = mechanism;
  return made;
}

std::string rewritten(const std::string& toml, std::size_t place, std::vector<ExpectationBlock> blocks) {
  return rewrite_expectations(toml, "case.toml", {{place, std::move(blocks)}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rewrite_test)

BOOST_AUTO_TEST_CASE(what_already_stands_there_stays_byte_for_byte) {
  const auto toml = head_with_comment +
                    "[[expect]]\nengine=[ 'trace' ,\"script\" ]\ntorch = \">=2\"\nverdict  =  'unsound' # x\naspects = "
                    "[\n  \"values\", # why\n"
                    "  \"shape\",\n]\nmechanism = \"m\"\nops.has = [\"prim::If\"]\n";
  auto same = unsound({"trace", "script"}, {Aspect::values, Aspect::shape}, "m", ">=2.0.0");
  same.expected.operators_has = {"prim::If"};
  BOOST_TEST(rewritten(toml, 0, {same}) == toml);
}

BOOST_AUTO_TEST_CASE(values_are_replaced_and_their_comments_stay) {
  BOOST_TEST(
      rewritten(head_with_comment +
                    "[[expect]]\nengine = [\"trace\"]   # the tracer\nverdict = \"unsound\" # was worse\naspects = "
                    "[\"values\"] # all\nmechanism = \"m\"\n\n# end\n",
                0, {unsound({"trace"}, {Aspect::shape, Aspect::dtype}, "n")}) ==
      head_with_comment +
          "[[expect]]\nengine = [\"trace\"]   # the tracer\nverdict = \"unsound\" # was worse\naspects = [\"shape\", "
          "\"dtype\"] # all\nmechanism = \"n\"\n\n# end\n");
}

BOOST_AUTO_TEST_CASE(fields_that_no_longer_apply_go_with_their_lines) {
  BOOST_TEST(rewritten(head_with_comment +
                           "[[expect]]\nengine = [\"script\"]\nverdict = \"rejected\"\nstage = \"capture\"\nerror = "
                           "'''\nlong\nerror'''\n"
                           "mechanism = \"m\" # gone too\n# stays\n",
                       0, {block({"script"}, Verdict::sound)}) ==
             head_with_comment + "[[expect]]\nengine = [\"script\"]\nverdict = \"sound\"\n# stays\n");
}

BOOST_AUTO_TEST_CASE(new_fields_are_lined_up_as_the_verdict_is) {
  BOOST_TEST(rewritten(head_with_comment +
                           "[[expect]]\n  engine    = [\"script\"]\n  verdict   = \"sound\"\n\n[[expect]]\nengine = "
                           "[\"trace\"]\nverdict = \"sound\"\n",
                       0, {rejected({"script"}, "say \"no\" \\ \t", "m")}) ==
             head_with_comment +
                 "[[expect]]\n  engine    = [\"script\"]\n  verdict   = \"rejected\"\n  stage     = \"capture\"\n  "
                 "error     = "
                 "\"say \\\"no\\\" \\\\ \\t\"\n  mechanism = \"m\"\n\n[[expect]]\nengine = [\"trace\"]\nverdict = "
                 "\"sound\"\n");
}

BOOST_AUTO_TEST_CASE(a_further_expectation_follows_the_old_one) {
  BOOST_TEST(
      rewritten(
          head_with_comment +
              "[[expect]]\nengine = [\"script\", \"trace\"]\nverdict = \"sound\"\nops.not = [\"x\"]  # c\n\n# of the "
              "next\n[[expect]]\nengine = [\"fx\"]\nverdict = \"sound\"\n",
          0,
          {[] {
             auto kept = block({"script"}, Verdict::sound);
             kept.expected.operators_not = {"x"};
             return kept;
           }(),
           unsound({"trace"}, {Aspect::values}, "m", ">=2.0")}) ==
      head_with_comment +
          "[[expect]]\nengine = [\"script\"]\nverdict = \"sound\"\nops.not = [\"x\"]  # c\n\n[[expect]]\nengine = "
          "[\"trace\"]\ntorch = \">=2.0\"\nverdict = \"unsound\"\naspects = [\"values\"]\nmechanism = \"m\"\n\n# of "
          "the "
          "next\n[[expect]]\nengine = [\"fx\"]\nverdict = \"sound\"\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_ends_without_a_line_end_gets_one_where_lines_follow) {
  BOOST_TEST(rewritten(head_with_comment + "[[expect]]\nengine = [\"trace\"]\nverdict = \"sound\"", 0,
                       {unsound({"trace"}, {Aspect::values}, "m"), block({"script"}, Verdict::sound)}) ==
             head_with_comment +
                 "[[expect]]\nengine = [\"trace\"]\nverdict = \"unsound\"\naspects = [\"values\"]\nmechanism = "
                 "\"m\"\n\n[[expect]]\n"
                 "engine = [\"script\"]\nverdict = \"sound\"\n");
}

BOOST_AUTO_TEST_CASE(lines_that_end_in_carriage_returns_keep_doing_so) {
  BOOST_TEST(
      rewritten("title = \"t\"\r\n[[expect]]\r\nengine = [\"trace\"]\r\nverdict = \"unsound\"\r\naspects = "
                "[\"values\"]\r\nmechanism = \"m\"\r\n",
                0, {rejected({"trace"}, "e", "m"), block({"trace"}, Verdict::sound, "<2")}) ==
      "title = \"t\"\r\n[[expect]]\r\nengine = [\"trace\"]\r\nverdict = \"rejected\"\r\nstage = \"capture\"\r\nerror = "
      "\"e\"\r\nmechanism = \"m\"\r\n\r\n[[expect]]\r\nengine = [\"trace\"]\r\ntorch = \"<2\"\r\nverdict = "
      "\"sound\"\r\n");
}

BOOST_AUTO_TEST_CASE(inline_tables_stay_inline) {
  const std::string toml =
      "# \xC3\xA4\xC3\xB6\nexpect = [ { engine = [\"script\"], verdict = \"rejected\", stage = \"capture\", error = "
      "\"e\", mechanism = "
      "\"m\" }, # one\n  { verdict = \"sound\", engine = [\"trace\"] } ] # two\n";
  BOOST_TEST(rewritten(toml, 0, {block({"script"}, Verdict::sound)}) ==
             "# \xC3\xA4\xC3\xB6\nexpect = [ { engine = [\"script\"], verdict = \"sound\" }, # one\n  { verdict = "
             "\"sound\", engine = "
             "[\"trace\"] } ] # two\n");
  BOOST_TEST(rewritten(toml, 1, {unsound({"trace"}, {Aspect::values}, "m"), block({"trace"}, Verdict::sound, "<2")}) ==
             "# \xC3\xA4\xC3\xB6\nexpect = [ { engine = [\"script\"], verdict = \"rejected\", stage = \"capture\", "
             "error = \"e\", "
             "mechanism = \"m\" }, # one\n  { verdict = \"unsound\", aspects = [\"values\"], mechanism = \"m\", engine "
             "= [\"trace\"] }, { "
             "engine = [\"trace\"], torch = \"<2\", verdict = \"sound\" } ] # two\n");
}

BOOST_AUTO_TEST_CASE(several_expectations_are_rewritten_at_once) {
  const auto toml = head_with_comment +
                    "[[expect]]\nengine = [\"script\"]\nverdict = \"sound\"\n[[expect]]\nengine = [\"trace\"]\nverdict "
                    "= \"crashed\"\n";
  BOOST_TEST(rewrite_expectations(
                 toml, "case.toml",
                 {{0, {unsound({"script"}, {Aspect::values}, "m")}}, {1, {block({"trace"}, Verdict::sound)}}}) ==
             head_with_comment +
                 "[[expect]]\nengine = [\"script\"]\nverdict = \"unsound\"\naspects = [\"values\"]\nmechanism = "
                 "\"m\"\n[[expect]]\n"
                 "engine = [\"trace\"]\nverdict = \"sound\"\n");
}

BOOST_AUTO_TEST_CASE(an_expectation_with_a_table_of_operators_is_followed_behind_that_table) {
  const auto toml = head_with_comment +
                    "[[expect]]\nengine = [\"script\"]\nverdict = \"sound\"\n[expect.ops]\nhas = [\"prim::If\"]\n";
  auto kept = block({"script"}, Verdict::sound, "<=1.13.1");
  kept.expected.operators_has = {"prim::If"};
  BOOST_TEST(rewritten(toml, 0, {kept, block({"script"}, Verdict::crashed, ">=2")}) ==
             head_with_comment +
                 "[[expect]]\nengine = [\"script\"]\ntorch = \"<=1.13.1\"\nverdict = \"sound\"\n[expect.ops]\nhas = "
                 "[\"prim::If\"]\n\n[[expect]]\nengine = [\"script\"]\ntorch = \">=2\"\n"
                 "verdict = \"crashed\"\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_rewritten_is_named) {
  const auto message = [](const std::string& toml) {
    try {
      rewritten(toml, 1, {block({"script"}, Verdict::sound)});
    } catch (const CannotRewrite& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  BOOST_TEST(message(head_with_comment + "[[expect]]\nengine = [\"script\"]\nverdict = \"sound\"\n") ==
             "case.toml: it has no expectation number 2; was it changed since the run?");
  BOOST_TEST(message("title = \n").starts_with("case.toml:1:"));
}

BOOST_AUTO_TEST_SUITE_END()
