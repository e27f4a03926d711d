// A run on disk: run.json, records.jsonl, blobs/<sha256>. Written record by record, so that a run cut off anywhere
// loses at most the record under way.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/record.hpp"

namespace dy2stat {

// run.json.
struct RunDescription {
  std::string started, ended;     // UTC, "2026-01-31T12:00:00Z"; `ended` is empty while the run is under way
  Json options = Json::object();  // the command's options, as given
  std::map<std::string, Fingerprint> workers;  // by worker name
  std::string ended_by;                        // "" while under way, "finished", "interrupted"
};

// Writes `content` to `path` so that a reader sees the old file or the new one whole, never a part.
// Throws std::filesystem::filesystem_error with the path and the system's reason, "No space left on device" among them.
void write_atomically(const std::filesystem::path& path, std::string_view content);

// Rewrites run.json of the folder.
void write_description(const std::filesystem::path& folder, const RunDescription& description);
// Throws BadRecord, which says what to do, if there is none, or one that cannot be read.
RunDescription read_description(const std::filesystem::path& folder);

// A file of lines that is being made; a torn last line of one that is there already is cut off. Not copyable.
class LineWriter {
 public:
  explicit LineWriter(std::filesystem::path file);
  ~LineWriter();
  LineWriter(const LineWriter&) = delete;
  LineWriter& operator=(const LineWriter&) = delete;

  // Appends the line with a single write.
  void add(std::string_view line);

 private:
  std::filesystem::path path_;
  int file_ = -1;
};

// Calls `visit` with each whole line of the file, counted from 1, but for blank ones; with none if there is no such
// file. A BadRecord that it throws becomes one that begins with path:line and ends with `mend`, what to do.
void each_line(const std::filesystem::path& file, const std::string& mend,
               const std::function<void(std::string_view line, std::size_t number)>& visit);

// A run that is being made. Not copyable; one writer a folder.
class RunWriter {
 public:
  // Makes the folder, or continues the run in it (a torn last line of records.jsonl is cut off). `blobs/` is made too.
  RunWriter(std::filesystem::path folder, const RunDescription& description);
  // Stores `bytes` under its SHA-256 (64 hexadecimal digits, which the sender computed), once.
  void add_blob(const std::string& sha256, std::string_view bytes);
  // Appends one line with a single write.
  void add(const Record& record);
  // Rewrites run.json.
  void describe(const RunDescription& description);
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  LineWriter records_;
};

// A run that is read: one folder, or several that are the shards of one.
struct Run {
  std::vector<std::filesystem::path> folders;
  RunDescription description;   // the first folder's, with the workers of all
  std::vector<Record> records;  // in the order they were written; of the same (case, engine, worker) the last one only

  // The blob's bytes from whichever folder has it. Throws BadRecord, which names the file and says what to do, if none
  // has, or if the content is not the one that it was named for.
  std::string blob(const std::string& sha256) const;
  // `fact` itself if it is a string, the blob's content if it is a text reference, "" if null.
  std::string text(const Json& fact) const;
};

// Reads one or several run folders. Throws BadRecord with path:line on what cannot be read; a torn last line (the run
// was cut off there) is passed over. `strip` may take out of each record what need not be kept in memory.
Run read_run(const std::vector<std::filesystem::path>& folders, const std::function<void(Record&)>& strip = {});

// Whether the folder's records end in the middle of a line.
bool is_cut_off(const std::filesystem::path& folder);

// What to do about a line of the folder's records that cannot be read.
std::string mend_line(const std::filesystem::path& folder);

// Calls `visit` with each line's JSON text, as each_line does, without keeping them.
void each_record_line(const std::filesystem::path& folder,
                      const std::function<void(std::string_view line, std::size_t number)>& visit);

std::string utc_now();

}  // namespace dy2stat
