// Putting hooks in and taking them out.
#include "bench/calls/observation.hpp"

#include "bench/calls/function_mode.hpp"
#include "bench/calls/hooks.hpp"
#include "bench/calls/operators.hpp"
#include "bench/calls/pack_ivalue.hpp"
#include "bench/calls/stream/recorder.hpp"

namespace dy2stat::calls {

void begin_observation(const Options& options, Arena& arena, int control) {
  name_enumerations(arena);
  if (options.level == "operator") {
    attach(&arena, control);
    return observe_operators(options.source_lines);
  }
  look_up_public_names();
  install_hooks();
  enter_function_mode();
  attach(&arena, control);
}

void end_observation(const Options& options) {
  detach();
  if (options.level == "operator") return stop_observing_operators();
  leave_function_mode();
  remove_hooks();
}

}  // namespace dy2stat::calls
