// Differences as they are printed.
#include "jit_probe/render/diff.hpp"

#include "support/example_run.hpp"
#include "support/golden.hpp"

using namespace dy2stat;

namespace {

// The example run's torch versions against each other, with a verdict that changed.
struct TwoExampleRuns {
  test::Folder folder;
  Run run;
  Diff diff;
  DiffOptions options{"torch-1.13.1", "torch-2.13.0", 10, false, false};
  std::size_t opened = 0;

  TwoExampleRuns() {
    test::write_example_run(folder.path / "run");
    run.folders = {folder.path / "run"};
    const auto outlines = read_outlines(run.folders);
    auto old = of_worker(outlines, "torch-1.13.1"), now = of_worker(outlines, "torch-2.13.0");
    for (auto extra : {outlines[2], outlines[3]}) {
      extra.worker = "torch-1.13.1";
      extra.verdict = extra.engine == "trace" ? Verdict::sound : extra.verdict;
      if (extra.engine == "script") extra.failure = "NotSupportedError: generators aren't supported";
      old.push_back(extra);
    }
    diff = diff_of(old, now);
  }
  std::string printed(DiffFormat format) {
    const GraphText text = [this](const GraphOutline& graph) {
      ++opened;
      return run.blob(graph.canonical);
    };
    return render_diff(diff, format, options, text, text);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(render_diff_test)

BOOST_FIXTURE_TEST_CASE(each_format_is_as_a_person_found_it_right, TwoExampleRuns) {
  test::check_golden("diff.txt", printed(DiffFormat::terminal));
  test::check_golden("diff.md", printed(DiffFormat::markdown));
  test::check_golden("diff.json", printed(DiffFormat::json));
}

BOOST_FIXTURE_TEST_CASE(blobs_are_opened_for_the_graphs_that_are_printed_only, TwoExampleRuns) {
  printed(DiffFormat::terminal);
  BOOST_TEST(opened == 2u);
  options.graphs = 0;
  const auto text = printed(DiffFormat::terminal);
  BOOST_TEST(opened == 2u);
  BOOST_TEST(text.find("1 graph more changed; --graphs 1 prints all") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(verdicts_alone_can_be_asked_for, TwoExampleRuns) {
  options.verdicts_only = true;
  const auto text = printed(DiffFormat::terminal);
  BOOST_TEST(text.find("sound -> unsound: 1") != std::string::npos);
  BOOST_TEST(text.find("operators") == std::string::npos);
  BOOST_TEST(Json::parse(printed(DiffFormat::json)).at("changes").size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(colour_is_there_only_when_it_is_wanted, TwoExampleRuns) {
  BOOST_TEST(printed(DiffFormat::terminal).find('\033') == std::string::npos);
  options.colour = true;
  BOOST_TEST(printed(DiffFormat::terminal).find("\033[32m+") != std::string::npos);
  BOOST_TEST(printed(DiffFormat::markdown).find('\033') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(formats_are_checked) {
  BOOST_CHECK_EXCEPTION(diff_format_from("latex"), UnknownWord, [](const UnknownWord& error) {
    return std::string(error.what()) == "'latex' is no format of a difference; there are terminal, markdown, json";
  });
}

BOOST_AUTO_TEST_SUITE_END()
