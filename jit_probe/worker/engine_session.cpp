// Eager's and an engine's session in a process of their own.
#include "jit_probe/worker/engine_session.hpp"

#include <chrono>
#include <set>

#include "capture/engines/engine.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/family.hpp"

namespace dy2stat {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The innermost frame that lies in the current folder, where the program's files are.
std::string own_line(const py::object& traceback) {
  const auto here = py::module_::import("os").attr("getcwd")().cast<std::string>() + "/";
  std::string where;
  for (py::object at = traceback; !at.is_none(); at = at.attr("tb_next")) {
    const auto file = at.attr("tb_frame").attr("f_code").attr("co_filename").cast<std::string>();
    if (file.starts_with(here))
      where = file.substr(here.size()) + ":" + py::str(at.attr("tb_lineno")).cast<std::string>();
  }
  return where;
}

// Paths of the child's own folder say nothing to a reader and change from run to run.
std::string without_folder(std::string text) {
  const auto here = py::module_::import("os").attr("getcwd")().cast<std::string>() + "/";
  for (auto at = text.find(here); at != std::string::npos; at = text.find(here)) text.erase(at, here.size());
  return text;
}

Json warnings_of(const py::list& caught) {
  Json warnings = Json::array();
  for (const auto& warning : caught)
    warnings.push_back(
        {{"message", json_from_bytes(without_folder(py::str(warning.attr("message")).cast<std::string>()))},
         {"where", without_folder(warning.attr("filename").cast<std::string>()) + ":" +
                       py::str(warning.attr("lineno")).cast<std::string>()}});
  return warnings;
}

Artifact capture(const Program& program, Record& record) {
  const auto warnings = py::module_::import("warnings");
  py::object catching = warnings.attr("catch_warnings")(py::arg("record") = true);
  const py::list caught = catching.attr("__enter__")();
  warnings.attr("simplefilter")("always");
  const auto start = Clock::now();
  const auto leave = [&] {
    record.seconds.capture = seconds_since(start);
    catching.attr("__exit__")(py::none(), py::none(), py::none());
    if (caught.size() > 0) record.making["warnings"] = warnings_of(caught);
  };
  try {
    const auto& example = program.inputs.front();
    // A trace runs the program: the example is copied so that the input sets stay what they were.
    const py::object copied =
        py::module_::import("copy").attr("deepcopy")(py::make_tuple(example.positional, example.keywords));
    auto artifact = make_engine(record.engine)->capture(program.entry, copied[py::int_(0)], copied[py::int_(1)]);
    leave();
    return artifact;
  } catch (...) {
    leave();
    throw;
  }
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

void refuse(Record& record, Stage stage, Error error) {
  record.stage = stage;
  record.verdict = verdict_for(error, Verdict::rejected);
  record.reason = "the engine refused it: " + error.type;
  record.error = std::move(error);
}

// Whether the artifact can be saved; records the size of its archive.
void save(const Artifact& artifact, Record& record) {
  const auto start = Clock::now();
  const py::object buffer = py::module_::import("io").attr("BytesIO")();
  py::module_::import("torch").attr("jit").attr("save")(artifact.script, buffer);
  record.artifact["archive_bytes"] = buffer.attr("tell")().cast<std::int64_t>();
  record.seconds.save = seconds_since(start);
}

}  // namespace

Error error_from(py::error_already_set& error) {
  Error described;
  described.type = py::str(error.type().attr("__name__")).cast<std::string>();
  try {
    described.message = without_folder(py::str(error.value()).cast<std::string>());
  } catch (py::error_already_set&) {
    described.message = "(its message cannot be shown: __str__ raised)";
  }
  if (error.trace()) described.where = own_line(error.trace());
  return described;
}

Verdict verdict_for(const Error& error, Verdict otherwise) {
  const bool memory = error.type == "MemoryError" || error.message.find("can't allocate memory") != std::string::npos ||
                      error.message.find("std::bad_alloc") != std::string::npos;
  return memory ? Verdict::out_of_memory : otherwise;
}

std::optional<Error> run_eager(const Program& program, SharedText& reference) {
  parity::Options options;
  options.take_output = take_output;
  const auto observations = parity::observe({program.entry, program.instance}, program.inputs, options);
  if (auto error = parity::example_raised(*observations)) return error;
  reference.append(parity::serialise(*observations));
  return std::nullopt;
}

void leave_record(const Record& record, SharedText& result) {
  const auto text = to_json(record).dump();
  result.append(frame_header(FrameKind::json, text.size()) + text);
}

void run_engine(const Program& program, Record record, std::string_view reference, SharedText& result) {
  const auto reach = [&](Stage stage) {
    record.stage = stage;
    result.stage() = static_cast<int>(stage);
  };
  reach(Stage::capture);
  take_output();
  try {
    const auto artifact = capture(program, record);
    take_output();
    reach(Stage::call);
    auto start = Clock::now();
    parity::Options options;
    options.take_output = take_output;
    const py::object instance = program.instance.is_none() ? program.instance : artifact.callable;
    const auto observations = parity::observe({artifact.callable, instance}, program.inputs, options);
    record.seconds.call = seconds_since(start);
    reach(Stage::verify);
    start = Clock::now();
    judge(record, parity::compare(*parity::deserialise(reference), *observations));
    record.seconds.verify = seconds_since(start);
    if (record.verdict != Verdict::rejected) {
      result.stage() = static_cast<int>(Stage::save);
      try {
        save(artifact, record);
      } catch (py::error_already_set& error) {
        refuse(record, Stage::save, error_from(error));
      }
    }
  } catch (py::error_already_set& error) {
    refuse(record, record.stage, error_from(error));
  } catch (const std::exception& error) {
    refuse(record, record.stage, {"std::exception", error.what(), "", nullptr});
  }
  leave_record(record, result);
}

}  // namespace dy2stat
