// Writing and reading run folders.
#include "jit_probe/record/run_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unordered_map>

#include "jit_probe/record/sha256.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
  throw fs::filesystem_error(what, path, std::error_code(errno, std::generic_category()));
}

void write_all(int file, std::string_view content, const fs::path& path) {
  while (!content.empty()) {
    const auto written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write", path);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail("cannot read", path);
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

Json to_json(const RunDescription& description) {
  Json workers = Json::object();
  for (const auto& [name, fingerprint] : description.workers) workers[name] = to_json(fingerprint);
  return {{"schema", record_schema},          {"started", description.started}, {"ended", description.ended},
          {"ended_by", description.ended_by}, {"options", description.options}, {"workers", workers}};
}

// Where the last whole line of records.jsonl ends.
std::uintmax_t whole_lines(const fs::path& path) {
  if (!fs::exists(path)) return 0;
  const auto content = read_file(path);
  const auto last = content.rfind('\n');
  return last == std::string::npos ? 0 : last + 1;
}

void make_run_folder(const fs::path& folder, const RunDescription& description) {
  fs::create_directories(folder / "blobs");
  write_description(folder, description);
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::string place_of(const fs::path& file, std::size_t line) {
  return file.string() + ":" + std::to_string(line);
}

Record record_of(std::string_view line) {
  try {
    return record_from_json(Json::parse(line));
  } catch (const nlohmann::json::exception& error) {
    throw BadRecord("this record cannot be read: " + problem_of(error));
  }
}

constexpr auto mend_description = "; take the file from a copy of the run, or run its cases again";

}  // namespace

void write_description(const fs::path& folder, const RunDescription& description) {
  write_atomically(folder / "run.json", to_json(description).dump(1) + "\n");
}

RunDescription read_description(const fs::path& folder) {
  const auto path = folder / "run.json";
  if (!fs::exists(path)) throw BadRecord(folder.string() + ": this is no run: it has no run.json");
  try {
    const auto json = Json::parse(read_file(path));
    if (json.at("schema").get<int>() > record_schema)
      throw BadRecord(path.string() + ": made by a newer jit_probe (schema " + json.at("schema").dump() +
                      "); use that one");
    RunDescription description{json.at("started"), json.at("ended"), json.at("options"), {}, json.at("ended_by")};
    for (const auto& [name, fingerprint] : json.at("workers").items())
      description.workers[name] = fingerprint_from_json(fingerprint);
    return description;
  } catch (const nlohmann::json::exception& error) {
    throw BadRecord(path.string() + ": cannot be read: " + problem_of(error) + mend_description);
  } catch (const std::invalid_argument& error) {
    throw BadRecord(path.string() + ": cannot be read: " + error.what() + mend_description);
  }
}

void write_atomically(const fs::path& path, std::string_view content) {
  auto temporary = path;
  temporary += ".new-" + std::to_string(::getpid());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail("cannot create", temporary);
  try {
    write_all(file, content, path);
  } catch (...) {
    ::close(file);
    ::unlink(temporary.c_str());
    throw;
  }
  ::close(file);
  fs::rename(temporary, path);
}

LineWriter::LineWriter(fs::path file) : path_(std::move(file)) {
  const auto whole = whole_lines(path_);
  if (fs::exists(path_)) fs::resize_file(path_, whole);
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file_ < 0) fail("cannot open", path_);
}

LineWriter::~LineWriter() {
  if (file_ >= 0) ::close(file_);
}

void LineWriter::add(std::string_view line) {
  write_all(file_, std::string(line) + "\n", path_);
}

RunWriter::RunWriter(fs::path folder, const RunDescription& description)
    : folder_(std::move(folder)), records_((make_run_folder(folder_, description), folder_ / "records.jsonl")) {}

void RunWriter::add_blob(const std::string& sha256, std::string_view bytes) {
  const auto path = folder_ / "blobs" / sha256;
  if (!fs::exists(path)) write_atomically(path, bytes);
}

void RunWriter::add(const Record& record) {
  records_.add(dy2stat::to_json(record).dump());
}

void RunWriter::describe(const RunDescription& description) {
  write_description(folder_, description);
}

std::string Run::blob(const std::string& sha256) const {
  const std::string mend = "; take the file from a copy of the run, or run the case again";
  fs::path damaged;
  for (const auto& folder : folders) {
    const auto path = folder / "blobs" / sha256;
    if (!fs::exists(path)) continue;
    auto content = read_file(path);
    if (sha256_hex(content) == sha256) return content;
    damaged = path;
  }
  if (damaged.empty())
    throw BadRecord((folders.empty() ? fs::path("blobs") : folders.front() / "blobs").string() + ": there is no " +
                    sha256 + ", to which a record refers" + mend);
  throw BadRecord(damaged.string() + ": its name is not the SHA-256 of its content: it was changed or is damaged" +
                  mend);
}

std::string Run::text(const Json& fact) const {
  if (fact.is_null()) return {};
  if (const auto sha256 = blob_of(fact)) return blob(*sha256);
  return bytes_from_json(fact);
}

bool is_cut_off(const fs::path& folder) {
  std::ifstream file(folder / "records.jsonl", std::ios::binary | std::ios::ate);
  if (!file || file.tellg() == std::streampos(0)) return false;
  file.seekg(-1, std::ios::end);
  return file.get() != '\n';
}

std::string mend_line(const fs::path& folder) {
  return "take the line from a copy of the run, or delete it: `jit_probe run --resume --out " + folder.string() +
         "` makes the record again";
}

void each_line(const fs::path& path, const std::string& mend,
               const std::function<void(std::string_view, std::size_t)>& visit) {
  if (!fs::exists(path)) return;
  std::ifstream file(path, std::ios::binary);
  if (!file) fail("cannot read", path);
  std::string line;
  // Where the file ends before the line does, the run was cut off in it.
  for (std::size_t number = 1; std::getline(file, line) && !file.eof(); ++number) try {
      if (!is_blank(line)) visit(line, number);
    } catch (const NewerSchema& error) {
      throw NewerSchema(place_of(path, number) + ": " + error.what());
    } catch (const BadRecord& error) {
      throw BadRecord(place_of(path, number) + ": " + error.what() + "; " + mend);
    }
}

void each_record_line(const fs::path& folder, const std::function<void(std::string_view, std::size_t)>& visit) {
  each_line(folder / "records.jsonl", mend_line(folder), visit);
}

Run read_run(const std::vector<fs::path>& folders, const std::function<void(Record&)>& strip) {
  Run run;
  run.folders = folders;
  std::unordered_map<std::string, std::size_t> places;
  for (const auto& folder : folders) {
    auto description = read_description(folder);
    if (&folder == &folders.front()) run.description = description;
    run.description.workers.merge(description.workers);
    each_record_line(folder, [&](std::string_view line, std::size_t number) {
      auto record = record_of(line);
      if (strip) strip(record);
      record.read_from = place_of(folder / "records.jsonl", number);
      const auto key = record.case_name + '\n' + record.engine + '\n' + record.worker;
      const auto [place, is_new] = places.emplace(key, run.records.size());
      if (is_new)
        run.records.push_back(std::move(record));
      else
        run.records[place->second] = std::move(record);
    });
  }
  return run;
}

std::string utc_now() {
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  char text[32];
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace dy2stat
