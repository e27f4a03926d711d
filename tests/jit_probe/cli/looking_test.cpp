// The commands that look at runs, as a person calls them: list, show, table, diff, report.
#include <boost/test/unit_test.hpp>

#include "support/contains.hpp"
#include "support/example_run.hpp"
#include "support/process.hpp"

using namespace dy2stat;
using test::contains;

namespace {

// A folder with a run that `latest` names.
struct AtExampleRun {
  test::Folder folder;
  AtExampleRun() {
    test::write_example_run(folder.path / "runs/one");
    std::filesystem::create_directory_symlink("one", folder.path / "runs/latest");
  }
  test::Ended call(std::vector<std::string> words) const { return test::jit_probe(words, folder.path); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(looking_test)

BOOST_FIXTURE_TEST_CASE(show_takes_a_case_and_filters_its_records, AtExampleRun) {
  const auto both = call({"show", "for_loop"});
  BOOST_TEST(both.exit_code == 0, both.err);
  BOOST_TEST(contains(both.out, "control_flow/for_loop  script  torch-2.13.0"));
  BOOST_TEST(contains(both.out, "control_flow/for_loop  script  torch-1.13.1"));
  BOOST_TEST(
      contains(both.out, "again: jit_probe run cases/control_flow/for_loop --engine script --worker torch-2.13.0"));
  const auto one =
      call({"show", "cases/control_flow/for_loop/", "one", "--worker", "torch-1.13.1", "--section", "schema,code"});
  BOOST_TEST(!contains(one.out, "torch-2.13.0"));
  BOOST_TEST(contains(one.out, "func(Tensor x, Any n) -> Tensor"));
  const auto run_last = call({"show", "for_loop", "--section", "schema", "one"});
  BOOST_TEST(run_last.exit_code == 0, run_last.err);
}

BOOST_FIXTURE_TEST_CASE(show_says_what_there_is_where_nothing_fits, AtExampleRun) {
  const auto ended = call({"show", "loop_for"});
  BOOST_TEST(ended.exit_code == 2);
  BOOST_TEST(contains(ended.err, "the run has no case 'loop_for'; it has control_flow/for_loop, "), ended.err);
  BOOST_TEST(contains(call({"show", "for_loop", "--engine", "trace"}).err,
                      "it has script on torch-1.13.1, script on torch-2.13.0"));
  BOOST_TEST(call({"show", "for_loop", "--section", "colour"}).exit_code == 2);
  const test::Folder empty;
  BOOST_TEST(contains(test::jit_probe({"show", "for_loop"}, empty.path).err, "`jit_probe run` makes one"));
}

BOOST_FIXTURE_TEST_CASE(a_table_without_a_row_is_left_out_unless_it_is_asked_for, AtExampleRun) {
  // No record of the example came as its mechanism would have it.
  BOOST_TEST(!contains(call({"table"}).out, "mechanism"));
  BOOST_TEST(!contains(call({"report", "markdown"}).out, "mechanism"));
  BOOST_TEST(contains(call({"table", "--table", "mechanisms"}).out, "mechanism"));
  BOOST_TEST(Json::parse(call({"report", "json"}).out).size() == 2u);
}

// Whatever is damaged is named, and never in the words of a library.
BOOST_FIXTURE_TEST_CASE(damaged_files_are_named_and_what_to_do, AtExampleRun) {
  const auto refuses = [&](const std::vector<std::string>& words, const std::string& why) {
    const auto ended = call(words);
    BOOST_TEST(ended.exit_code == 2, ended.err);
    BOOST_TEST(contains(ended.err, why), ended.err);
    BOOST_TEST(!contains(ended.err, "json.exception"), ended.err);
  };
  for (const auto& blob : std::filesystem::directory_iterator(folder.path / "runs/one/blobs"))
    std::ofstream(blob.path(), std::ios::app) << "edited";
  const std::string damaged =
      ": its name is not the SHA-256 of its content: it was changed or is damaged; take the file";
  refuses({"show", "for_loop"}, damaged);
  refuses({"diff", "--between", "torch-1.13.1", "torch-2.13.0"}, damaged);
  refuses({"repro", "latest", "for_loop", "script", "--worker", "torch-2.13.0"}, damaged);

  auto odd = test::traced_branch();
  odd.making = {{"closure", 3}, {"program", {{"files", 3}}}};
  test::write_run(folder.path / "runs/two", {odd});
  const std::string place = "runs/two/records.jsonl:1: a fact of this record is not of the form";
  refuses({"show", "if", "two"}, place);
  refuses({"repro", "two", "if", "trace"}, place);

  folder.write("runs/one/records.jsonl", "{\n");
  for (const auto& words : std::vector<std::vector<std::string>>{{"show", "if"},
                                                                 {"table"},
                                                                 {"report", "junit"},
                                                                 {"diff", "one", "two"},
                                                                 {"accept", "one"},
                                                                 {"repro", "one", "if", "trace"}})
    refuses(words, "/records.jsonl:1: this record cannot be read: ");
  folder.write("runs/one/run.json", "{");
  refuses({"table"}, "/run.json: cannot be read: parse error at line 1, column 2");
}

BOOST_FIXTURE_TEST_CASE(colour_is_asked_for_or_for_terminals, AtExampleRun) {
  BOOST_TEST(!contains(call({"show", "for_loop"}).out, "\033["));
  BOOST_TEST(contains(call({"show", "for_loop", "--color", "always"}).out, "\033["));
  BOOST_TEST(contains(call({"table", "--color", "always"}).out, "\033["));
}

BOOST_FIXTURE_TEST_CASE(tables_come_in_each_format, AtExampleRun) {
  BOOST_TEST(contains(call({"table", "--table", "both"}).out, "mechanisms by engine and torch"));
  BOOST_TEST(contains(call({"table", "one", "--format", "markdown", "--by", "tag"}).out, "| for |"));
  BOOST_TEST(call({"table", "--format", "csv"}).out.starts_with("group,case,"));
  BOOST_TEST(call({"table", "--format", "csv", "--table", "mechanisms"}).out.starts_with("group,mechanism,"));
  BOOST_TEST(call({"report", "latex", "one"}).out.starts_with("\\documentclass"));
  const auto unknown = call({"table", "--format", "html"});
  BOOST_TEST(unknown.exit_code == 2);
  BOOST_TEST(contains(unknown.err, "'html' is no format"), unknown.err);
}

BOOST_FIXTURE_TEST_CASE(diff_ends_as_diff_does, AtExampleRun) {
  const auto same = call({"diff", "one", "latest"});
  BOOST_TEST(same.exit_code == 0, same.err);
  BOOST_TEST(contains(same.out, "4 records compared, 0 changed"), same.out);
  const auto torches = call({"diff", "--between", "torch-1.13.1", "torch-2.13.0"});
  BOOST_TEST(torches.exit_code == 1, torches.err);
  BOOST_TEST(contains(torches.out, "-1 prim::Uninitialized (1 -> 0)"), torches.out);
  BOOST_TEST(contains(torches.out, "-    prim::Uninitialized"), torches.out);
  BOOST_TEST(contains(torches.out, "before: func(Tensor x, Any n) -> Tensor"), torches.out);
  BOOST_TEST(call({"diff", "one"}).exit_code == 2);
  BOOST_TEST(call({"diff", "--between", "torch-1.13.1", "torch-9"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(list_filters_and_shows_what_is_expected) {
  const auto all = test::jit_probe({"list", "cases/control_flow", "--format", "csv"}, DY2STAT_SOURCE);
  BOOST_TEST(all.exit_code == 0, all.err);
  BOOST_TEST(all.out.starts_with("group,case,title,entry,tags,expected of "));
  BOOST_TEST(contains(all.out, "control_flow,control_flow/early_return,"));
  const auto some =
      test::jit_probe({"list", "cases/control_flow", "--filter", "early", "--format", "json"}, DY2STAT_SOURCE);
  BOOST_TEST(contains(some.out, "early_return"));
  BOOST_TEST(!contains(some.out, "while_else"));
  BOOST_TEST(test::jit_probe({"list", "cases", "--tag", "no_such_tag"}, DY2STAT_SOURCE).exit_code == 4);
  BOOST_TEST(test::jit_probe({"list", "nowhere"}, DY2STAT_SOURCE).exit_code == 2);
}

BOOST_FIXTURE_TEST_CASE(a_line_that_was_cut_off_is_told_of, AtExampleRun) {
  BOOST_TEST(call({"table", "one"}).err == "");
  const auto records = folder.path / "runs/one/records.jsonl";
  std::filesystem::resize_file(records, std::filesystem::file_size(records) - 10);
  for (const auto& words : {std::vector<std::string>{"table", "one"}, {"diff", "one", "one"}}) {
    const auto ended = call(words);
    BOOST_TEST(ended.exit_code == 0, ended.err);
    BOOST_TEST(contains(ended.err, "runs/one/records.jsonl: its last line is cut off and passed over"), ended.err);
  }
}

BOOST_FIXTURE_TEST_CASE(an_unknown_format_of_a_report_lists_all, AtExampleRun) {
  const auto ended = call({"report", "html"});
  BOOST_TEST(ended.exit_code == 2);
  BOOST_TEST(
      contains(ended.err, "'html' is no format of a report; there are terminal, markdown, csv, json, latex, junit"),
      ended.err);
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_printed_is_no_success, AtExampleRun) {
  const auto ended = test::run_process(
      {"/bin/sh", "-c", "exec \"$0\" table >/dev/full", DY2STAT_BINARY "/bin/jit_probe"}, folder.path);
  BOOST_TEST(ended.exit_code == 3);
  BOOST_TEST(contains(ended.err, "not all of it could be written to stdout"), ended.err);
}

BOOST_AUTO_TEST_SUITE_END()
