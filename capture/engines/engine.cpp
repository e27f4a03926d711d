// Engines by name.
#include "capture/engines/engine.hpp"

#include <stdexcept>

namespace dy2stat {

std::unique_ptr<Engine> make_engine(std::string_view name) {
  if (name == "script") return make_script_engine();
  if (name == "trace") return make_trace_engine();
  throw std::invalid_argument("there is no engine '" + std::string(name) + "'");
}

}  // namespace dy2stat
