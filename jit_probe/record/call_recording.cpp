// The JSON form of recordings of calls.
#include "jit_probe/record/call_recording.hpp"

#include <algorithm>

#include "jit_probe/record/record.hpp"
#include "jit_probe/record/vocabulary.hpp"

namespace dy2stat {
namespace {

// Reads a form; whatever is wrong with it becomes a BadRecord about `what`.
template <class Read>
auto reading(const std::string& what, const Read& read) {
  try {
    return read();
  } catch (const nlohmann::json::exception& error) {
    throw BadRecord(what + " cannot be read: " + problem_of(error));
  } catch (const std::invalid_argument& error) {
    throw BadRecord(what + " cannot be read: " + error.what());
  }
}

CallRecording read_recording(const Json& json) {
  CallRecording recording;
  recording.case_name = bytes_from_json(json.at("case"));
  recording.engine = json.at("engine").get<std::string>();
  recording.worker = json.at("worker").get<std::string>();
  recording.torch = TorchVersion::parse(json.at("torch").get<std::string>());
  recording.level = json.at("level").get<std::string>();
  for (const auto& [name, total] : json.at("apis").items())
    recording.apis[name] = {total.at("calls").get<std::uint64_t>(), total.at("raised").get<std::uint64_t>(),
                            total.at("total_ms").get<double>(), total.at("own_ms").get<double>()};
  recording.written = json.at("written").get<std::uint64_t>();
  recording.lost = json.at("lost").get<std::uint64_t>();
  recording.files = json.at("files").get<int>();
  recording.missing = missing_from(json.at("missing").get<std::string>());
  recording.failure = bytes_from_json(json.at("failure"));
  for (const auto& note : json.at("notes")) recording.notes.push_back(bytes_from_json(note));
  return recording;
}

}  // namespace

Json to_json(const CallsOptions& options) {
  const auto& recording = options.recording;
  return {{"level", recording.level},
          {"format", recording.format},
          {"file_max_size", recording.file_max_size},
          {"source_lines", recording.source_lines},
          {"warm_up", options.warm_up}};
}

CallsOptions calls_options_from_json(const Json& json) {
  CallsOptions options;
  options.recording.level = json.at("level").get<std::string>();
  options.recording.format = json.at("format").get<std::string>();
  options.recording.file_max_size = json.at("file_max_size").get<std::string>();
  options.recording.source_lines = json.at("source_lines").get<bool>();
  options.warm_up = json.at("warm_up").get<int>();
  check(options.recording);
  return options;
}

Json to_json(const CallRecording& recording) {
  Json apis = Json::object(), notes = Json::array();
  for (const auto& [name, total] : recording.apis)
    apis[name] = {
        {"calls", total.calls}, {"raised", total.raised}, {"total_ms", total.total_ms}, {"own_ms", total.own_ms}};
  for (const auto& note : recording.notes) notes.push_back(json_from_bytes(note));
  return {{"schema", call_recording_schema},
          {"case", json_from_bytes(recording.case_name)},
          {"engine", recording.engine},
          {"worker", recording.worker},
          {"torch", recording.torch.text()},
          {"level", recording.level},
          {"apis", apis},
          {"written", recording.written},
          {"lost", recording.lost},
          {"files", recording.files},
          {"missing", name_of(recording.missing)},
          {"failure", json_from_bytes(recording.failure)},
          {"notes", notes}};
}

CallRecording call_recording_from_json(const Json& json) {
  return reading("this recording of calls", [&] {
    if (json.at("schema").get<int>() > call_recording_schema)
      throw BadRecord("this recording of calls was written by a newer dy2stat; read it with that one");
    return read_recording(json);
  });
}

Json to_json(const CallsFile& file) {
  return {{"case", json_from_bytes(file.case_name)},
          {"engine", file.engine},
          {"worker", file.worker},
          {"number", file.number},
          {"extension", file.extension},
          {"bytes", file.bytes}};
}

CallsFile calls_file_from_json(const Json& json) {
  return reading("this file of calls", [&] {
    CallsFile file{bytes_from_json(json.at("case")),        json.at("engine").get<std::string>(),
                   json.at("worker").get<std::string>(),    json.at("number").get<int>(),
                   json.at("extension").get<std::string>(), json.at("bytes").get<std::uint64_t>()};
    // It comes to be a part of a file's name here.
    const auto& ending = file.extension;
    if (ending.size() < 2 || ending.size() > 8 || ending[0] != '.' ||
        !std::ranges::all_of(ending.substr(1), [](char c) { return c >= 'a' && c <= 'z'; }))
      throw std::invalid_argument("'" + ending + "' is no ending of a file's name");
    return file;
  });
}

}  // namespace dy2stat
