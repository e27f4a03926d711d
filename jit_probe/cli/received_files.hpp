// The files of call records as a worker sends them: written where the person who asked wants them.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/call_recording.hpp"

namespace dy2stat {

// A file could not be written; what() says which, why and what to do.
struct NotWritten : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class ReceivedFiles {
 public:
  // Makes the folder `options.out_dir`. Throws NotWritten.
  explicit ReceivedFiles(const calls::Options& options);
  ~ReceivedFiles();  // ends the recording under way

  ReceivedFiles(const ReceivedFiles&) = delete;
  ReceivedFiles& operator=(const ReceivedFiles&) = delete;

  // A file follows. It is called NAME-WORKER-ENGINE-0001.json, NAME as `options.file_name_spec` says; no file that is
  // there already is written over.
  void begin(const CallsFile& file);
  // Its next bytes. The file bears its name when all of them are there. Throws NotWritten, as `begin` does; the records
  // that were written whole are then kept in a file that can be read.
  void add(std::string_view bytes);
  // The recording has ended: its files. Of one that did not come to its end what came is among them.
  std::vector<std::filesystem::path> end_recording();

 private:
  void complete();
  [[noreturn]] void fail();
  bool keep_what_came();

  calls::Options options_;
  CallsFile file_;
  std::string stem_;            // of the recording under way
  std::string of_;              // which recording that is
  std::filesystem::path name_;  // the file under way, without its ending
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> part_{nullptr, std::fclose};
  std::uint64_t left_ = 0;  // bytes of it that are to come
  int number_ = 0;
  std::vector<std::filesystem::path> complete_;
};

}  // namespace dy2stat
