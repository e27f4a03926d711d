// A worker without torch: says hello and answers requests as a script (a JSON file) tells it.
//
//   fake_worker SCRIPT
//
// {"worker": "torch-9.9.0", "torch": "9.9.0", "protocol": 2,  what its hello says; all of it has a default
//  "log": "FILE",             a line "CASE ENGINE" is appended for each record that is asked for
//  "requests": "FILE",        each request is appended as one line of JSON
//  "answers": [{"case": "a/b", "engine": "script",            which records it is; without one of them: all
//               "record": {...},                              laid over a sound record (JSON merge patch)
//               "rounds": [{...}, ...],                       instead: laid over when asked the first, second, … time
//               "blobs": ["text", ...],                       sent before the record
//               "blob_name": "text",                          and of what these are called instead
//               "benchmarks": [{...}, ...],                   what a benchmark request is answered with instead, each
//                                                             laid over an empty one
//               "files": ["text", ...],                       sent before a recording of calls, in two parts each
//               "calls": {...},                               a recording, laid over an empty one
//               "names": {...},                               what a request for names is answered with
//               "syntax": {...},                              what one for a program's syntax is
//               "search": {...},                              a search, laid over an empty one
//               "corpus": [{...}, ...],                       the parts of a corpus, each laid over an empty one
//               "frames": [["P", "text"], ...],               sent before the answer, whatever they are
//               "seconds": 0.5,                               waits so long before
//               "die": 3}]}                                   ends with this exit code instead of answering
//
// The first answer that fits is taken; what no answer fits is sound.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>

#include "jit_probe/record/benchmark.hpp"
#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/record/record.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/record/sha256.hpp"

using namespace dy2stat;

namespace {

void send(FrameKind kind, const std::string& payload) {
  const auto bytes = frame_header(kind, payload.size()) + payload;
  for (std::size_t sent = 0; sent < bytes.size();) {
    const auto count = ::write(1, bytes.data() + sent, bytes.size() - sent);
    if (count < 0 && errno != EINTR) std::exit(1);
    if (count > 0) sent += static_cast<std::size_t>(count);
  }
}

Fingerprint fingerprint_of(const Json& script) {
  Fingerprint fingerprint;
  fingerprint.worker = script.value("worker", "torch-9.9.0");
  fingerprint.torch = TorchVersion::parse(script.value("torch", "9.9.0"));
  fingerprint.torch_calls_itself = fingerprint.torch.text() + "+fake";
  fingerprint.python = "3.0.0";
  fingerprint.compiler = "none";
  fingerprint.cpu = "a fake";
  fingerprint.cores = 1;
  fingerprint.family_kill = "subreaper";
  return fingerprint;
}

Json answer_for(const Json& script, const std::string& case_name, const std::string& engine) {
  for (const auto& answer : script.value("answers", Json::array()))
    if (answer.value("case", case_name) == case_name && answer.value("engine", engine) == engine) return answer;
  return Json::object();
}

void append(const Json& script, const char* key, const std::string& line) {
  if (script.contains(key)) std::ofstream(script[key].get<std::string>(), std::ios::app) << line << std::endl;
}

void send_typed(const char* type, Json json) {
  json["type"] = type;
  send(FrameKind::json, json.dump());
}

void send_benchmarks(const Json& told, const CaseRequest& request, const std::string& engine,
                     const Fingerprint& fingerprint) {
  Benchmark benchmark;
  benchmark.case_name = request.case_name;
  benchmark.engine = engine;
  benchmark.worker = fingerprint.worker;
  benchmark.torch = fingerprint.torch;
  for (const auto& patch : told.value("benchmarks", Json::array({Json::object()}))) {
    auto json = to_json(benchmark);
    json.merge_patch(patch);
    send_typed("benchmark", json);
  }
}

void send_calls(const Json& told, const CaseRequest& request, const std::string& engine,
                const Fingerprint& fingerprint) {
  CallRecording recording;
  recording.case_name = request.case_name;
  recording.engine = engine;
  recording.worker = fingerprint.worker;
  recording.torch = fingerprint.torch;
  recording.level = request.calls->recording.level;
  for (const auto& file : told.value("files", Json::array())) {
    const auto text = file.get<std::string>();
    const CallsFile announced{request.case_name, engine, fingerprint.worker, ++recording.files, ".json", text.size()};
    send_typed("file", to_json(announced));
    send(FrameKind::part, text.substr(0, text.size() / 2));
    send(FrameKind::part, text.substr(text.size() / 2));
  }
  auto json = to_json(recording);
  json.merge_patch(told.value("calls", Json::object()));
  send_typed("calls", json);
}

void send_search(const Json& told, const CaseRequest& request, const std::string& engine,
                 const Fingerprint& fingerprint) {
  Search search;
  search.case_name = request.case_name;
  search.engine = engine;
  search.worker = fingerprint.worker;
  search.torch = fingerprint.torch;
  search.options = *request.search;
  auto json = to_json(search);
  json.merge_patch(told.value("search", Json::object()));
  send_typed("search", json);
}

void send_corpus(const Json& told) {
  for (const auto& patch : told.value("corpus", Json::array())) {
    auto part = to_json(CorpusPart{});
    part.merge_patch(patch);
    send_typed("corpus", part);
  }
}

void answer(const Json& script, const CaseRequest& request, const std::string& engine, const Fingerprint& fingerprint) {
  static std::map<std::string, std::size_t> times_asked;
  append(script, "log", request.case_name + " " + engine);
  const auto told = answer_for(script, request.case_name, engine);
  ::usleep(static_cast<useconds_t>(told.value("seconds", 0.0) * 1e6));
  if (told.contains("die")) std::exit(told["die"].get<int>());
  for (const auto& frame : told.value("frames", Json::array()))
    send(static_cast<FrameKind>(frame[0].get<std::string>()[0]), frame[1].get<std::string>());
  if (request.benchmark) return send_benchmarks(told, request, engine, fingerprint);
  if (request.calls) return send_calls(told, request, engine, fingerprint);
  if (request.names) return send_typed("names", told.value("names", to_json(ApiNames{})));
  if (request.corpus) return send_corpus(told);
  if (request.syntax) return send_typed("syntax", told.value("syntax", to_json(Syntax{})));
  if (request.search) return send_search(told, request, engine, fingerprint);
  Record sound;
  sound.case_name = request.case_name;
  sound.engine = engine;
  sound.worker = fingerprint.worker;
  sound.torch = fingerprint.torch;
  sound.reason = "equal to eager in everything that was checked";
  auto record = to_json(sound);
  record.merge_patch(told.value("record", Json::object()));
  if (const auto rounds = told.value("rounds", Json::array()); !rounds.empty())
    record.merge_patch(rounds[times_asked[request.case_name + " " + engine]++ % rounds.size()]);
  for (const auto& blob : told.value("blobs", Json::array())) {
    const auto text = blob.get<std::string>();
    send(FrameKind::blob, told.value("blob_name", sha256_hex(text)) + text);
  }
  send(FrameKind::json, record.dump());
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::fprintf(stderr, "fake_worker: give it one script\n");
    return 2;
  }
  const auto script = Json::parse(std::ifstream(words[1]));
  const auto fingerprint = fingerprint_of(script);
  const Json hello{{"type", "hello"},
                   {"protocol", script.value("protocol", protocol_version)},
                   {"fingerprint", to_json(fingerprint)}};
  send(FrameKind::json, hello.dump());
  FrameReader reader;
  char part[1 << 16];
  while (true) {
    while (const auto frame = reader.next()) {
      append(script, "requests", frame->payload);
      const auto request = request_from_json(Json::parse(frame->payload));
      for (const auto& engine : request.engines) answer(script, request, engine, fingerprint);
      send(FrameKind::json, R"({"type":"done"})");
    }
    const auto received = ::read(0, part, sizeof part);
    if (received <= 0) return 0;
    reader.feed({part, static_cast<std::size_t>(received)});
  }
}
