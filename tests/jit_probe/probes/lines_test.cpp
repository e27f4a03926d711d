// Marking the statements of a listing, by what an artifact refers to. What engines leave is tested with the worker.
#include "jit_probe/probes/lines.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/probes/statements.hpp"

using namespace dy2stat;
using probes::ArtifactLines;

namespace {

// "LINE:MARK" with a space between; a statement of several lines by its first. Every statement on the lines `executed`
// was executed by the example.
std::string marks_of(const std::string& source, const std::set<int>& executed, const ArtifactLines* artifact) {
  probes::ProgramListing listing{1, {probes::read_statements("program.py", py::str(source))}};
  for (auto& each : listing.files[0].statements)
    if (executed.contains(each.first)) each.executed = {0};
  std::string text;
  const auto marked = probes::marked_lines(listing, artifact);
  for (const auto& line : marked["files"][0]["lines"])
    text += (text.empty() ? "" : " ") + line["first"].dump() + ":" + line["mark"].get<std::string>();
  return text;
}

std::set<probes::CodePlace> places(const std::vector<int>& lines) {
  std::set<probes::CodePlace> places;
  for (const int line : lines) places.insert({"program.py", line});
  return places;
}

const char* const early_exit = R"(def f(x):
    """What it does."""
    y = x + 1
    if y.sum() > 0:
        return y
    z = y * 2
    return z
)";

const char* const folding = R"(def width(n):
    wide = n * 2
    return wide
def f(x, n):
    k = width(n)
    half = k // 2
    other = n + 1
    return x * half
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(lines_test)

BOOST_AUTO_TEST_CASE(what_nothing_refers_to_is_lost) {
  ArtifactLines artifact;
  artifact.nodes = places({3});
  BOOST_TEST(marks_of(early_exit, {2, 3, 4, 5}, &artifact) == "2:definition 3:node 4:lost 5:value");
}

BOOST_AUTO_TEST_CASE(a_place_in_another_file_marks_nothing) {
  ArtifactLines artifact;
  artifact.nodes = {{"other.py", 3}};
  BOOST_TEST(marks_of(early_exit, {3}, &artifact) == "3:lost");
}

BOOST_AUTO_TEST_CASE(a_refusal_has_no_marks) {
  BOOST_TEST(marks_of(early_exit, {3, 4}, nullptr) == "3: 4:");
}

BOOST_AUTO_TEST_CASE(the_stronger_mark_stays) {
  ArtifactLines artifact;
  artifact.nodes = places({3});
  artifact.constants = places({3, 6});
  artifact.assumed = places({3, 4, 6});
  artifact.python = places({4});
  BOOST_TEST(marks_of(early_exit, {3, 4, 6}, &artifact) == "3:node 4:python 6:assumed");
}

BOOST_AUTO_TEST_CASE(a_compiler_has_also_what_eager_never_ran) {
  ArtifactLines artifact;
  artifact.nodes = places({3, 4, 6});
  artifact.path = ArtifactLines::Path::of_source;
  artifact.compiled = {"f"};
  BOOST_TEST(marks_of(early_exit, {3, 4, 5}, &artifact) == "3:node 4:node 5:value 6:node 7:value");
  artifact.compiled = {"g"};
  BOOST_TEST(marks_of(early_exit, {3, 4, 5}, &artifact) == "3:node 4:node 5:lost 6:node");
}

BOOST_AUTO_TEST_CASE(what_a_constant_was_made_of_is_folded) {
  ArtifactLines artifact;
  artifact.nodes = places({8});
  artifact.takers = places({8});
  BOOST_TEST(marks_of(folding, {2, 3, 5, 6, 7, 8}, &artifact) ==
             "2:constant 3:constant 5:constant 6:constant 7:lost 8:node");
}

BOOST_AUTO_TEST_CASE(what_a_folded_statement_took_is_folded_too) {
  ArtifactLines artifact;
  artifact.nodes = places({8});
  artifact.constants = places({6, 8});
  BOOST_TEST(marks_of(folding, {2, 3, 5, 6, 7, 8}, &artifact) ==
             "2:constant 3:constant 5:constant 6:constant 7:lost 8:node");
}

BOOST_AUTO_TEST_CASE(a_region_is_the_with_around_its_first_node) {
  ArtifactLines artifact;
  artifact.nodes = artifact.inside = places({4});
  BOOST_TEST(marks_of("def f(x):\n    with torch.no_grad():\n        if len(x):\n            y = x + 1\n    return y\n",
                      {2, 3, 4, 5}, &artifact) == "2:node 3:lost 4:node 5:value");
}

BOOST_AUTO_TEST_CASE(python_runs_the_rest_of_a_function_that_broke) {
  ArtifactLines artifact;
  artifact.nodes = places({3});
  artifact.python_from = places({4});
  BOOST_TEST(marks_of(early_exit, {2, 3, 4, 6, 7}, &artifact) == "2:definition 3:node 4:python 6:python 7:python");
}

BOOST_AUTO_TEST_SUITE_END()
