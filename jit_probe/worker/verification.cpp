// Observing, comparing and judging.
#include "jit_probe/worker/verification.hpp"

#include <algorithm>
#include <set>

#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/stopwatch.hpp"

namespace dy2stat {
namespace {

parity::Options options() {
  parity::Options options;
  options.take_output = take_output;
  return options;
}

void judge(Record& record, const parity::Comparison& comparison) {
  record.differences = comparison.differences;
  record.not_checked = comparison.not_checked;
  record.tolerances = comparison.tolerances;
  std::set<std::string> wrong;
  for (const auto& difference : comparison.differences)
    if (difference.severity == Severity::wrong) wrong.insert(std::string(name_of(difference.aspect)));
  if (comparison.calls > 0 && comparison.raised_where_eager_did_not == comparison.calls) {
    record.verdict = Verdict::rejected;
    record.stage = Stage::call;
    record.error = comparison.first_raise;
    record.reason = "captured, but it raises on every input set that eager accepts";
  } else if (!wrong.empty()) {
    record.verdict = Verdict::unsound;
    record.reason = "captured without an error, and differs from eager in";
    for (const auto& aspect : wrong) record.reason += (aspect == *wrong.begin() ? " " : ", ") + aspect;
  } else if (comparison.raised_where_eager_did_not > 0) {
    record.verdict = Verdict::restricted;
    record.error = comparison.first_raise;
    record.reason = "equal to eager where it answers, but it raises in " +
                    std::to_string(comparison.raised_where_eager_did_not) + " of " + std::to_string(comparison.calls) +
                    " calls that eager accepts";
  } else {
    record.verdict = Verdict::sound;
    record.reason = "equal to eager in everything that was checked";
  }
}

}  // namespace

std::optional<Error> observe_eager(const Program& program, parity::Bytes& reference) {
  const auto observations = parity::observe({program.entry, program.instance}, program.inputs, options());
  if (auto error = parity::example_raised(*observations)) return error;
  reference = parity::serialise(*observations);
  return std::nullopt;
}

parity::Bytes verify(const Program& program, const Artifact& artifact, std::string_view reference, Record& record,
                     const std::function<void(Stage)>& reach,
                     const std::function<void(int round, int input_set)>& before_call) {
  reach(Stage::call);
  Stopwatch watch;
  auto watched = options();
  watched.before_call = before_call;
  const auto observations = parity::observe({artifact.callable, artifact.instance}, program.inputs, watched);
  record.seconds.call = watch.seconds();
  reach(Stage::verify);
  watch.restart();
  judge(record, parity::compare(*parity::deserialise(reference), *observations));
  auto captured = record.verdict == Verdict::unsound ? parity::serialise(*observations) : parity::Bytes();
  record.seconds.verify = watch.seconds();
  return captured;
}

void give_second_opinion(const Program& program, std::string_view reference, std::string_view, Record& record) {
  const auto again = parity::observe({program.entry, program.instance}, program.inputs, options());
  auto comparison = parity::compare(*parity::deserialise(reference), *again);
  std::erase_if(comparison.differences, [](const auto& found) { return found.severity != Severity::wrong; });
  if (comparison.differences.empty() && comparison.raised_where_eager_did_not == 0) return;
  record.verdict = Verdict::nondeterministic;
  record.stage = Stage::eager;
  record.reason = "two runs of eager differ although the seeds are reset, so nothing can be proved";
  record.error = comparison.first_raise;
  record.differences = std::move(comparison.differences);
}

void save(const Artifact& artifact, Record& record) {
  const Stopwatch watch;
  const py::object buffer = py::module_::import("io").attr("BytesIO")();
  py::module_::import("torch").attr("jit").attr("save")(artifact.script, buffer);
  record.artifact["archive_bytes"] = buffer.attr("tell")().cast<std::int64_t>();
  record.seconds.save = watch.seconds();
}

}  // namespace dy2stat
