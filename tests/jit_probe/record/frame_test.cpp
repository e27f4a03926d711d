// Frames are cut out of a stream however it arrives.
#include "jit_probe/record/frame.hpp"

#include <malloc.h>

#include <boost/test/unit_test.hpp>

using namespace dy2stat;

#ifdef __SANITIZE_ADDRESS__
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();  // in the runtime, but in no header of gcc's
#endif

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

// Bytes that this process has allocated and not freed. (What is resident says less: a sanitizer keeps freed blocks.)
std::size_t allocated_bytes() {
#ifdef __SANITIZE_ADDRESS__
  return __sanitizer_get_current_allocated_bytes();
#else
  const auto heap = ::mallinfo2();
  return heap.uordblks + heap.hblkhd;
#endif
}

BOOST_AUTO_TEST_CASE(a_long_stream_is_not_kept) {
  const std::string frame = frame_header(FrameKind::part, 100'000) + std::string(100'000, 'x');
  FrameReader reader;
  reader.feed(frame.substr(0, 3));  // so that no piece ends where a frame ends
  const auto before = allocated_bytes();
  std::size_t frames = 0;
  for (int piece = 0; piece < 2'000; ++piece) {
    reader.feed(frame.substr(3) + frame.substr(0, 3));
    while (reader.next()) ++frames;
  }
  BOOST_TEST(frames == 2'000u);
  BOOST_TEST(reader.pending() == 3u);
  BOOST_TEST(allocated_bytes() < before + 20'000'000);
}

BOOST_AUTO_TEST_CASE(other_text_is_refused) {
  FrameReader reader;
  reader.feed("bash: no such command");
  BOOST_CHECK_THROW(reader.next(), BadFrame);
}

BOOST_AUTO_TEST_SUITE_END()
