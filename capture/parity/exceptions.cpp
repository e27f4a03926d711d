// The aspect exceptions: raising where eager raises, and how.
#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {

void compare_exceptions(const Call& eager, const Call& captured, const Place& place, Findings& findings) {
  if (!eager.raised) return;
  const auto text = [](const Raised& raised) { return raised.type + ": " + raised.message; };
  if (!captured.raised)
    findings.add(place, Aspect::exceptions, Severity::wrong, text(*eager.raised), "returned " + brief(captured.result),
                 "does not raise where eager raises");
  else if (eager.raised->type != captured.raised->type || eager.raised->message != captured.raised->message)
    findings.add(place, Aspect::exceptions, Severity::note, text(*eager.raised), text(*captured.raised),
                 eager.raised->type != captured.raised->type ? "another type of exception" : "another message");
}

}  // namespace dy2stat::parity
