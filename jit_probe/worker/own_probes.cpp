// The probes of an engine that somebody brings: what it says of what it made.
#include <optional>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/artifact_lines.hpp"
#include "jit_probe/probes/own_frames.hpp"
#include "jit_probe/worker/engine_probes.hpp"

namespace dy2stat {
namespace {

class OwnProbes final : public EngineProbes {
 public:
  explicit OwnProbes(const Looking& looking) : at_(looking) {}

  void before_capture() override { frames_.emplace(at_.program.folder); }
  void after_capture() override { frames_.reset(); }
  void inspect(const Artifact& artifact) override {
    at_.record.artifact["kind"] = "callable";
    at_.leave_lines([&] { return probes::callable_lines(artifact.callable, at_.program.folder.string()); });
    if (artifact.product.is_none()) return;
    at_.record.artifact["text"] = probes::guarded([&] {
      const py::bytes text(artifact.product.attr("encode")("utf-8", "backslashreplace"));
      return at_.blobs.add_text(text.cast<std::string>());
    });
  }

 private:
  Looking at_;
  std::optional<probes::OwnFrames> frames_;
};

}  // namespace

std::unique_ptr<EngineProbes> make_own_probes(const Looking& looking) {
  return std::make_unique<OwnProbes>(looking);
}

}  // namespace dy2stat
