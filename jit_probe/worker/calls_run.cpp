// The processes of a recording, one after the other.
#include "jit_probe/worker/calls_run.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <fstream>

#include "bench/calls/writer/writer.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/case_records.hpp"
#include "jit_probe/worker/recorded_program.hpp"
#include "jit_probe/worker/shared_text.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = 1 << 20;

// The memory by which a child hands over its calls; it inherits the mapping.
class SharedArena {
 public:
  SharedArena() {
    const int memory = calls::make_arena();
    arena_ = calls::map_arena(memory);
    ::close(memory);
  }
  ~SharedArena() { ::munmap(arena_, sizeof(calls::Arena)); }
  SharedArena(const SharedArena&) = delete;
  SharedArena& operator=(const SharedArena&) = delete;
  calls::Arena& operator*() const { return *arena_; }

 private:
  calls::Arena* arena_;
};

Json to_json(const ProgramRun& run) {
  Json notes = Json::array();
  for (const auto& note : run.notes) notes.push_back(json_from_bytes(note));
  return {{"missing", name_of(run.missing)}, {"failure", json_from_bytes(run.failure)}, {"notes", notes}};
}

void send_typed(const SendFrames& send, const char* type, Json json) {
  json["type"] = type;
  const auto text = json.dump();
  send(frame_header(FrameKind::json, text.size()) + text);
}

class EngineRecording {
 public:
  EngineRecording(const CaseRequest& request, const fs::path& folder, CallRecording recording, Family& family,
                  int control, const SendFrames& send)
      : request_(request),
        folder_(folder),
        recording_(std::move(recording)),
        family_(family),
        control_(control),
        send_(send),
        writer_(*arena_, writer_options()) {}

  void run() {
    SharedText left;
    left.forking();
    const auto child = family_.start(request_.limits, [&] {
      left.claim();
      const auto text = to_json(run_recorded(request_, folder_ / "program", recording_.engine, *arena_)).dump();
      left.append(frame_header(FrameKind::json, text.size()) + text);
    });
    const auto none_idle = [] { return std::vector<pid_t>(); };
    Watching watching{control_, left.reached(), none_idle};
    watching.meanwhile = [this] {
      writer_.look();
      send_files();
    };
    try {
      const auto ending = family_.watch(child, request_.limits, watching);
      family_.end();
      note_run(left, ending);
    } catch (const WorkerStopped&) {
      recording_.missing = Benchmark::Missing::failed;
      recording_.failure = "it was interrupted";
      send_what_is_recorded();
      throw;
    }
    send_what_is_recorded();
  }

 private:
  calls::Options writer_options() const {
    auto options = request_.calls->recording;
    options.out_dir = (folder_ / "records").string();
    options.file_name_spec = "number";
    options.source_folder = (folder_ / "program").string() + "/";
    return options;
  }

  void note_run(const SharedText& left, const Ending& ending) {
    FrameReader reader;
    reader.feed(left.text());
    try {
      if (const auto frame = reader.next()) {
        const auto json = Json::parse(frame->payload);
        recording_.missing = missing_from(json.at("missing").get<std::string>());
        recording_.failure = bytes_from_json(json.at("failure"));
        for (const auto& note : json.at("notes")) recording_.notes.push_back(bytes_from_json(note));
        return;
      }
    } catch (const std::exception&) {
      // The program scribbled over its results.
    }
    recording_.missing = Benchmark::Missing::failed;
    recording_.failure = reason_of(ending, request_.limits);
  }

  void note_summary(const Json& summary) {
    for (const auto& [name, total] : summary.at("apis").items())
      recording_.apis[name] = {total.at("calls").get<std::uint64_t>(), total.at("raised").get<std::uint64_t>(),
                               total.at("total_ms").get<double>(), total.at("own_ms").get<double>()};
    recording_.written = summary.at("written").get<std::uint64_t>();
    recording_.lost = summary.at("lost").get<std::uint64_t>();
    if (const auto failure = summary.at("failure").get<std::string>(); !failure.empty() && recording_.failure.empty()) {
      recording_.missing = Benchmark::Missing::failed;
      recording_.failure = "on the worker's machine: " + failure;
    }
  }

  void send_what_is_recorded() {
    note_summary(Json::parse(writer_.finish()));
    send_files();
    recording_.files = static_cast<int>(sent_);
    send_typed(send_, "calls", to_json(recording_));
  }

  // Those that were completed since the last time. Nothing of them stays here.
  void send_files() {
    for (; sent_ < writer_.files().size(); ++sent_) {
      const fs::path path = writer_.files()[sent_];
      const CallsFile file{recording_.case_name,        recording_.engine,         recording_.worker,
                           static_cast<int>(sent_) + 1, path.extension().string(), fs::file_size(path)};
      send_typed(send_, "file", to_json(file));
      std::ifstream content(path, std::ios::binary);
      std::string part(part_bytes, '\0');
      for (auto rest = file.bytes; rest > 0; rest -= part.size()) {
        part.resize(std::min<std::uint64_t>(rest, part_bytes));
        if (!content.read(part.data(), static_cast<std::streamsize>(part.size())))
          throw std::runtime_error("cannot read " + path.string() + ", which was written just now");
        send_(frame_header(FrameKind::part, part.size()) + part);
      }
      fs::remove(path);
    }
  }

  const CaseRequest& request_;
  const fs::path folder_;
  CallRecording recording_;
  Family& family_;
  int control_;
  const SendFrames& send_;
  SharedArena arena_;
  calls::Writer writer_;
  std::size_t sent_ = 0;
};

}  // namespace

void run_calls(const CaseRequest& request, const fs::path& folder, const Fingerprint& fingerprint, Family& family,
               int control, const SendFrames& send) {
  int processes = 0;
  for (const auto& engine : request.engines) {
    CallRecording recording;
    recording.case_name = request.case_name;
    recording.engine = engine;
    recording.worker = fingerprint.worker;
    recording.torch = fingerprint.torch;
    recording.level = request.calls->recording.level;
    if (TorchRange::parse(request.required_torch).holds(fingerprint.torch)) {
      EngineRecording(request, folder / std::to_string(++processes), recording, family, control, send).run();
      continue;
    }
    recording.missing = Benchmark::Missing::unavailable;
    recording.failure = "the case needs torch " + request.required_torch;
    send_typed(send, "calls", to_json(recording));
  }
}

}  // namespace dy2stat
