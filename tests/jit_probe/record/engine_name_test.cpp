// Names of engines.
#include "jit_probe/record/engine_name.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace dy2stat;

BOOST_AUTO_TEST_SUITE(engine_name_test)

BOOST_AUTO_TEST_CASE(the_default_engines_are_known) {
  BOOST_TEST(!default_engines().empty());
  for (const auto engine : default_engines()) BOOST_TEST(is_known_engine(engine));
  BOOST_TEST(default_engines().size() < known_engines().size());
}

BOOST_AUTO_TEST_CASE(a_name_must_be_written_as_it_is) {
  for (const auto* engine : {"fx", "export", "export[strict]"}) BOOST_TEST(is_known_engine(engine));
  for (const auto* other : {"", "FX", "export[]", "export[strict", "fx[strict]", "torch.export"})
    BOOST_TEST(!is_known_engine(other), other);
}

BOOST_AUTO_TEST_CASE(dynamo_takes_options) {
  for (const auto* engine :
       {"dynamo", "dynamo[backend=aot_eager]", "dynamo[fullgraph]", "dynamo[backend=inductor][fullgraph]"}) {
    BOOST_TEST(is_known_engine(engine), engine);
    BOOST_TEST(can_be_fullgraph(engine), engine);
  }
  for (const auto* other : {"dynamo[]", "dynamo[backend=]", "dynamo[backend=a b]", "dynamo[fullgraph][fullgraph]",
                            "dynamo[backend=x", "dynamos", "dynamo[strict]"})
    BOOST_TEST(!is_known_engine(other), other);
  BOOST_TEST(!can_be_fullgraph("export"));
  BOOST_TEST(with_fullgraph("dynamo") == "dynamo[fullgraph]");
  BOOST_TEST(with_fullgraph("dynamo[backend=x]") == "dynamo[backend=x][fullgraph]");
  BOOST_TEST(with_fullgraph("dynamo[fullgraph]") == "dynamo[fullgraph]");
}

BOOST_AUTO_TEST_SUITE_END()
