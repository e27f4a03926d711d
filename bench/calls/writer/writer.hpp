// The writer: takes chunks from the arena until the recording ends, however it does, and writes the files.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/calls/stream/arena.hpp"
#include "bench/calls/stream/options.hpp"
#include "bench/calls/writer/nesting.hpp"
#include "bench/calls/writer/output_files.hpp"

namespace dy2stat::calls {

class Writer {
 public:
  // Throws BadOption, and std::filesystem::filesystem_error when out_dir cannot be made.
  Writer(Arena& arena, const Options& options);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Takes the chunks that are full; now and then also those whose threads have ended. To be called all the time while
  // the recording is under way.
  void look();
  // Nobody makes events any more: takes the rest and assembles the last file. Returns a summary as JSON: {"files": […],
  // "written": n, "lost": n, "failure": "", "apis": {name: {"calls": n, "raised": n, "total_ms": …, "own_ms": …}}}.
  std::string finish();
  // The files that are complete so far.
  const std::vector<std::string>& files() const { return files_.files(); }

 private:
  void take_full();
  void take_orphans();
  void take(std::vector<Chunk*>& chunks);
  std::string summary() const;

  Arena& arena_;
  const std::string source_folder_;
  OutputFiles files_;
  Nesting nesting_;
  int looks_ = 0;
};

// Serves the recording at the other end of `control`. That ends by the word 'S', or when nobody holds the other end any
// more. Returns the writer's summary. `ready` is called when the files can be written. Throws as the writer does.
std::string write_recording(Arena& arena, int control, const Options& options, const std::function<void()>& ready);

// The summary of a recording that could not be written at all.
std::string summary_of_failure(const std::string& why);

}  // namespace dy2stat::calls
