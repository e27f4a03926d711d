// What processes leave becomes records, whether they came to their end or not.
#include "jit_probe/worker/case_records.hpp"

#include <signal.h>

#include <boost/test/unit_test.hpp>

#include "jit_probe/probes/blobs.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/engine_session.hpp"

using namespace dy2stat;

namespace {

EngineTurn& begun(EngineTurn& turn) {
  turn.record.case_name = "c/one";
  turn.record.engine = "script";
  turn.record.worker = "torch";
  turn.result.claim();
  return turn;
}

void append(SharedText& result, const Json& json) {
  const auto text = json.dump();
  result.append(frame_header(FrameKind::json, text.size()) + text);
}

Ending killed() {
  Ending ending;
  ending.status = SIGSEGV;
  ending.seconds = 2;
  return ending;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(case_records_test)

BOOST_AUTO_TEST_CASE(a_whole_record_is_what_counts) {
  EngineTurn turn;
  auto record = begun(turn).record;
  append(turn.result, {{so_far, to_json(record)}});
  record.reason = "equal to eager";
  leave_record(record, turn.result);
  const auto left = left_by(turn, killed(), {});
  BOOST_TEST((left.record.verdict == Verdict::sound));
  BOOST_TEST(left.record.reason == "equal to eager");
  BOOST_TEST(left.record.seconds.total == 2);
  BOOST_TEST(record_in(turn.result.text()).has_value());
}

BOOST_AUTO_TEST_CASE(who_dies_in_a_stage_leaves_what_was_known_when_it_began) {
  EngineTurn turn;
  auto record = begun(turn).record;
  probes::Blobs blobs;
  record.artifact["code"] = blobs.add_text("def f(x): ...");
  turn.result.append(blobs.frames());
  append(turn.result, {{so_far, to_json(record)}});
  turn.result.reached() = static_cast<int>(Stage::call);
  const auto left = left_by(turn, killed(), {});
  BOOST_TEST((left.record.verdict == Verdict::crashed));
  BOOST_TEST((left.record.stage == Stage::call));
  BOOST_TEST(left.record.reason == "the process was killed by signal 11 (Segmentation fault)");
  BOOST_TEST(left.record.artifact == record.artifact);
  BOOST_TEST(left.blobs == blobs.frames());
  BOOST_TEST(!record_in(turn.result.text()).has_value());
}

BOOST_AUTO_TEST_CASE(who_leaves_nothing_or_garbage_has_a_record_all_the_same) {
  for (const std::string frames : {"", "garbage", "\x04\0\0\0Jnull"}) {
    EngineTurn turn;
    begun(turn).result.append(frames);
    const auto left = left_by(turn, killed(), {});
    BOOST_TEST(left.record.case_name == "c/one");
    BOOST_TEST((left.record.verdict == Verdict::crashed));
  }
}

BOOST_AUTO_TEST_SUITE_END()
