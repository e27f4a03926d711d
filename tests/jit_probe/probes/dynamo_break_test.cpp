// Texts of graph breaks, as dynamo of torch 2.13.0 logs them.
#include "jit_probe/probes/dynamo_break.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat::probes;

BOOST_AUTO_TEST_SUITE(dynamo_break_test)

BOOST_AUTO_TEST_CASE(reason_and_place_of_a_break_that_is_resumed) {
  const auto found = graph_break_from(
      "Graph break in user code at /tmp/p/program.py:6\n"
      "Graph Break Reason: Data-dependent branching\n"
      "  Explanation: Detected data-dependent branching (e.g. `if my_tensor.sum() > 0:`).\n"
      "  Hint: Use `torch.cond` to express dynamic control flow.\n\n"
      "User code traceback:\n"
      "  File \"/tmp/p/program.py\", line 9, in g\n    return f(x)\n"
      "  File \"/tmp/p/program.py\", line 6, in f\n    if x.sum() > 0:\n"
      "\nTraceback (most recent call last):\n  File \"/tmp/p/torch.py\", line 1, in inner\n",
      "/tmp/p");
  BOOST_TEST(found.reason == "Data-dependent branching");
  BOOST_TEST(found.explanation == "Detected data-dependent branching (e.g. `if my_tensor.sum() > 0:`).");
  BOOST_TEST(found.place == "/tmp/p/program.py:6");
}

BOOST_AUTO_TEST_CASE(a_break_inside_a_library_is_put_down_to_the_programs_own_line) {
  const auto found = graph_break_from(
      "Graph break in user code at /lib/copy.py:161\nGraph Break Reason: Attempted to call function marked as skipped\n"
      "\nUser code traceback:\n  File \"/tmp/p/program.py\", line 6, in f\n    y = copy.deepcopy(x)\n"
      "  File \"/lib/copy.py\", line 161, in deepcopy\n    rv = reductor(4)\n",
      "/tmp/p");
  BOOST_TEST(found.place == "/tmp/p/program.py:6");
}

BOOST_AUTO_TEST_CASE(of_a_skipped_frame_the_reason_is_the_exception) {
  const auto found = graph_break_from(
      "Graph break: torch.compile cannot properly resume from this graph break, which results in a skip.\n"
      "torch.compile will skip tracing the frame f (/tmp/p/program.py line 4) and fall back to eager.\n"
      "The graph break occurred in the following user code:\n"
      "  File \"/tmp/p/program.py\", line 5, in f\n    for y in rows(x):\n\n"
      "Traceback (most recent call last):\n  File \"/lib/x.py\", line 1, in y\n"
      "torch._dynamo.exc.Unsupported: Graph break in a loop\n  Explanation: Not resumable.\n",
      "/tmp/p");
  BOOST_TEST(found.reason == "Graph break in a loop");
  BOOST_TEST(found.explanation == "Not resumable.");
  BOOST_TEST(found.place == "/tmp/p/program.py:5");
}

BOOST_AUTO_TEST_CASE(an_unknown_text_is_its_first_line) {
  const auto found = graph_break_from("something else\nmore", "/tmp/p");
  BOOST_TEST(found.reason == "something else");
  BOOST_TEST(found.place == "");
}

BOOST_AUTO_TEST_SUITE_END()
