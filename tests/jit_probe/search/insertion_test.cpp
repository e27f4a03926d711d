// Where an input set can be added.
#include "jit_probe/search/insertion.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::search {
namespace {

// The program with "NEW" added; empty if there is no place.
std::string added_to(std::string program) {
  const auto insertion = insertion_of_input(program);
  if (!insertion) return {};
  return program.insert(static_cast<std::size_t>(insertion->at), insertion->before + "NEW" + insertion->after);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(insertion_test)

BOOST_AUTO_TEST_CASE(a_list_over_several_lines_gets_another_line) {
  BOOST_TEST(added_to("# \xc3\xa9\ndef inputs():\n    return [\n        (1,),\n    ]\n") ==
             "# \xc3\xa9\ndef inputs():\n    return [\n        (1,),\n        NEW,\n    ]\n");
}

BOOST_AUTO_TEST_CASE(a_list_on_one_line_gets_another_element) {
  BOOST_TEST(added_to("def inputs():\n    return [(1,)]\n") == "def inputs():\n    return [(1,), NEW]\n");
  BOOST_TEST(added_to("def inputs():\n    return [(1,),]\n") == "def inputs():\n    return [(1,),NEW]\n");
  BOOST_TEST(added_to("def inputs():\n    return []\n") == "def inputs():\n    return [NEW]\n");
}

BOOST_AUTO_TEST_CASE(where_no_list_is_written_out_there_is_no_place) {
  for (const auto* program : {"def inputs():\n    return [(k,) for k in range(3)]\n", "def f():\n    return [1]\n",
                              "def inputs():\n    made = [1]\n    return made\n", "def inputs(:\n", "inputs = list\n"})
    BOOST_TEST(added_to(program) == "", program);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::search
