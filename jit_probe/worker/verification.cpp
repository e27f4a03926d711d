// Observing, comparing and judging.
#include "jit_probe/worker/verification.hpp"

#include <algorithm>
#include <set>

#include "capture/parity/instance.hpp"
#include "capture/parity/reload.hpp"
#include "capture/parity/saved_state.hpp"
#include "capture/python/raised.hpp"
#include "jit_probe/probes/statements.hpp"
#include "jit_probe/record/sha256.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/program_error.hpp"
#include "jit_probe/worker/stopwatch.hpp"

namespace dy2stat {
namespace {

using ObservationsPointer = std::shared_ptr<parity::Observations>;

// What the artifact showed, and what its archive did, if there is one that can be loaded.
struct Lives {
  ObservationsPointer artifact, reloaded;
};

parity::Bytes serialise(const Lives& lives) {
  const auto artifact = parity::serialise(*lives.artifact);
  return std::to_string(artifact.size()) + " " + artifact + (lives.reloaded ? parity::serialise(*lives.reloaded) : "");
}

Lives lives_from(std::string_view bytes) {
  const auto space = bytes.find(' ');
  const auto size = std::stoul(std::string(bytes.substr(0, space)));
  const auto artifact = bytes.substr(space + 1, size), reloaded = bytes.substr(space + 1 + size);
  return {parity::deserialise(artifact), reloaded.empty() ? nullptr : parity::deserialise(reloaded)};
}

parity::Options options() {
  parity::Options options;
  options.take_output = take_output;
  return options;
}

bool is_wrong(const Difference& difference) {
  return difference.severity == Severity::wrong;
}

std::string wrong_aspects(const std::vector<Difference>& differences) {
  std::set<std::string> aspects;
  for (const auto& difference : differences)
    if (is_wrong(difference)) aspects.insert(std::string(name_of(difference.aspect)));
  std::string text;
  for (const auto& aspect : aspects) text += (text.empty() ? "" : ", ") + aspect;
  return text;
}

std::string calls_that_raise(const parity::Comparison& comparison) {
  return std::to_string(comparison.raised_where_eager_did_not) + " of " + std::to_string(comparison.calls) +
         " calls that eager accepts";
}

bool raises_always(const parity::Comparison& comparison) {
  return comparison.calls > 0 && comparison.raised_where_eager_did_not == comparison.calls;
}

void conclude(Record& record, Verdict verdict, std::string reason, const std::optional<Error>& error = std::nullopt) {
  record.verdict = verdict;
  record.reason = std::move(reason);
  record.error = error;
}

Json reloaded_facts(const parity::Comparison& reloaded) {
  const bool differs = std::any_of(reloaded.differences.begin(), reloaded.differences.end(), is_wrong);
  Json described{{"verdict", differs                                   ? "differs"
                             : reloaded.raised_where_eager_did_not > 0 ? "failed"
                                                                       : "sound"},
                 {"differences", Json::array()},
                 {"error", nullptr}};
  for (const auto& difference : reloaded.differences) described["differences"].push_back(to_json(difference));
  if (reloaded.first_raise) described["error"] = to_json(*reloaded.first_raise);
  return described;
}

Json not_reloaded(const Error& error) {
  return {{"verdict", "failed"}, {"differences", Json::array()}, {"error", to_json(error)}};
}

// Fills `reloaded` and adds to the record's differences those that the archive alone has.
void describe_reloaded(Record& record, const parity::Comparison& reloaded) {
  record.artifact["reloaded"] = reloaded_facts(reloaded);
  const auto artifacts_own = record.differences;
  for (auto difference : reloaded.differences) {
    const bool shared = std::any_of(artifacts_own.begin(), artifacts_own.end(), [&](const Difference& own) {
      return own.aspect == difference.aspect && own.severity == difference.severity && own.where == difference.where;
    });
    difference.where = "reloaded -> " + difference.where;
    if (!shared && record.differences.size() < parity::most_differences) record.differences.push_back(difference);
  }
}

// The first that holds decides. What the artifact itself shows comes before what its archive shows.
void judge(Record& record, const parity::Comparison& artifact, const parity::Comparison* reloaded) {
  record.differences = artifact.differences;
  record.not_checked = artifact.not_checked;
  record.tolerances = artifact.tolerances;
  if (reloaded) describe_reloaded(record, *reloaded);
  if (raises_always(artifact)) {
    record.stage = Stage::call;
    return conclude(record, Verdict::rejected, "captured, but it raises on every input set that eager accepts",
                    artifact.first_raise);
  }
  if (const auto aspects = wrong_aspects(artifact.differences); !aspects.empty())
    return conclude(record, Verdict::unsound, "captured without an error, and differs from eager in " + aspects);
  if (const auto aspects = wrong_aspects(record.differences); !aspects.empty())
    return conclude(record, Verdict::unsound,
                    "equal to eager as captured, but what C++ loads from its archive differs in " + aspects);
  if (artifact.raised_where_eager_did_not > 0)
    return conclude(record, Verdict::restricted,
                    "equal to eager where it answers, but it raises in " + calls_that_raise(artifact),
                    artifact.first_raise);
  if (reloaded && reloaded->raised_where_eager_did_not > 0)
    return conclude(
        record, Verdict::restricted,
        "equal to eager as captured, but what C++ loads from its archive raises in " + calls_that_raise(*reloaded),
        reloaded->first_raise);
  conclude(record, Verdict::sound, "equal to eager in everything that was checked");
}

void judge(Record& record, const parity::Observations& eager, const Lives& lives,
           const std::vector<Aspect>& cannot_have) {
  const auto artifact = parity::compare(eager, *lives.artifact, cannot_have);
  if (!lives.reloaded) return judge(record, artifact, nullptr);
  const auto reloaded = parity::compare(eager, *lives.reloaded, cannot_have);
  judge(record, artifact, &reloaded);
}

std::set<std::string> names_of(const parity::NamedTensors& tensors) {
  std::set<std::string> names;
  for (const auto& named : tensors) names.insert(named.first);
  return names;
}

// Of a module that is no TorchScript, which has the program's own names: the buffers that the program does not have.
std::set<std::string> added_buffers(const py::object& instance, const Program& program) {
  auto added = names_of(parity::buffers_of(instance));
  for (const auto& name : names_of(parity::tensors_of(program.instance))) added.erase(name);
  parity::each_attribute(program.instance, [&](const auto& name, const auto&) { added.erase(name); });
  return added;
}

// Loads what is no TorchScript and lets it live through one round without gradients. It decides no verdict: whoever
// captured by such an engine has the artifact itself.
void check_loaded(const Program& program, const Artifact& artifact, const std::string& archive,
                  const parity::Observations& eager, const std::vector<Aspect>& cannot_have, Record& record) {
  auto once = options();
  once.rounds = 1;
  once.gradients = false;
  auto& facts = record.artifact["reloaded"];
  try {
    parity::Subject subject{artifact.archive->load(archive), py::none(), program.instance};
    if (!artifact.instance.is_none()) {
      subject.instance = subject.callable;
      subject.added_buffers = added_buffers(subject.instance, program);
    }
    facts = reloaded_facts(parity::compare(eager, *parity::observe(subject, program.inputs, once), cannot_have));
  } catch (py::error_already_set& error) {
    facts = not_reloaded(error_from(error));
  }
  if (record.verdict == Verdict::sound && facts.at("verdict") != "sound")
    record.notes.push_back("what is loaded from its archive is not the same: --section archive tells how");
}

// None, and why, if the archive cannot be loaded.
std::optional<parity::Subject> reload(std::string_view archive, const Artifact& artifact, const Program& program,
                                      std::string& why_not) {
  try {
    return parity::reload(archive, artifact.method, program.instance);
  } catch (const std::runtime_error& error) {
    why_not = without_folder(error.what());
    return std::nullopt;
  }
}

// An archive that cannot be loaded makes the record rejected at the stage `save`.
void refuse_archive(Record& record, const std::string& message) {
  const Error error{"RuntimeError", message, "", nullptr};
  record.artifact["reloaded"] = not_reloaded(error);
  if (record.verdict == Verdict::rejected) return;
  record.stage = Stage::save;
  conclude(record, Verdict::rejected, "saved, but C++ cannot load its archive", error);
}

}  // namespace

std::vector<Aspect> aspects_without(const std::string& engine) {
  std::vector<Aspect> aspects;
  for (const auto& name : make_engine(engine)->cannot_have()) aspects.push_back(word_from<Aspect>(name));
  return aspects;
}

parity::Subject subject_of(const Artifact& artifact, const Program& program) {
  parity::Subject subject{artifact.callable, artifact.instance};
  if (!artifact.instance.is_none() && artifact.script.is_none())
    subject.added_buffers = added_buffers(artifact.instance, program);
  return subject;
}

std::optional<Error> observe_eager(const Program& program, parity::Bytes& reference, probes::ProgramListing& listing) {
  probes::ExecutedLines executed(program.folder);
  auto watched = options();
  const bool has_files = !program.folder.empty();
  std::optional<int> input_set;  // whose call is watched: those of the first round, which captures start from as well
  watched.before_call = [&](int round, int of) {
    input_set = round == 0 && has_files ? std::optional(of) : std::nullopt;
  };
  watched.call_begins = [&] {
    if (input_set) executed.begin(*input_set);
  };
  watched.call_ends = [&] {
    if (input_set) executed.end();
  };
  const auto observations = parity::observe({program.entry, program.instance}, program.inputs, watched);
  if (auto error = parity::example_raised(*observations)) return error;
  reference = parity::serialise(*observations);
  listing = probes::listing_of(program.folder, executed.lines(), static_cast<int>(program.inputs.size()));
  return std::nullopt;
}

std::string save(const Artifact& artifact, Record& record, probes::Blobs& blobs) {
  constexpr std::size_t most_kept = 1 << 20;
  const bool is_script = !artifact.archived().is_none();
  if (!is_script && !artifact.archive) return {};
  const Stopwatch watch;
  std::string archive;
  try {
    archive = is_script ? parity::archive_of(artifact.archived()) : artifact.archive->save();
  } catch (py::error_already_set& error) {
    if (is_script) throw;
    const auto refusal = error_from(error);
    record.artifact["archive"] = {{"failed", json_from_bytes(refusal.type + ": " + refusal.message)}};
    return {};
  }
  auto& described = record.artifact["archive"] = {{"bytes", archive.size()},
                                                  {"sha256", sha256_hex(archive)},
                                                  {"suffix", is_script ? ".pt" : artifact.archive->suffix}};
  if (archive.size() <= most_kept) described["blob"] = blobs.add_bytes(archive)["blob"];
  record.seconds.save = watch.seconds();
  return archive;
}

parity::Bytes verify(const Program& program, const Artifact& artifact, std::string_view archive,
                     std::string_view reference, Record& record, const std::function<void(Stage)>& reach,
                     const std::function<void(int round, int input_set)>& before_call) {
  reach(Stage::call);
  Stopwatch watch;
  Lives lives;
  auto watched = options();
  watched.before_call = before_call;
  lives.artifact = parity::observe(subject_of(artifact, program), program.inputs, watched);
  record.seconds.call = watch.seconds();
  reach(Stage::verify);
  watch.restart();
  std::string cannot_load;
  const bool is_script = !archive.empty() && !artifact.archive;
  if (const auto reloaded = is_script ? reload(archive, artifact, program, cannot_load) : std::nullopt)
    lives.reloaded = parity::observe(*reloaded, program.inputs, options());
  const auto eager = parity::deserialise(reference);
  const auto unchecked = aspects_without(record.engine);
  judge(record, *eager, lives, unchecked);
  if (!cannot_load.empty()) refuse_archive(record, cannot_load);
  if (!archive.empty() && artifact.archive && artifact.archive->load)
    check_loaded(program, artifact, std::string(archive), *eager, unchecked, record);
  auto captured = record.verdict == Verdict::unsound ? serialise(lives) : parity::Bytes();
  record.seconds.verify = watch.seconds();
  return captured;
}

void conclude_partial(Record& record) {
  const auto breaks = record.making.find("breaks");
  if (record.verdict != Verdict::sound || breaks == record.making.end() || breaks->empty()) return;
  const auto graphs = record.artifact.value("graphs", Json::array()).size();
  const auto counted = [](std::size_t count, const std::string& what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
  };
  conclude(record, Verdict::partial,
           "captured in pieces, " + counted(graphs, "graph") + " and " + counted(breaks->size(), "graph break") +
               "; together they are equal to eager in everything that was checked");
}

void give_second_opinion(const Program& program, std::string_view reference, std::string_view captured,
                         Record& record) {
  const parity::SavedState before(program.instance);
  const parity::Subject eager{program.entry, program.instance};
  const auto first = parity::deserialise(reference);
  const auto again = parity::compare(*first, *parity::observe(eager, program.inputs, options()));
  if (again.raised_where_eager_did_not > 0 || !wrong_aspects(again.differences).empty()) {
    record.stage = Stage::eager;
    record.differences = again.differences;
    return conclude(record, Verdict::nondeterministic,
                    "two runs of eager differ although the seeds are reset, so nothing can be proved",
                    again.first_raise);
  }
  before.restore();
  auto in_float64 = options();
  in_float64.in_float64 = true;
  parity::add_second_opinion(*first, *parity::observe(eager, program.inputs, in_float64));
  judge(record, *first, lives_from(captured), record.not_checked);
  conclude_partial(record);
}

}  // namespace dy2stat
