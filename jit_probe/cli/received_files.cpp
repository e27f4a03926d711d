// Naming and writing received files.
#include "jit_probe/cli/received_files.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include "bench/calls/stream/file_names.hpp"
#include "bench/calls/writer/cut_file.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

fs::path with(const fs::path& name, const std::string& ending) {
  return name.string() + ending;
}

}  // namespace

ReceivedFiles::ReceivedFiles(const calls::Options& options) : options_(options) {
  std::error_code failure;
  fs::create_directories(options.out_dir, failure);
  if (failure)
    throw NotWritten("cannot make the folder '" + options.out_dir + "': " + failure.message() +
                     "; name another --out-dir");
}

ReceivedFiles::~ReceivedFiles() {
  end_recording();
}

// Closes the file under way. Whether anything of it can be read.
bool ReceivedFiles::keep_what_came() {
  part_.reset();
  const auto part = with(name_, ".part");
  std::error_code ignored;
  try {
    if (calls::close_cut_file(part, options_.format)) {
      fs::rename(part, with(name_, file_.extension));
      return true;
    }
  } catch (const fs::filesystem_error&) {
    return false;  // it stays as it is, and bears its name for one that is not complete
  }
  fs::remove(part, ignored);
  return false;
}

void ReceivedFiles::fail() {
  const std::string why = std::generic_category().message(errno);
  const auto name = with(name_, file_.extension).string();
  const bool kept = part_ && keep_what_came();
  throw NotWritten("cannot write " + name + ": " + why + "; free space there, or name another --out-dir. " +
                   (kept ? "The records that found room are in it" : "The files before it are complete"));
}

void ReceivedFiles::begin(const CallsFile& file) {
  const auto of = file.case_name + "\n" + file.worker + "\n" + file.engine;
  if (std::exchange(of_, of) != of) {
    options_.program = file.case_name;
    stem_ = stem_of_files(options_, calls::utc_stamp()) + "-" + calls::as_file_name(file.worker, ".") + "-" +
            calls::as_file_name(file.engine);
    number_ = 0;
  }
  file_ = file;
  left_ = file.bytes;
  do {
    name_ = fs::path(options_.out_dir) / calls::numbered(stem_, ++number_);
    errno = EEXIST;
    if (!fs::exists(with(name_, file.extension))) part_.reset(std::fopen(with(name_, ".part").c_str(), "wbx"));
  } while (!part_ && errno == EEXIST);
  if (!part_) fail();
  if (left_ == 0) complete();
}

void ReceivedFiles::add(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), part_.get()) != bytes.size()) fail();
  left_ -= bytes.size();
  if (left_ == 0) complete();
}

void ReceivedFiles::complete() {
  if (std::fflush(part_.get()) != 0) fail();
  part_.reset();
  const auto name = with(name_, file_.extension);
  fs::rename(with(name_, ".part"), name);
  complete_.push_back(name);
}

std::vector<fs::path> ReceivedFiles::end_recording() {
  if (part_ && keep_what_came()) complete_.push_back(with(name_, file_.extension));
  return std::exchange(complete_, {});
}

}  // namespace dy2stat
