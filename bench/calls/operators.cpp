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

// The names in the arena that a thread has met. An operator is known by the place of its schema's name in memory, which
// it keeps throughout its life (a name at that place that reads otherwise belongs to another one); what is no operator,
// as autograd's functions, has its name made anew for every call.
class KnownNames {
 public:
  OperatorName name_of(const at::RecordFunction& function, Arena& arena) {
    if (std::exchange(of_arena_, &arena) != &arena) forget();
    const char* text = function.name();
    if (const auto found = operators_.find(text); found != operators_.end() && found->second.text == text)
      return found->second.name;
    if (const auto found = others_.find(std::string_view(text)); found != others_.end()) return found->second;
    OperatorName name{arena.add_name(text), 0};
    const auto full = function.operator_name();
    if (!full) return others_[text] = name;
    if (!full->overload_name.empty()) name.detail = arena.add_name(full->name + "." + full->overload_name);
    operators_[text] = {text, name};
    return name;
  }

 private:
  struct Operator {
    std::string text;
    OperatorName name;
  };

  void forget() {
    operators_.clear();
    others_.clear();
  }

  std::unordered_map<const char*, Operator> operators_;
  std::map<std::string, OperatorName, std::less<>> others_;
  Arena* of_arena_ = nullptr;
};

std::unique_ptr<at::ObserverContext> operator_began(const at::RecordFunction& function) {
  auto* arena = attached();
  if (!arena) return nullptr;
  thread_local KnownNames known;
  const auto name = known.name_of(function, *arena);
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
