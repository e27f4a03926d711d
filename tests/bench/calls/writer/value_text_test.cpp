// Packed values, and the text that is made of them.
#include "bench/calls/writer/value_text.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <functional>
#include <limits>

#include "bench/calls/stream/event.hpp"

namespace dy2stat::calls {
namespace {

struct ArenaOfTest {
  int descriptor = make_arena();
  Arena& arena = *map_arena(descriptor);
  ~ArenaOfTest() { ::close(descriptor); }

  std::string text(const std::function<void(Packer&)>& pack, std::size_t room = 4096) {
    std::string bytes(room, '\0');
    Packer packer(bytes.data(), bytes.data() + room);
    pack(packer);
    bytes.resize(static_cast<std::size_t>(packer.at() - bytes.data()));
    return std::string(ValueText(arena).arguments(bytes));
  }
};

BOOST_FIXTURE_TEST_SUITE(value_text_test, ArenaOfTest)

BOOST_AUTO_TEST_CASE(scalars_are_json) {
  BOOST_TEST(text([](Packer& packer) {
               packer.tag(Tag::none);
               packer.tag(Tag::yes);
               packer.integer(-3);
               packer.real(0.1);
               packer.real(2);
               packer.real(std::numeric_limits<double>::infinity());
               packer.real(std::numeric_limits<double>::quiet_NaN());
               packer.complex(1, -2);
             }) == R"([null, true, -3, 0.1, 2.0, "inf", "nan", "1-2j"])");
  BOOST_TEST(text([](Packer&) {}) == "[]");
}

BOOST_AUTO_TEST_CASE(strings_are_escaped_bounded_and_never_cut_within_a_character) {
  BOOST_TEST(text([](Packer& packer) { packer.text("a\"\\\n\x01ü"); }) == "[\"a\\\"\\\\\\u000a\\u0001ü\"]");
  BOOST_TEST(text([](Packer& packer) { packer.text(std::string(most_text - 1, 'x') + "ü"); }) ==
             "[\"" + std::string(most_text - 1, 'x') + "\ufffd… (129 bytes)\"]");
}

BOOST_AUTO_TEST_CASE(tensors_say_dtype_shape_strides_device_and_requires_grad) {
  arena.dtypes[6] = arena.add_name("float32");
  arena.devices[1] = arena.add_name("cuda");
  const std::int64_t sizes[] = {2, 0, 3}, strides[] = {1, 2, 2};
  BOOST_TEST(
      text([&](Packer& packer) {
        packer.tensor({6, 1, 3, 1, true, true}, sizes, nullptr);
      }) ==
      R"([{"dtype": "float32", "shape": [2, 0, 3], "strides": [3, 3, 1], "device": "cuda:1", "requires_grad": true}])");
  BOOST_TEST(
      text([&](Packer& packer) {
        packer.tensor({6, 1, 3, -1, false, false}, sizes, strides);
      }) ==
      R"([{"dtype": "float32", "shape": [2, 0, 3], "strides": [1, 2, 2], "device": "cuda", "requires_grad": false}])");
  BOOST_TEST(text([](Packer& packer) { packer.tag(Tag::undefined); }) == R"(["undefined tensor"])");
}

BOOST_AUTO_TEST_CASE(containers_nest_and_are_bounded) {
  const std::vector<std::int64_t> many(20, 7);
  BOOST_TEST(text([&](Packer& packer) { packer.integers(many.data(), most_items, many.size()); }) ==
             R"([[7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, "… 20 in all"]])");
  BOOST_TEST(text([&](Packer& packer) {
               packer.items(Tag::dict, 1);
               packer.integer(1);
               packer.items(Tag::list, 2);
               packer.tag(Tag::no);
               packer.items(Tag::tuple, 0);
               packer.keyword(arena.add_name("dim"));
               packer.integer(2);
             }) == R"([{"1": [false, []]}, {"dim": 2}])");
}

BOOST_AUTO_TEST_CASE(what_finds_no_room_is_marked_as_cut) {
  BOOST_TEST(text(
                 [](Packer& packer) {
                   packer.integer(1);
                   packer.items(Tag::list, 2);
                   packer.text("too long for this room");
                   packer.integer(2);
                 },
                 24) == R"([1, ["…"]])");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat::calls
