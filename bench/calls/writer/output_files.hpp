// The files of a recording: begun one after the other as they reach their greatest size, each assembled when complete.
//
// Records go to NAME.part as they come, many at once, and none in part; of each only its place is kept in memory. When
// the file is complete, or the recording ends, they are assembled, grouped by API, into the file itself, and NAME.part
// is removed. If there is no room for that, NAME.part is kept under another name.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/calls/stream/options.hpp"
#include "bench/calls/writer/record_format.hpp"

namespace dy2stat::calls {

// All calls of one API in a recording.
struct Total {
  std::uint64_t calls = 0, raised = 0;
  std::int64_t cost = 0, own = 0;  // ns
};

class OutputFiles {
 public:
  // Throws BadOption, std::filesystem::filesystem_error when out_dir cannot be made.
  explicit OutputFiles(const Options& options);
  ~OutputFiles();
  OutputFiles(const OutputFiles&) = delete;
  OutputFiles& operator=(const OutputFiles&) = delete;

  void add(const Call& call);
  // Writes what `add` gathered. To be called when nothing follows at once: it is lost if this process ends before.
  void flush();
  // Assembles the last file.
  void finish();

  const std::map<std::string, Total, std::less<>>& totals() const { return totals_; }
  const std::vector<std::string>& files() const { return files_; }
  // What went wrong and what to do; empty if nothing did. Records after a failure are counted as lost.
  const std::string& failure() const { return failure_; }
  std::uint64_t written() const { return written_; }
  std::uint64_t lost() const { return lost_; }

 private:
  struct Place {
    std::uint64_t offset;
    std::uint32_t bytes;
    std::int64_t start;
  };
  struct Places {
    Total* of_recording;
    std::uint64_t first_number;  // of the first of `calls`, among all of the recording; they follow one another
    std::int64_t total = 0;      // ns
    std::vector<Place> calls;
  };
  struct Gathered {
    Places* places;  // the record is the last of them when those gathered later are gone
    std::int64_t cost;
  };

  void begin();
  void complete();
  void drop_beyond(std::uint64_t bytes);
  std::vector<Group> groups(std::string_view content);
  void assemble(std::string_view content);
  void fail(const std::string& what, int reason);
  std::string next_name();

  Options options_;
  std::uint64_t most_bytes_;
  std::unique_ptr<RecordFormat> format_;
  std::map<std::string, Total, std::less<>> totals_;

  int part_ = -1;  // the descriptor of the unassembled file
  std::string name_, begun_;
  // Of the unassembled file with what is gathered for it, and of what it will be assembled to.
  std::uint64_t bytes_ = 0, expected_bytes_ = 0;
  std::string record_, text_;       // the record that is being added; those that are gathered
  std::vector<Gathered> gathered_;  // what of `text_` are records
  std::map<std::string, Places, std::less<>> places_;
  int number_ = 0;

  std::vector<std::string> files_;
  std::string failure_;
  std::uint64_t written_ = 0, lost_ = 0;
};

}  // namespace dy2stat::calls
