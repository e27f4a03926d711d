// A call of level `api`: recorded if the user's own frame makes it, and made in any case.
#pragma once

#include <vector>

#include "bench/calls/frames.hpp"
#include "bench/calls/pack_python.hpp"
#include "bench/calls/stream/recorder.hpp"

namespace dy2stat::calls {

// Arguments in the two ways that CPython passes them: those by keyword follow the positional ones and `names` is a
// tuple of their names; or `keywords` is a dict.
struct Arguments {
  PyObject* const* values = nullptr;
  Py_ssize_t count = 0;  // of those by position
  PyObject* names = nullptr;
  PyObject* keywords = nullptr;
};
void pack_arguments(Packer& packer, const Arguments& arguments, Arena& arena);

// What the call is in the records.
struct CallName {
  NameId name = 0, detail = 0;
};

// Whether the recording of this thread is inside an API call that `caller` made.
class OpenCalls {
 public:
  bool innermost_is_of(const PyFrameObject* caller) const { return !callers_.empty() && callers_.back() == caller; }
  void push(const PyFrameObject* caller) { callers_.push_back(caller); }
  void pop() { callers_.pop_back(); }
  static OpenCalls& of_this_thread();

 private:
  std::vector<const PyFrameObject*> callers_;
};

// How many calls of this thread are under way inside which nothing is recorded (see sealed.hpp).
int& sealed_depth();

// Makes the call that `call` makes, which returns a new reference or null with an exception set, and returns that. It
// is recorded under the name that `named(arena)` returns, unless that is 0, if the user's own frame calls `callee`.
template <typename Named, typename Call>
PyObject* api_call(PyObject* callee, const Arguments& arguments, const Named& named, const Call& call) {
  auto* arena = attached();
  if (!arena || arena->closed.load(std::memory_order_relaxed) || sealed_depth() > 0) return call();
  auto& open = OpenCalls::of_this_thread();
  auto* caller = users_caller(callee);
  if (!caller || open.innermost_is_of(caller)) return call();
  const CallName name = named(*arena);
  if (!name.name) return call();
  const auto place = place_of(caller, *arena);
  open.push(caller);
  begin_call(name.name, name.detail, place.file, place.line,
             [&](Packer& packer) { pack_arguments(packer, arguments, *arena); });
  PyObject* result = call();
  const auto time = steady_ns();
  open.pop();
  end_call(time, !result, [&](Packer& packer) { pack_python(packer, result, *arena); });
  return result;
}

}  // namespace dy2stat::calls
