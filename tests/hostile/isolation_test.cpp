// What holds at every level of isolation.
#include <boost/test/unit_test.hpp>

#include "tests/hostile/hostile.hpp"

BOOST_AUTO_TEST_SUITE(isolation_test)

using namespace dy2stat;
using namespace hostile;

namespace {

constexpr Isolation levels[] = {Isolation::engine, Isolation::one_case, Isolation::none};

}  // namespace

BOOST_AUTO_TEST_CASE(what_no_seed_resets_is_called_nondeterministic) {
  auto request = request_for(R"(
import random, torch
generator = random.SystemRandom()
def func(x):
    return x * generator.random()
def inputs():
    return [(torch.ones(2),)]
)");
  for (const auto level : levels) {
    request.isolation = level;
    BOOST_TEST_CONTEXT("--isolate " << name_of(level))
    on_every_worker(request, [](const Records& records) {
      expect(records, {"trace"}, Verdict::nondeterministic, Stage::eager, "two runs of eager differ");
    });
  }
}

BOOST_AUTO_TEST_CASE(a_wrong_capture_is_not_called_nondeterministic) {
  auto request = request_for(R"(
import torch
def func(x):
    return x + 1 if x.sum() > 0 else x - 1
def inputs():
    return [(torch.ones(2),), (-torch.ones(2),)]
)");
  for (const auto level : levels) {
    request.isolation = level;
    BOOST_TEST_CONTEXT("--isolate " << name_of(level))
    on_every_worker(request, [](const Records& records) {
      expect(records, {"trace"}, Verdict::unsound, Stage::verify, "differs from eager in values");
      expect(records, {"script"}, Verdict::sound, Stage::verify, "equal to eager");
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
