// Sweeps over sizes: where captured overtakes eager, and the plot.
#include "jit_probe/render/bench_sweep.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "support/folder.hpp"
#include "support/process.hpp"

using namespace dy2stat;

namespace {

Benchmark sized(int size, double ratio, const std::string& engine = "script") {
  Series eager, captured;
  eager.samples = {1e-5 * size};
  captured.way = Way::captured_python;
  captured.samples = {1e-5 * size * ratio};
  captured.ratio = ratio, captured.ratio_low = ratio * 0.98, captured.ratio_high = ratio * 1.02;
  Benchmark benchmark;
  benchmark.case_name = "a/b";
  benchmark.engine = engine;
  benchmark.worker = "torch-9.9.0";
  benchmark.size = size;
  benchmark.series = {eager, captured};
  return benchmark;
}

std::optional<int> overtakes(const std::vector<double>& ratios) {
  std::vector<Benchmark> benchmarks;
  for (std::size_t k = 0; k < ratios.size(); ++k) benchmarks.push_back(sized(1 << k, ratios[k]));
  const auto sweeps = sweeps_of(benchmarks);
  return overtaking_size(sweeps.at(0), "script", Way::captured_python);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bench_sweep_test)

BOOST_AUTO_TEST_CASE(captured_overtakes_where_it_is_faster_from_then_on) {
  BOOST_TEST(overtakes({1.5, 1.1, 0.8, 0.5}).value() == 4);
  BOOST_TEST(overtakes({0.9, 1.1, 0.8}).value() == 4);
  BOOST_TEST(overtakes({0.9, 0.8}).value() == 1);
  BOOST_TEST(!overtakes({0.5, 0.8, 1.2}).has_value());
  BOOST_TEST(!overtakes({1.2, 0.99}).has_value());  // its interval holds 1
}

BOOST_AUTO_TEST_CASE(one_size_is_no_sweep_and_modes_are_kept_apart) {
  auto backward = sized(4, 1);
  backward.mode = "forward and backward";
  BOOST_TEST(sweeps_of({sized(1, 1), backward}).empty());
  const std::vector<Benchmark> both{sized(8, 1), sized(1, 1), sized(1, 1, "trace")};
  const auto sweeps = sweeps_of(both);
  BOOST_TEST(sweeps.size() == 1u);
  BOOST_TEST(sweeps[0].file_name() == "a-b-torch-9.9.0");
  BOOST_TEST(*sweeps[0].benchmarks.front()->size == 1);
}

BOOST_AUTO_TEST_CASE(the_table_has_a_row_a_sweep) {
  const auto table = overtaking_table({sized(1, 1.5), sized(2, 0.5), sized(1, 0.5, "trace"), sized(2, 0.5, "trace")});
  const auto& row = table.groups[0].rows.at(0);
  BOOST_TEST(row.cells.at(1).text == "1 to 2");
  BOOST_TEST(table.columns.at(2) == "script");
  BOOST_TEST(row.cells.at(2).text == "from 2");
  BOOST_TEST(row.cells.at(3).text == "");  // not called from C++
  BOOST_TEST(row.cells.at(5).text == "always");
}

BOOST_AUTO_TEST_CASE(what_is_faster_only_at_small_sizes_is_said_so) {
  const auto table = overtaking_table({sized(1, 0.5), sized(2, 0.6), sized(4, 1.2), sized(8, 1.1)});
  BOOST_TEST(table.groups[0].rows.at(0).cells.at(2).text == "until 2");
  const auto never = overtaking_table({sized(1, 1.5), sized(2, 0.6), sized(4, 1.2)});
  BOOST_TEST(never.groups[0].rows.at(0).cells.at(2).text == "never");
}

BOOST_AUTO_TEST_CASE(gnuplot_draws_the_script) {
  const test::Folder folder;
  const std::vector<Benchmark> benchmarks{sized(1, 1.5), sized(2, 0.5), sized(4, 0.4)};
  const auto sweeps = sweeps_of(benchmarks);
  const auto script = gnuplot_script(sweeps.at(0), (folder.path / "plot").string());
  BOOST_TEST(script.find("$line1 << EOD\n1 15\n2 10\n4 16\nEOD\n") != std::string::npos);
  folder.write("plot.gnuplot", script);
  const auto ended = test::run_process({"/usr/bin/gnuplot", "plot.gnuplot"}, folder.path);
  BOOST_TEST(ended.exit_code == 0, ended.err);
  BOOST_TEST(test::content_of(folder.path / "plot.svg").find("<svg") != std::string::npos);
  BOOST_TEST(test::content_of(folder.path / "plot.png").starts_with("\x89PNG"));
}

BOOST_AUTO_TEST_SUITE_END()
