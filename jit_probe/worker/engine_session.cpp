// The stages of a session in their order.
#include "jit_probe/worker/engine_session.hpp"

#include <sys/resource.h>

#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/capturing.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/program_error.hpp"
#include "jit_probe/worker/verification.hpp"

namespace dy2stat {
namespace {

void refuse(Record& record, Stage stage, Error error) {
  record.stage = stage;
  record.verdict = verdict_for(error, Verdict::rejected);
  record.reason = "the engine refused it: " + error.type;
  record.error = std::move(error);
}

void leave_frame(const Json& json, SharedText& result) {
  const auto text = json.dump();
  result.append(frame_header(FrameKind::json, text.size()) + text);
}

// Leaves what the record says so far, and the texts that it refers to, as each stage begins: the process may die in it.
class Leaving {
 public:
  Leaving(Record& record, const Capturing& capturing, SharedText& result)
      : record_(record), capturing_(capturing), result_(result) {}

  void reach(Stage stage) {
    record_.stage = stage;
    result_.reached() = static_cast<int>(stage);
    leave_blobs();
    leave_frame({{so_far, to_json(record_)}}, result_);
  }
  void leave_blobs() {
    result_.append(std::string_view(capturing_.blob_frames()).substr(left_));
    left_ = capturing_.blob_frames().size();
  }

 private:
  Record& record_;
  const Capturing& capturing_;
  SharedText& result_;
  std::size_t left_ = 0;  // bytes of the blobs' frames
};

}  // namespace

std::optional<Error> run_eager(const Program& program, SharedText& reference, SharedText& listing) {
  parity::Bytes observations;
  probes::ProgramListing executed;
  auto error = observe_eager(program, observations, executed);
  if (error) return error;
  reference.append(observations);
  listing.append(probes::to_json(executed).dump());
  return std::nullopt;
}

void note_page_faults(Record& record) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  record.making["process"]["page_faults"] = used.ru_minflt;
}

void leave_record(const Record& record, SharedText& result) {
  leave_frame(to_json(record), result);
}

void run_engine(const Program& program, Record record, const EagerLife& eager, SharedText& result,
                SharedText& captured) {
  Capturing capturing(program, record, eager.listing);
  Leaving leaving(record, capturing, result);
  const auto reach = [&](Stage stage) { leaving.reach(stage); };
  reach(Stage::capture);
  take_output();
  try {
    const auto artifact = capturing.capture();
    reach(Stage::inspect);
    capturing.inspect(artifact);
    reach(Stage::save);  // before the artifact lives, so that the archive holds the state that eager starts from
    std::string archive;
    std::optional<Error> cannot_save;
    try {
      archive = save(artifact, record, capturing.blobs());
    } catch (py::error_already_set& error) {
      cannot_save = error_from(error);
    }
    const auto before_call = [&](int round, int input_set) { capturing.before_call(round, input_set); };
    captured.append(verify(program, artifact, archive, eager.reference, record, reach, before_call));
    capturing.inspect_calls();
    conclude_partial(record);
    if (cannot_save && record.verdict != Verdict::rejected) refuse(record, Stage::save, *cannot_save);
  } catch (py::error_already_set& error) {
    refuse(record, record.stage, error_from(error));
  } catch (const std::exception& error) {
    refuse(record, record.stage, {"std::exception", error.what(), "", nullptr});
  }
  leaving.leave_blobs();
  note_page_faults(record);
  leave_record(record, result);
}

}  // namespace dy2stat
