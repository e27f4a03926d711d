// Long texts lie apart once each, without the paths of this machine.
#include "jit_probe/probes/blobs.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/record/frame.hpp"
#include "jit_probe/record/sha256.hpp"

using dy2stat::probes::Blobs;

BOOST_AUTO_TEST_SUITE(blobs_test)

BOOST_AUTO_TEST_CASE(equal_texts_are_kept_once) {
  Blobs blobs;
  const auto first = blobs.add_text("some text"), again = blobs.add_text("some text"), other = blobs.add_text("more");
  BOOST_TEST(first == again);
  BOOST_TEST(first["blob"] == dy2stat::sha256_hex("some text"));
  BOOST_TEST(first["bytes"] == 9);
  dy2stat::FrameReader reader;
  reader.feed(blobs.frames());
  BOOST_TEST(reader.next()->payload == dy2stat::sha256_hex("some text") + "some text");
  BOOST_TEST(reader.next()->payload == dy2stat::sha256_hex("more") + "more");
  BOOST_TEST(!reader.next().has_value());
}

BOOST_AUTO_TEST_CASE(folders_are_cut_out_of_texts_but_not_of_bytes) {
  Blobs blobs({"/lib/python", "/lib/python/site-packages", "", "/", "relative"});
  BOOST_TEST(blobs.shortened("at /lib/python/site-packages/torch/a.py:3 and /lib/python/ast.py, relative/b.py") ==
             "at torch/a.py:3 and ast.py, relative/b.py");
  BOOST_TEST(blobs.add_text("/lib/python/ast.py")["blob"] == dy2stat::sha256_hex("ast.py"));
  BOOST_TEST(blobs.add_bytes("/lib/python/ast.py")["blob"] == dy2stat::sha256_hex("/lib/python/ast.py"));
}

BOOST_AUTO_TEST_SUITE_END()
