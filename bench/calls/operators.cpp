// Observing at::RecordFunction.
#include "bench/calls/operators.hpp"

#include <ATen/record_function.h>

#include <exception>

#include "bench/calls/frames.hpp"
#include "bench/calls/pack_ivalue.hpp"
#include "bench/calls/stream/recorder.hpp"

namespace dy2stat::calls {
namespace {

at::CallbackHandle callback = 0;
bool wants_source_lines = false;

struct OperatorName {
  NameId name = 0, detail = 0;
};

// An operator's name in the arena. An operator is known by the place of its schema's name in memory, which it keeps
// throughout its life; a name at that place that reads otherwise belongs to another one.
OperatorName name_of(const at::RecordFunction& function, Arena& arena) {
  struct Known {
    std::string text;
    OperatorName name;
  };
  thread_local std::unordered_map<const char*, Known> known;
  thread_local Arena* of_arena = nullptr;
  if (std::exchange(of_arena, &arena) != &arena) known.clear();
  const char* text = function.name();
  auto& found = known[text];
  if (found.name.name && found.text == text) return found.name;
  found.text = text;
  found.name.name = arena.add_name(text);
  found.name.detail = 0;
  const auto full = function.operator_name();
  if (full && !full->overload_name.empty()) found.name.detail = arena.add_name(full->name + "." + full->overload_name);
  return found.name;
}

std::unique_ptr<at::ObserverContext> operator_began(const at::RecordFunction& function) {
  auto* arena = attached();
  if (!arena) return nullptr;
  const auto name = name_of(function, *arena);
  Place place;
  if (wants_source_lines && Py_IsInitialized()) {
    const py::gil_scoped_acquire lock;
    place = users_place(*arena);
  }
  begin_call(name.name, name.detail, place.file, place.line, [&](Packer& packer) {
    for (const auto& input : function.inputs()) pack_ivalue(packer, input);
  });
  return nullptr;
}

void operator_ended(const at::RecordFunction& function, at::ObserverContext*) {
  const auto time = steady_ns();
  end_call(time, std::uncaught_exceptions() > 0, [&](Packer& packer) {
    const auto& outputs = function.outputs();
    if (outputs.size() == 1) return pack_ivalue(packer, outputs.front());
    const auto kept = packer.items(Tag::tuple, outputs.size());
    for (std::uint32_t k = 0; k < kept; ++k) pack_ivalue(packer, outputs[k], 1);
  });
}

}  // namespace

void observe_operators(bool source_lines) {
  wants_source_lines = source_lines;
  callback = at::addGlobalCallback(at::RecordFunctionCallback(operator_began, operator_ended)
                                       .needsInputs(true)
                                       .needsOutputs(true)
                                       .scopes({at::RecordScope::FUNCTION}));
}

void stop_observing_operators() {
  if (callback) at::removeCallback(std::exchange(callback, 0));
}

}  // namespace dy2stat::calls
