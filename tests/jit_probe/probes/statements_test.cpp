// Python files as functions and statements, and which of them are executed.
#include "jit_probe/probes/statements.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/jit_probe/probes/python_program.hpp"

using namespace dy2stat;
using probes::Statement;

namespace {

std::string words(const std::set<std::string>& listed) {
  std::string text;
  for (const auto& word : listed) text += (text.empty() ? "" : " ") + word;
  return text;
}

// "FIRST-LAST KIND reads | binds", a line each.
std::string described(const probes::SourceListing& listing) {
  const char* kinds[] = {"definition", "passing", "working"};
  std::string text;
  for (const auto& each : listing.statements)
    text += std::to_string(each.first) + "-" + std::to_string(each.last) + " " + kinds[static_cast<int>(each.kind)] +
            " " + words(each.reads) + " | " + words(each.binds) + "\n";
  return text;
}

std::string described(const std::string& source) {
  return described(probes::read_statements("program.py", py::str(source)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(statements_test)

BOOST_AUTO_TEST_CASE(statements_have_their_lines_and_names) {
  BOOST_TEST(described("outside = 1\n"
                       "def f(self, x):\n"
                       "    \"\"\"What it does.\"\"\"\n"
                       "    import math\n"
                       "    y = math.sqrt(\n"
                       "        self.scale)\n"
                       "    for i in range(\n"
                       "            y):\n"
                       "        items.append(i)\n"
                       "    self.seen = items[0] = y\n"
                       "    return x, y\n") ==
             "3-3 definition  | \n"
             "4-4 definition  | \n"
             "5-6 working math math.sqrt self self.scale | y\n"
             "7-8 working range y | i\n"
             "9-9 working i items items.append | items\n"
             "10-10 working items self y | items self.seen\n"
             "11-11 passing x y | \n");
}

BOOST_AUTO_TEST_CASE(what_only_hands_values_on_is_passing) {
  BOOST_TEST(described("def f(x):\n"
                       "    a, b = x, self.y\n"
                       "    while True:\n"
                       "        pass\n"
                       "        break\n"
                       "    try:\n"
                       "        c = a\n"
                       "    except ValueError:\n"
                       "        d = -a\n") ==
             "2-2 passing self self.y x | a b\n"
             "3-3 working  | \n"
             "4-4 passing  | \n"
             "5-5 passing  | \n"
             "6-6 passing  | \n"
             "7-7 passing a | c\n"
             "8-8 working ValueError | \n"
             "9-9 working a | d\n");
}

BOOST_AUTO_TEST_CASE(statements_on_one_line_are_one) {
  BOOST_TEST(described("def f(x): return x + 1\n"
                       "def g(x):\n"
                       "    if x: return x\n"
                       "    a = 1; b = x\n"
                       "    return (a,\n"
                       "            b); c = 1\n") ==
             "1-1 working x | \n"
             "3-3 working x | \n"
             "4-4 passing x | a b\n"
             "5-6 passing a b | c\n");
}

BOOST_AUTO_TEST_CASE(functions_have_their_lines_names_and_owners) {
  const auto listing = probes::read_statements("program.py", py::str("class Net:\n"
                                                                     "    @decorated\n"
                                                                     "    def forward(self):\n"
                                                                     "        def inner():\n"
                                                                     "            return 1\n"
                                                                     "        return inner\n"));
  BOOST_REQUIRE_EQUAL(listing.functions.size(), 2);
  BOOST_TEST(listing.functions[0].name == "Net.forward");
  BOOST_TEST(listing.functions[0].first == 2);
  BOOST_TEST(listing.functions[0].last == 6);
  BOOST_TEST(listing.functions[1].name == "Net.forward.inner");
  BOOST_TEST(listing.functions[1].within == 0);
  BOOST_TEST(listing.statement_at(5) == 1);
  BOOST_TEST(listing.statement_at(3) == -1);
}

BOOST_AUTO_TEST_CASE(a_statement_knows_the_one_around_it) {
  const auto listing = probes::read_statements("program.py", py::str("import x\n"
                                                                     "def f(x):\n"
                                                                     "    with x:\n"
                                                                     "        if x: return 1\n"
                                                                     "        y = 2\n"
                                                                     "    return 3\n"));
  BOOST_REQUIRE_EQUAL(listing.statements.size(), 4);
  BOOST_TEST(listing.statements[0].within == -1);
  BOOST_TEST(listing.statements[1].within == 0);
  BOOST_TEST(listing.statements[2].within == 0);
  BOOST_TEST(listing.statements[3].within == -1);
}

BOOST_AUTO_TEST_CASE(a_listing_goes_through_json_unchanged) {
  probes::ProgramListing listing{2,
                                 {probes::read_statements("a.py", py::str("def f(x):\n    y = x.z\n    return y\n"))}};
  listing.files[0].statements[1].executed = {0, 1};
  const auto read = probes::listing_from(Json::parse(probes::to_json(listing).dump()));
  BOOST_TEST(read.input_sets == 2);
  BOOST_TEST(read.files.at(0).file == "a.py");
  BOOST_TEST(described(read.files[0]) == described(listing.files[0]));
  BOOST_TEST(words(read.files[0].statements[0].reads) == "x x.z");
  BOOST_CHECK(read.files[0].statements[1].executed == (std::set<int>{0, 1}));
  BOOST_TEST(read.files[0].functions.at(0).name == "f");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_python_is_left_out) {
  const tests::PythonProgram program("def f(x):\n    return x\n");
  const probes::LinesByFile lines{{"nowhere.py", {{1, {0}}}}, {program.name() + ".py", {{4, {0}}}}};
  py::module_::import("linecache").attr("cache")[py::str(program.folder() + "/nowhere.py")] =
      py::make_tuple(3, py::none(), py::make_tuple("def\n"), "nowhere.py");
  const auto listing = probes::listing_of(program.folder(), lines, 1);
  BOOST_REQUIRE_EQUAL(listing.files.size(), 1);
  BOOST_CHECK(listing.files[0].statements.at(0).executed == std::set<int>{0});
}

BOOST_AUTO_TEST_SUITE_END()
