// The outline of a record is what the record itself says.
#include "jit_probe/compare/outline.hpp"

#include <boost/test/unit_test.hpp>

#include "support/example_run.hpp"
#include "support/folder.hpp"

using namespace dy2stat;

namespace {

std::string complaint_about(const std::string& line) {
  try {
    outline_from(line);
  } catch (const BadRecord& error) {
    return error.what();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outline_test)

BOOST_AUTO_TEST_CASE(an_outline_holds_what_a_difference_looks_at) {
  const test::Folder folder;
  test::write_example_run(folder.path / "run");
  const auto outlines = read_outlines({folder.path / "run"});
  BOOST_TEST_REQUIRE(outlines.size() == 4u);
  const auto& loop = outlines[0];
  BOOST_TEST(loop.case_name == "control_flow/for_loop");
  BOOST_TEST(loop.engine == "script");
  BOOST_TEST(loop.worker == "torch-2.13.0");
  BOOST_TEST(loop.torch.text() == "2.13.0");
  BOOST_CHECK(loop.verdict == Verdict::sound);
  BOOST_TEST(loop.failure == "equal to eager in everything that was checked");
  BOOST_TEST(loop.capture_seconds == 0.01);
  BOOST_TEST_REQUIRE(loop.graphs.size() == 1u);
  BOOST_TEST(loop.graphs[0].schema == "func(Tensor x, int n) -> Tensor");
  BOOST_TEST(loop.graphs[0].is_blob);
  BOOST_TEST(loop.graphs[0].operators == R"({"prim::Constant":2,"prim::Loop":1,"aten::mul":1})");
  BOOST_TEST(outlines[2].wrong == std::vector<std::string>{"values at input set 1 -> round 0 -> result"},
             boost::test_tools::per_element());
  BOOST_TEST(outlines[3].failure.starts_with("NotSupportedError: yield expressions"));
  BOOST_CHECK(outlines[3].stage == Stage::capture);
}

BOOST_AUTO_TEST_CASE(methods_have_graphs_of_their_own) {
  Record record;
  record.artifact = {{"methods", {{"encode", {{"schema", {{"text", "encode() -> int"}}}}}, {"bare", Json::object()}}},
                     {"graph", {{"canonical", "graph()"}, {"operators", Json::object()}}}};
  const auto outline = outline_from(to_json(record).dump());
  BOOST_TEST_REQUIRE(outline.graphs.size() == 2u);
  BOOST_TEST(outline.graphs[0].method == "");
  BOOST_TEST(outline.graphs[0].canonical == "graph()");
  BOOST_TEST(!outline.graphs[0].is_blob);
  BOOST_TEST(outline.graphs[1].method == "encode");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_utf8_are_read) {
  Record record;
  record.case_name = "a/\xFF";
  record.error = Error{"E", "no \xFE", "", nullptr};
  const auto outline = outline_from(to_json(record).dump());
  BOOST_TEST(outline.case_name == "a/\xFF");
  BOOST_TEST(outline.failure == "E: no \xFE");
}

BOOST_AUTO_TEST_CASE(what_changes_from_run_to_run_is_no_part_of_a_failure) {
  Record record;
  record.error = Error{"E", "f at 0x7f00aa1 of program.___torch_mangle_3.Net, see /tmp/tmpab12_xyz/log", "", nullptr};
  BOOST_TEST(outline_from(to_json(record).dump()).failure == "E: f at 0x... of program.Net, see /tmp/tmp.../log");
}

BOOST_AUTO_TEST_CASE(of_a_record_that_was_written_twice_the_last_counts) {
  const test::Folder folder;
  auto record = test::traced_branch(), again = record;
  again.verdict = Verdict::sound;
  test::write_run(folder.path / "run", {record, again});
  const auto outlines = read_outlines({folder.path / "run"});
  BOOST_TEST_REQUIRE(outlines.size() == 1u);
  BOOST_CHECK(outlines[0].verdict == Verdict::sound);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_named_with_its_place) {
  BOOST_TEST(complaint_about("{\"schema\": 1").starts_with("this record cannot be read: "));
  BOOST_TEST(complaint_about("[]") == "this record cannot be read: it has no 'case'");
  auto json = to_json(Record{});
  json["schema"] = 2;
  BOOST_TEST(complaint_about(json.dump()).starts_with("this record has schema 2, newer than the 1"));
  json = to_json(Record{});
  json["verdict"] = "good";
  BOOST_TEST(complaint_about(json.dump()).find("'good' is no verdict") != std::string::npos);

  const test::Folder folder;
  folder.write("run/run.json", "{}");
  folder.write("run/records.jsonl", to_json(test::traced_branch()).dump() + "\n{}\n");
  BOOST_CHECK_EXCEPTION(read_outlines({folder.path / "run"}), BadRecord, [](const BadRecord& error) {
    return std::string(error.what()).find("records.jsonl:2: ") != std::string::npos;
  });
  BOOST_CHECK_EXCEPTION(read_outlines({folder.path}), BadRecord, [](const BadRecord& error) {
    return std::string(error.what()).find("this is no run") != std::string::npos;
  });
}

BOOST_AUTO_TEST_SUITE_END()
