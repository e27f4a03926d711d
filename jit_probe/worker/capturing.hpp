// The making of an artifact: an engine captures the program, and probes look at how it did and at what came out.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "capture/engines/engine.hpp"
#include "capture/program/program.hpp"
#include "jit_probe/probes/blobs.hpp"
#include "jit_probe/record/record.hpp"
#include "jit_probe/worker/engine_probes.hpp"

namespace dy2stat {

// One capture, in the order of its methods. A probe that fails leaves its failure as text in the record, and never
// changes the verdict. `program`, `record` and `listing`, which says what lines eager executed (JSON; may be empty),
// must outlive it.
class Capturing {
 public:
  Capturing(const Program& program, Record& record, std::string_view listing = {});

  // Captures the program's entry with the record's engine. Fills `making` and the seconds of capture, also when it
  // throws: py::error_already_set with the engine's own refusal.
  Artifact capture();
  // Fills `artifact`; calls nothing of it.
  void inspect(const Artifact& artifact);
  // To be told before each call of the artifact.
  void before_call(int round, int input_set);
  // After the calls: fills what only they show (of TorchScript `making.call` and `artifact.execution`).
  void inspect_calls();

  // What the record refers to, and as frames.
  probes::Blobs& blobs() { return blobs_; }
  const std::string& blob_frames() const { return blobs_.frames(); }

 private:
  Artifact capture_watched();

  const Program& program_;
  Record& record_;
  probes::Blobs blobs_;
  Looking looking_;
  std::unique_ptr<EngineProbes> probes_;
};

}  // namespace dy2stat
