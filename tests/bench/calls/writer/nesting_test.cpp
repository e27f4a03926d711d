// Calls out of beginnings and ends.
#include "bench/calls/writer/nesting.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <sstream>

namespace dy2stat::calls {
namespace {

struct EventsOfOneProcess {
  int descriptor = make_arena();
  Arena& arena = *map_arena(descriptor);
  std::ostringstream calls;
  Nesting nesting{arena, [this](const Call& call) {
                    calls << call.name << " " << call.start - arena.wall_minus_steady << "+" << call.cost << " own "
                          << call.own << " depth " << call.depth << (call.raised ? " raised" : "")
                          << (call.unfinished ? " unfinished" : "") << "; ";
                  }};
  ~EventsOfOneProcess() { ::close(descriptor); }

  std::string begin(const char* name, std::int64_t time) {
    BeginHeader header{};
    header.bytes = sizeof header;
    header.kind = EventKind::begin;
    header.name = arena.add_name(name);
    header.time = time;
    return {reinterpret_cast<const char*>(&header), sizeof header};
  }
  std::string end(std::int64_t time, bool raised = false) {
    EventHeader header{};
    header.bytes = sizeof header;
    header.kind = EventKind::end;
    header.raised = raised;
    header.time = time;
    return {reinterpret_cast<const char*>(&header), sizeof header};
  }
};

BOOST_FIXTURE_TEST_SUITE(nesting_test, EventsOfOneProcess)

BOOST_AUTO_TEST_CASE(a_call_has_its_cost_and_its_own_without_those_inside) {
  nesting.events(1, 1,
                 begin("outer", 10) + begin("inner", 20) + end(25) + begin("inner", 30) + end(40, true) + end(50));
  BOOST_TEST(calls.str() ==
             "inner 20+5 own 5 depth 1; inner 30+10 own 10 depth 1 raised; outer 10+40 own 25 depth 0; ");
}

BOOST_AUTO_TEST_CASE(threads_and_processes_are_apart_and_chunks_of_one_go_on) {
  nesting.events(1, 1, begin("a", 10));
  nesting.events(1, 2, begin("b", 11) + end(12));
  nesting.events(2, 1, begin("c", 13) + end(14));
  nesting.events(1, 1, end(20));
  BOOST_TEST(calls.str() == "b 11+1 own 1 depth 0; c 13+1 own 1 depth 0; a 10+10 own 10 depth 0; ");
}

BOOST_AUTO_TEST_CASE(what_never_ended_is_unfinished_and_what_never_began_is_passed_over) {
  nesting.events(1, 1, end(5) + begin("outer", 10) + begin("inner", 20));
  nesting.finish();
  BOOST_TEST(calls.str() == "inner 20+0 own 0 depth 1 unfinished; outer 10+10 own 10 depth 0 unfinished; ");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_events_end_the_chunk) {
  auto bytes = begin("a", 1) + end(2);
  bytes += std::string(64, '\x7f') + begin("b", 3) + end(4);
  nesting.events(1, 1, bytes);
  BOOST_TEST(calls.str() == "a 1+1 own 1 depth 0; ");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat::calls
