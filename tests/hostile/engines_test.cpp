// Engines that a torch lacks, and engines after which nothing may be left.
#include "tests/hostile/hostile.hpp"
#include "tests/hostile/programs.hpp"

using namespace dy2stat;
using namespace hostile;

BOOST_AUTO_TEST_SUITE(engines_test)

BOOST_AUTO_TEST_CASE(an_engine_that_torch_lacks_costs_its_own_record_alone) {
  auto request = request_for(std::string(imports) + harmless_function + harmless_inputs);
  request.engines = {"export", "script", "export[strict]", "fx"};
  on_every_worker(request, [](const Records& records) {
    BOOST_REQUIRE(records.size() == 4);
    const bool has_export = TorchRange::parse(">=2.1").holds(records.at("fx").torch);
    for (const auto* engine : {"script", "fx"}) BOOST_TEST((records.at(engine).verdict == Verdict::sound), engine);
    for (const auto* engine : {"export", "export[strict]"}) {
      const auto& record = records.at(engine);
      BOOST_TEST((record.verdict == (has_export ? Verdict::sound : Verdict::unavailable)), record.reason);
      if (!has_export)
        BOOST_TEST(record.reason ==
                   "there is no torch.export in torch " + record.torch.text() + ": it came with torch 2.1");
    }
  });
}

BOOST_AUTO_TEST_CASE(a_program_that_fails_is_unavailable_where_the_engine_is) {
  auto request = request_for("def func(x):\n    raise ValueError('no')\ndef inputs():\n    return [(1,)]\n");
  request.engines = {"export"};
  on_every_worker(request, [](const Records& records) {
    const auto& record = records.at("export");
    const bool has_export = TorchRange::parse(">=2.1").holds(record.torch);
    BOOST_TEST((record.verdict == (has_export ? Verdict::eager_failed : Verdict::unavailable)));
  });
}

BOOST_AUTO_TEST_CASE(an_engine_of_ones_own_may_do_anything_and_costs_its_own_record_alone) {
  auto request = request_for(std::string(imports) + harmless_function + harmless_inputs);
  const std::string begin = "import ctypes, os, time\ndef capture(entry, example):\n    ";
  const std::map<std::string, std::string> bodies{{"exits", "os._exit(3)"},
                                                  {"crashes", "ctypes.string_at(0)"},
                                                  {"hangs", "time.sleep(1000)"},
                                                  {"raises", "raise ValueError('no')"},
                                                  {"leaves", "os.fork() or time.sleep(1000)\n    return entry"},
                                                  {"works", "return entry, 'as it is'"},
                                                  {"lies", "return lambda x: x * 3"}};
  const auto named = [](const std::string& what) { return "py:../" + what + ".py:capture"; };
  for (const auto& [what, body] : bodies) {
    request.engines.push_back(named(what));
    request.own_engines[named(what)] = begin + body + "\n";
  }
  request.limits.timeout_seconds = 3;
  on_every_worker(request, [&](const Records& records) {
    BOOST_REQUIRE(records.size() == 2 + bodies.size());
    for (const auto* engine : {"script", "trace"}) BOOST_TEST((records.at(engine).verdict == Verdict::sound));
    const std::map<std::string, Verdict> verdicts{{"exits", Verdict::crashed},   {"crashes", Verdict::crashed},
                                                  {"hangs", Verdict::timed_out}, {"raises", Verdict::rejected},
                                                  {"leaves", Verdict::sound},    {"works", Verdict::sound},
                                                  {"lies", Verdict::unsound}};
    for (const auto& [what, verdict] : verdicts)
      BOOST_TEST((records.at(named(what)).verdict == verdict), what << ": " << records.at(named(what)).reason);
    BOOST_TEST(records.at(named("raises")).error.value().where == "../raises.py:3");
    BOOST_TEST(records.at(named("works")).artifact.contains("text"));
  });
}

BOOST_AUTO_TEST_SUITE_END()
