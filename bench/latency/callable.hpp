// A way of calling a program, ready to be called again and again.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>

#include "bench/latency/arguments.hpp"
#include "bench/latency/repetition/repetition.hpp"
#include "jit_probe/record/benchmark.hpp"

namespace dy2stat::latency {

class Callable {
 public:
  virtual ~Callable() = default;
  virtual Way way() const = 0;
  // Gets the arguments of the next `calls` calls ready. Needs the GIL.
  virtual void prepare(std::int64_t calls) = 0;
  // One call; of those that were prepared where the program changes its arguments. Throws what the program raises.
  virtual void call() = 0;
  // Whether `call` must hold the GIL; otherwise it must not.
  virtual bool needs_gil() const = 0;
  // How many optimised execution plans there are; 0 for eager.
  virtual int plans() const { return 0; }
};

// What is measured of a program: how it is called, and whether gradients are taken.
struct Subject {
  py::object instance;  // the program's own module, or none
  const ArgumentSource& arguments;
  bool backward;
};

// A callable object of Python, called as the interpreter calls it (vectorcall). `instance` is the module whose
// parameters it uses, or none.
std::unique_ptr<Callable> make_python_call(Way way, const py::object& callable, const py::object& instance,
                                           const Subject& subject);

// The function of a ScriptFunction, or the method of a ScriptModule, run on a stack with no interpreter between.
// Throws std::runtime_error or c10::Error for arguments that its schema does not take.
std::unique_ptr<Callable> make_cpp_call(const py::object& script, const std::string& method, const Subject& subject);

// The same of what torch::jit::load makes of an archive. Throws c10::Error for one that cannot be loaded.
std::unique_ptr<Callable> make_loaded_call(const std::string& archive, const std::string& method,
                                           const Subject& subject);

// A call of a function of C++ that does nothing, for what the harness itself takes.
std::unique_ptr<Callable> make_empty_call();

// Calls `callable` `calls` times after `untimed` calls of the same kind, which it prepares itself. Python's garbage
// collector is off meanwhile. Throws what the program raises.
Repetition timed(Callable& callable, std::int64_t untimed, std::int64_t calls);

}  // namespace dy2stat::latency
