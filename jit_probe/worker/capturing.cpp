// Calls the engine, with its making watched and Python's warnings recorded, and lets the probes look.
#include "jit_probe/worker/capturing.hpp"

#include "capture/parity/copier.hpp"
#include "capture/parity/saved_state.hpp"
#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/worker/stopwatch.hpp"

namespace dy2stat {
namespace {

// Records Python's warnings while it lives, every one of them.
class CaughtWarnings {
 public:
  CaughtWarnings() {
    const auto warnings = py::module_::import("warnings");
    catching_ = warnings.attr("catch_warnings")(py::arg("record") = true);
    caught_ = catching_.attr("__enter__")();
    warnings.attr("simplefilter")("always");
  }
  ~CaughtWarnings() { catching_.attr("__exit__")(py::none(), py::none(), py::none()); }
  CaughtWarnings(const CaughtWarnings&) = delete;
  CaughtWarnings& operator=(const CaughtWarnings&) = delete;

  // [{message, where}], each once.
  Json facts(const probes::Blobs& blobs) const {
    Json warnings = Json::array();
    for (const auto& warning : caught_) {
      const auto place =
          warning.attr("filename").cast<std::string>() + ":" + py::str(warning.attr("lineno")).cast<std::string>();
      const Json fact{
          {"message", json_from_bytes(blobs.shortened(py::str(warning.attr("message")).cast<std::string>()))},
          {"where", json_from_bytes(blobs.shortened(place))}};
      if (std::find(warnings.begin(), warnings.end(), fact) == warnings.end()) warnings.push_back(fact);
    }
    return warnings;
  }

 private:
  py::object catching_;
  py::list caught_;
};

// Where Python imports from: the program's own folder and those of its path.
std::vector<std::string> import_folders(const std::string& own) {
  std::vector<std::string> folders{own};
  for (const auto& folder : py::module_::import("sys").attr("path")) folders.push_back(py::str(folder));
  return folders;
}

}  // namespace

Capturing::Capturing(const Program& program, Record& record, std::string_view listing)
    : program_(program),
      record_(record),
      blobs_(import_folders(program.folder)),
      looking_{program_, record_, blobs_, listing},
      probes_(make_engine_probes(looking_)) {}

Artifact Capturing::capture_watched() {
  const auto engine = make_engine(record_.engine, {program_.own_engines, program_.dynamic_shapes});
  // A trace runs the program: the example is copied so that the input sets stay what they were, and the module's state
  // is put back, in the objects that the artifact shares, so that it lives from the same start as eager.
  const auto example = parity::Copier(program_.instance, program_.instance).copy(program_.inputs.front(), {}).arguments;
  const parity::SavedState before(program_.instance);
  const CaughtWarnings warnings;
  const Stopwatch watch;
  const auto leave = [&] {
    record_.seconds.capture = watch.seconds();
    if (auto facts = probes::guarded([&] { return warnings.facts(blobs_); }); !facts.empty())
      record_.making["warnings"] = std::move(facts);
  };
  Artifact artifact;
  try {
    artifact = engine->capture(program_.entry, example.positional, example.keywords);
  } catch (...) {
    leave();
    throw;
  }
  leave();
  record_.notes.insert(record_.notes.end(), artifact.notes.begin(), artifact.notes.end());
  for (const auto& changed : before.restore()) record_.notes.push_back("capturing changed " + changed + "; restored");
  return artifact;
}

Artifact Capturing::capture() {
  const auto leave = [&] {
    const Stopwatch watch;
    probes_->after_capture();
    record_.seconds.inspect += watch.seconds();
  };
  probes_->before_capture();
  try {
    auto artifact = capture_watched();
    leave();
    return artifact;
  } catch (...) {
    leave();
    looking_.leave_lines({});
    throw;
  }
}

void Capturing::inspect(const Artifact& artifact) {
  const Stopwatch watch;
  probes_->inspect(artifact);
  record_.seconds.inspect += watch.seconds();
}

void Capturing::before_call(int round, int input_set) {
  probes_->before_call(round, input_set);
}

void Capturing::inspect_calls() {
  const Stopwatch watch;
  probes_->after_calls();
  record_.seconds.inspect += watch.seconds();
}

}  // namespace dy2stat
