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
  for (const auto engine : default_bench_engines()) BOOST_TEST(std::ranges::count(default_engines(), engine) == 1);
}

BOOST_AUTO_TEST_CASE(all_of_them_are_known_and_inductor_is_among_them) {
  const auto all = all_engines();
  for (const auto& engine : all) BOOST_TEST(is_known_engine(engine), engine);
  for (const auto engine : known_engines()) BOOST_TEST(std::ranges::count(all, engine) == 1, engine);
  BOOST_TEST(std::ranges::count(all, "dynamo[backend=inductor]") == 1);
  BOOST_TEST(!is_known_engine(every_engine));
}

BOOST_AUTO_TEST_CASE(a_name_must_be_written_as_it_is) {
  for (const auto* engine : {"fx", "export", "export[strict]"}) BOOST_TEST(is_known_engine(engine));
  for (const auto* other : {"", "FX", "export[]", "export[strict", "fx[strict]", "torch.export"})
    BOOST_TEST(!is_known_engine(other), other);
}

BOOST_AUTO_TEST_CASE(an_engine_of_ones_own_names_file_and_function) {
  const auto own = own_engine_from("py:a/b:c.py:capture").value();
  BOOST_TEST(own.file == "a/b:c.py");
  BOOST_TEST(own.function == "capture");
  BOOST_TEST(!is_known_engine("py:mine.py:capture"));
  for (const auto* other : {"", "py", "py:", "py::", "py:mine.py", "py:mine.py:", "py:mine:f", "py:.py:f",
                            "py:mine.py:f()", "mine.py:f", "PY:mine.py:f"})
    BOOST_TEST(!own_engine_from(other).has_value(), other);
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
