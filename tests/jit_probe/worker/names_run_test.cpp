// Names of torch, looked up in a process of their own.
#include "jit_probe/worker/names_run.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/record/frame.hpp"

namespace dy2stat {
namespace {

ApiNames names_for(const std::string& word, bool below = false) {
  CaseRequest request;
  request.names = NamesOptions{word, below};
  ApiNames names;
  Family family;
  run_names(request, family, -1, [&](std::string_view frames) {
    FrameReader reader;
    reader.feed(frames);
    const auto json = Json::parse(reader.next()->payload);
    BOOST_TEST(json.at("type") == "names");
    names = api_names_from_json(json);
  });
  BOOST_TEST(family.size() == 0u);
  return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(names_run_test)

BOOST_AUTO_TEST_CASE(a_name_is_the_shortest) {
  const auto names = names_for("torch.optim.adam:Adam");
  BOOST_TEST(names.failure == "");
  BOOST_REQUIRE(names.names.size() == 1u);
  BOOST_TEST(names.names[0] == "torch.optim.Adam");
}

BOOST_AUTO_TEST_CASE(what_is_below_is_listed) {
  const auto names = names_for("torch.nn.init", true).names;
  BOOST_TEST(std::ranges::count(names, "torch.nn.init.ones_") == 1);
  BOOST_TEST(std::ranges::is_sorted(names));
  BOOST_TEST(names.size() > 10u);
}

BOOST_AUTO_TEST_CASE(what_has_none_is_said) {
  BOOST_TEST(names_for("json:loads").failure.find("has no public name in torch") != std::string::npos);
  BOOST_TEST(names_for("json", true).failure.find("is no public module or class of torch") != std::string::npos);
  BOOST_TEST(names_for("no_such_thing:x").failure ==
             "there is no module 'no_such_thing'; write package.module:NAME, such as torch.optim.adam:Adam");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
