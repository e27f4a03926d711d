// Frames are cut out of a stream however it arrives.
#include "jit_probe/record/frame.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(frame_test)

BOOST_AUTO_TEST_CASE(byte_by_byte) {
  FrameReader reader;
  const std::string stream =
      frame_header(FrameKind::json, 2) + "{}" + frame_header(FrameKind::blob, 300) + std::string(300, '\xff');
  std::string payloads;
  for (const char byte : stream) {
    reader.feed({&byte, 1});
    while (const auto frame = reader.next()) payloads += static_cast<char>(frame->kind) + frame->payload;
  }
  BOOST_TEST(payloads == "J{}B" + std::string(300, '\xff'));
  BOOST_TEST(reader.pending() == 0u);
}

BOOST_AUTO_TEST_CASE(other_text_is_refused) {
  FrameReader reader;
  reader.feed("bash: no such command");
  BOOST_CHECK_THROW(reader.next(), BadFrame);
}

BOOST_AUTO_TEST_SUITE_END()
