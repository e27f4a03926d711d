// Programs that raise what ends an interpreter, or that cannot be loaded.
#include <boost/test/unit_test.hpp>

#include "tests/hostile/hostile.hpp"
#include "tests/hostile/programs.hpp"

BOOST_AUTO_TEST_SUITE(raising_test)

using namespace dy2stat;
using namespace hostile;

namespace {

void raises_everywhere(const std::string& line, const std::string& type, Verdict without_engine, Verdict in_engine) {
  for (const auto& program : {at_import(line), in_inputs(line)})
    on_every_worker(request_for(program), [&](const Records& records) {
      expect(records, {"script", "trace"}, without_engine, Stage::load, type);
    });
  on_every_worker(request_for(in_call(line)), [&](const Records& records) {
    expect(records, {"script", "trace"}, without_engine, Stage::eager, type);
  });
  on_every_worker(request_for(in_capture("script", line)), [&](const Records& records) {
    expect(records, {"script"}, in_engine, Stage::capture, type);
    expect(records, {"trace"}, Verdict::sound, Stage::verify, "equal to eager");
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(sys_exit) {
  raises_everywhere("sys.exit(4)", "SystemExit", Verdict::eager_failed, Verdict::rejected);
}

BOOST_AUTO_TEST_CASE(keyboard_interrupt) {
  raises_everywhere("raise KeyboardInterrupt", "KeyboardInterrupt", Verdict::eager_failed, Verdict::rejected);
}

BOOST_AUTO_TEST_CASE(memory_error) {
  raises_everywhere("raise MemoryError", "MemoryError", Verdict::out_of_memory, Verdict::out_of_memory);
}

BOOST_AUTO_TEST_CASE(syntax_error) {
  on_every_worker(request_for("def func(x:\n"), [](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::load, "SyntaxError: '(' was never closed");
  });
}

BOOST_AUTO_TEST_CASE(missing_entry) {
  on_every_worker(request_for(std::string(imports) + harmless_inputs), [](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::load, "the program has no 'func'; define it");
  });
}

BOOST_AUTO_TEST_CASE(no_inputs) {
  on_every_worker(request_for(std::string(imports) + harmless_function), [](const Records& records) {
    expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::load, "the program has no inputs(); define it");
  });
}

BOOST_AUTO_TEST_CASE(an_exception_that_cannot_be_shown) {
  on_every_worker(request_for(in_call("class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd")),
                  [](const Records& records) {
                    expect(records, {"script", "trace"}, Verdict::eager_failed, Stage::eager, "Odd");
                  });
}

BOOST_AUTO_TEST_SUITE_END()
