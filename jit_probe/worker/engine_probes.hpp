// What is looked at of a capture and of its calls: one set of probes for each family of engines.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "capture/engines/engine.hpp"
#include "capture/program/program.hpp"
#include "jit_probe/probes/blobs.hpp"
#include "jit_probe/probes/lines.hpp"
#include "jit_probe/record/record.hpp"

namespace dy2stat {

// What the probes look at and where they leave what they see; all outlive them.
struct Looking {
  const Program& program;
  Record& record;  // its `making`, `artifact` and `notes` are filled
  probes::Blobs& blobs;
  std::string_view listing{};  // of the lines that eager executed, as JSON; empty: unknown

  // Records as `artifact.lines` what became of them. `read` tells what the artifact refers to, nothing if that cannot
  // be told; empty: there is no artifact.
  void leave_lines(const std::function<std::optional<probes::ArtifactLines>()>& read) const;
};

// One capture, in the order of its methods. A probe that fails leaves its failure as text in the record.
class EngineProbes {
 public:
  virtual ~EngineProbes() = default;
  virtual void before_capture() {}
  // After the engine, also when it refused.
  virtual void after_capture() {}
  // Calls nothing of the artifact.
  virtual void inspect(const Artifact& artifact) = 0;
  virtual void before_call(int /*round*/, int /*input_set*/) {}
  virtual void after_calls() {}
};

// making.dynamic_shapes: what of the sizes the program lets vary, as Python shows it; nothing if it says nothing.
void note_dynamic_shapes(const Looking& looking);

// The probes of the engine that the record names.
std::unique_ptr<EngineProbes> make_engine_probes(const Looking& looking);

// One function a family, each in a file of its own.
std::unique_ptr<EngineProbes> make_script_probes(const Looking& looking);
std::unique_ptr<EngineProbes> make_trace_probes(const Looking& looking);
std::unique_ptr<EngineProbes> make_freeze_probes(const Looking& looking);
std::unique_ptr<EngineProbes> make_fx_probes(const Looking& looking);
std::unique_ptr<EngineProbes> make_export_probes(const Looking& looking);
std::unique_ptr<EngineProbes> make_dynamo_probes(const Looking& looking);
std::unique_ptr<EngineProbes> make_onnx_probes(const Looking& looking);
std::unique_ptr<EngineProbes> make_own_probes(const Looking& looking);

}  // namespace dy2stat
