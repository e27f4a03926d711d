// Calls the engine, with its making watched and Python's warnings recorded, and lets the probes look.
#include "jit_probe/worker/capturing.hpp"

#include "capture/parity/copier.hpp"
#include "capture/parity/saved_state.hpp"
#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/script_making.hpp"
#include "jit_probe/probes/trace_making.hpp"
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

Capturing::Capturing(const Program& program, Record& record)
    : program_(program), record_(record), folder_(program.folder), blobs_(import_folders(folder_)) {}

Artifact Capturing::capture_watched() {
  const auto engine = make_engine(record_.engine);
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
  if (record_.engine == "trace") {
    const auto& [positional, keywords] = program_.inputs.front();
    record_.making["inputs"] = probes::guarded([&] { return probes::trace_inputs(positional, keywords); });
    return capture_watched();
  }
  std::optional<probes::ScriptMaking> making;
  try {
    making.emplace(program_.entry);
  } catch (const std::exception& error) {
    record_.notes.push_back(std::string("the compiler could not be watched: ") + error.what());
  }
  const auto leave = [&] {
    const Stopwatch watch;
    if (making) record_.making.update(making->facts(blobs_));
    record_.seconds.inspect += watch.seconds();
  };
  try {
    auto artifact = capture_watched();
    leave();
    return artifact;
  } catch (...) {
    leave();
    throw;
  }
}

void Capturing::inspect(const Artifact& artifact) {
  const Stopwatch watch;
  record_.artifact.update(
      probes::guarded([&] { return probes::artifact_facts(artifact.script, artifact.method, blobs_); }));
  if (record_.engine == "trace")
    record_.making["constants"] = probes::guarded(
        [&] { return probes::trace_constants(*probes::inlined_graph(artifact.script, artifact.method), folder_); });
  try {
    execution_.emplace(artifact.script, artifact.method);
  } catch (const std::exception& error) {
    record_.artifact["execution"] = {{"failed", json_from_bytes(error.what())}};
  }
  record_.seconds.inspect += watch.seconds();
}

void Capturing::before_call(int round, int input_set) {
  if (execution_) execution_->before_call(round, input_set);
}

void Capturing::inspect_calls() {
  if (!execution_) return;
  const Stopwatch watch;
  const auto& [positional, keywords] = program_.inputs.front();
  record_.making["call"] = probes::guarded([&] { return execution_->call_facts(positional, keywords); });
  record_.artifact["execution"] = probes::guarded([&] { return execution_->plan_facts(blobs_); });
  record_.seconds.inspect += watch.seconds();
}

}  // namespace dy2stat
