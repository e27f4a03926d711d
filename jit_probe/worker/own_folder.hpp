// The folder of a worker process, and in it one for the case that is under way.
#pragma once

#include <filesystem>
#include <string>

namespace dy2stat {

// Locked (flock) as long as its process lives: a folder whose lock nobody holds belonged to a worker that was killed.
class WorkerFolder {
 public:
  // Makes a folder whose path is `beginning` and six characters more, and removes those of killed workers that begin
  // so and belong to this user. Throws std::runtime_error, which says where and what to do.
  explicit WorkerFolder(std::string beginning);
  ~WorkerFolder();  // removes it
  WorkerFolder(const WorkerFolder&) = delete;
  WorkerFolder& operator=(const WorkerFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Makes a folder in it that no case has had before. Where a program has removed this one, it is made anew, under
  // another name. Throws as the constructor does.
  std::filesystem::path new_case();

 private:
  void make();
  bool is_there() const;

  std::string beginning_;
  std::filesystem::path path_;
  int lock_ = -1;
  int cases_ = 0;
};

// A folder of the case's own, gone at the end whatever the program left in it.
struct CaseFolder {
  std::filesystem::path path;
  explicit CaseFolder(WorkerFolder& worker) : path(worker.new_case()) {}
  ~CaseFolder();
  CaseFolder(const CaseFolder&) = delete;
  CaseFolder& operator=(const CaseFolder&) = delete;
};

}  // namespace dy2stat
