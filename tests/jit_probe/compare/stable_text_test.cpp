// What two machines, two runs and two versions of a package word differently becomes the same.
#include "jit_probe/compare/stable_text.hpp"

#include <boost/test/unit_test.hpp>

using dy2stat::stable_text;

BOOST_AUTO_TEST_SUITE(stable_text_test)

BOOST_AUTO_TEST_CASE(addresses_are_left_out) {
  BOOST_TEST(stable_text("<function f at 0x7f77c660e160> failed") == "<function f at 0x...> failed");
  BOOST_TEST(stable_text("0xF0 and 0x") == "0x... and 0x");
}

BOOST_AUTO_TEST_CASE(counts_of_mangled_types_are_left_out) {
  BOOST_TEST(stable_text("'__torch__.program.___torch_mangle_7.Net' has no attribute") ==
             "'__torch__.program.Net' has no attribute");
  BOOST_TEST(stable_text("___torch_mangle_12.A, ___torch_mangle_3") == "A, ");
  BOOST_TEST(stable_text("__torch__.___torch_mangle") == "__torch__.___torch_mangle");
}

BOOST_AUTO_TEST_CASE(temporary_files_have_no_name) {
  BOOST_TEST(stable_text("cannot open '/tmp/tmpab_12xyz/model.pt'") == "cannot open '/tmp/tmp.../model.pt'");
  BOOST_TEST(stable_text("/tmp/tmpabcd and /scratch/a/tmp0123abcd.so: no") ==
             "/tmp/tmp... and /scratch/a/tmp....so: no");
  // Names that a person gave.
  for (const std::string text : {"/tmp/tmp", "/tmp/model.pt", "/home/a/tmpfile", "/home/tmpdata1/x", "tmpab_12xyz"})
    BOOST_TEST(stable_text(text) == text);
}

BOOST_AUTO_TEST_CASE(installed_files_are_named_from_their_package_without_lines) {
  BOOST_TEST(stable_text("/home/a/.venv/x/lib/python3.11/site-packages/torch/jit/_trace.py(776): _trace_impl") ==
             "torch/jit/_trace.py(...): _trace_impl");
  BOOST_TEST(stable_text("  File \"/usr/lib/python3/dist-packages/torch/nn/functional.py\", line 14\n    x") ==
             "  File \"torch/nn/functional.py\", line ...\n    x");
  BOOST_TEST(stable_text("/usr/lib/python3.11/typing.py:33: x") == "typing.py:...: x");
  BOOST_TEST(stable_text("/usr/lib/python3.11/typing.py") == "typing.py");
}

BOOST_AUTO_TEST_CASE(what_the_user_wrote_stays) {
  for (const std::string text :
       {"", "/", "program.py(16): clipped", "File \"program.py\", line 7", "/home/a/model.py:12", "size 3/4 of (12)",
        "1.5 / 2", "/usr/lib/python3.x/typing.py:3", "a // comment (7)"})
    BOOST_TEST(stable_text(text) == text);
}

BOOST_AUTO_TEST_CASE(several_in_a_text_are_all_found) {
  BOOST_TEST(stable_text("/a/site-packages/m.py(1): f\n/b/site-packages/m.py(2): g at 0xabc\nend") ==
             "m.py(...): f\nm.py(...): g at 0x...\nend");
}

BOOST_AUTO_TEST_SUITE_END()
