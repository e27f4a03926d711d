// Benchmarks as tables.
#include "jit_probe/render/bench_table.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/render/bench_agreement.hpp"

using namespace dy2stat;

namespace {

Series series_of(Way way, double seconds, double ratio, bool noisy = false) {
  Series series;
  series.way = way;
  series.samples = {seconds, seconds * 1.1, seconds * 0.9};
  series.calls_a_round = 10;
  series.bytes_allocated = 2048;
  series.ratio = ratio, series.ratio_low = ratio * 0.98, series.ratio_high = ratio * 1.02;
  series.noisy = noisy;
  return series;
}

Benchmark benchmark_of(const std::string& engine, double ratio, bool noisy = false) {
  Benchmark benchmark;
  benchmark.case_name = "loops/small";
  benchmark.engine = engine;
  benchmark.worker = "torch-9.9.0";
  benchmark.series = {series_of(Way::eager_python, 2e-5, 1),
                      series_of(Way::captured_python, 2e-5 * ratio, ratio, noisy)};
  benchmark.cost.break_even_calls = 120;
  return benchmark;
}

Row only_row(const std::vector<Benchmark>& benchmarks) {
  const auto tables = latency_tables(benchmarks, {});
  BOOST_REQUIRE(tables.size() == 1u);
  BOOST_REQUIRE(tables[0].groups[0].rows.size() == 1u);
  return tables[0].groups[0].rows[0];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bench_table_test)

BOOST_AUTO_TEST_CASE(a_row_has_eager_in_absolute_time_and_each_engine_as_a_ratio) {
  const auto row = only_row({benchmark_of("script", 0.5), benchmark_of("trace", 0.4)});
  BOOST_TEST(row.name == "loops/small");
  BOOST_TEST(row.cells.size() == 3u);
  BOOST_TEST(row.cells[0].text == "20.0 us (10 %)");
  BOOST_TEST(row.cells[1].text == "0.50 [0.49 0.51]");
  BOOST_TEST(row.cells[2].text == "0.40 [0.39 0.41]");
  BOOST_TEST(!row.cells[1].best);
  BOOST_TEST(row.cells[2].best);
}

BOOST_AUTO_TEST_CASE(what_is_noisy_is_marked_and_never_best) {
  const auto row = only_row({benchmark_of("script", 0.5), benchmark_of("trace", 0.4, true)});
  BOOST_TEST(row.cells[2].text == "0.40~ [0.39 0.41]");
  BOOST_TEST(row.cells[1].best);
  BOOST_TEST(!row.cells[2].best);
}

BOOST_AUTO_TEST_CASE(eager_is_best_where_nothing_gains) {
  const auto row = only_row({benchmark_of("script", 1.0), benchmark_of("trace", 1.5)});
  BOOST_TEST(row.cells[0].best);
  // One that may be the faster one leaves it open.
  for (const auto& cell : only_row({benchmark_of("script", 0.9, true), benchmark_of("trace", 1.5)}).cells)
    BOOST_TEST(!cell.best);
}

BOOST_AUTO_TEST_CASE(a_failure_is_said_with_its_reason) {
  Benchmark failed = benchmark_of("trace", 1);
  failed.series.clear();
  failed.missing = Benchmark::Missing::failed;
  failed.failure = "not done after 3 s";
  const std::vector<Benchmark> all{benchmark_of("script", 0.5), failed};
  BOOST_TEST(only_row(all).cells[2].text == "failed");
  BOOST_TEST(failures_text(all) == "loops/small  trace torch-9.9.0: not done after 3 s\n");
  BOOST_TEST(cost_tables(all, {})[0].groups[0].rows.size() == 1u);
  // Where the first mode failed, there is no other: its row says so too.
  auto backward = benchmark_of("script", 0.5);
  backward.mode = "forward and backward";
  const auto rows = latency_tables({all[0], all[1], backward}, {})[0].groups[0].rows;
  BOOST_TEST(rows.at(1).cells[2].text == "failed");
}

BOOST_AUTO_TEST_CASE(rows_tell_mode_threads_and_size_where_these_differ) {
  auto backward = benchmark_of("script", 0.5), two = benchmark_of("script", 0.5), sized = benchmark_of("script", 0.5);
  backward.mode = "forward and backward";
  two.threads = 2;
  sized.size = 64;
  const std::vector<Benchmark> all{benchmark_of("script", 0.5), backward, two, sized};
  BOOST_TEST(setting_text(all[0], all) == "1 thread");
  BOOST_TEST(setting_text(all[1], all) == "backward, 1 thread");
  BOOST_TEST(setting_text(all[2], all) == "2 threads");
  BOOST_TEST(setting_text(all[3], all) == "1 thread, n = 64");
  BOOST_TEST(latency_tables(all, {})[0].groups[0].rows.size() == 4u);
  two.dtype = "float64", two.inference_mode = true;
  BOOST_TEST(setting_text(two, {two}) == "float64, inference mode");
}

BOOST_AUTO_TEST_CASE(the_best_is_bold_in_every_format_that_has_it) {
  const std::vector<Benchmark> all{benchmark_of("script", 0.5)};
  const auto tables = latency_tables(all, {});
  const auto has = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  BOOST_TEST(has(render_tables(tables, TableFormat::markdown), "**0.50 \\[0.49 0.51\\]**"));
  BOOST_TEST(has(render_tables(tables, TableFormat::latex), "\\textbf{0.50 {[}0.49 0.51{]}}"));
  BOOST_TEST(has(render_tables(tables, TableFormat::terminal, true), "\033[1m0.50 [0.49 0.51]\033[0m"));
  BOOST_TEST(!has(render_tables(tables, TableFormat::terminal, false), "\033"));
}

BOOST_AUTO_TEST_CASE(seconds_have_three_digits) {
  BOOST_TEST(seconds_text(1.234e-9) == "1.23 ns");
  BOOST_TEST(seconds_text(9.999e-7) == "1.00 us");
  BOOST_TEST(seconds_text(45.67e-6) == "45.7 us");
  BOOST_TEST(seconds_text(0.1234) == "123 ms");
  BOOST_TEST(seconds_text(0) == "0 s");
  BOOST_TEST(seconds_text(2.5) == "2.50 s");
}

BOOST_AUTO_TEST_CASE(agreement_says_whether_torchs_timer_comes_to_the_same) {
  auto benchmark = benchmark_of("script", 0.5);
  BOOST_TEST(agreement_table({benchmark}).groups[0].rows.empty());
  benchmark.series.push_back(series_of(Way::eager_timer, 2.04e-5, 1.02));
  benchmark.series.push_back(series_of(Way::nothing_cpp, 5e-9, 0.01));
  const auto row = agreement_table({benchmark}).groups[0].rows.at(0);
  BOOST_TEST(row.cells.at(2).text == "20.4 us");
  BOOST_TEST(row.cells.at(3).text == "1.020 [1.000 1.040]");
  BOOST_TEST(row.cells.at(4).text == "yes");
  BOOST_TEST(row.cells.at(5).text == "");
  BOOST_TEST(row.cells.at(6).text == "5.00 ns");
  benchmark.series[2].ratio = 0.96;
  BOOST_TEST(agreement_table({benchmark}).groups[0].rows.at(0).cells.at(4).text == "no");
}

BOOST_AUTO_TEST_SUITE_END()
