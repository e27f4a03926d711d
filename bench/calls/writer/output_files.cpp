// Writing, rotating and assembling files.
#include "bench/calls/writer/output_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "bench/calls/stream/file_names.hpp"

namespace dy2stat::calls {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t assembled_frame = 64;  // what a file has that belongs to no record

// Writes all or throws std::system_error.
void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw std::system_error(count < 0 ? errno : ENOSPC, std::generic_category());
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

// A file's content in memory that the kernel may take back.
class Mapped {
 public:
  Mapped(int descriptor, std::size_t bytes) : bytes_(bytes) {
    if (bytes_ > 0) at_ = ::mmap(nullptr, bytes_, PROT_READ, MAP_SHARED, descriptor, 0);
    if (at_ == MAP_FAILED) throw std::system_error(errno, std::generic_category());
  }
  ~Mapped() {
    if (at_) ::munmap(at_, bytes_);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  std::string_view content() const { return {static_cast<const char*>(at_), bytes_}; }

 private:
  void* at_ = nullptr;
  std::size_t bytes_;
};

}  // namespace

OutputFiles::OutputFiles(const Options& options)
    : options_(options),
      most_bytes_(bytes_of_size(options.file_max_size)),
      format_(make_format(options.format)),
      begun_(utc_stamp()) {
  check(options);
  fs::create_directories(options.out_dir);
}

OutputFiles::~OutputFiles() {
  if (part_ >= 0) ::close(part_);
}

std::string OutputFiles::next_name() {
  return (fs::path(options_.out_dir) / numbered(stem_of_files(options_, begun_), ++number_)).string();
}

// A file of an earlier recording is never written over.
void OutputFiles::begin() {
  do {
    name_ = next_name();
    part_ = fs::exists(name_ + format_->extension())
                ? -1
                : ::open((name_ + ".part").c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  } while (part_ < 0 && (errno == EEXIST || fs::exists(name_ + format_->extension())));
  if (part_ < 0) return fail("cannot make " + name_ + ".part", errno);
  bytes_ = 0;
  expected_bytes_ = assembled_frame + format_->heading().size();
  places_.clear();
  append(format_->heading());
}

bool OutputFiles::append(std::string_view bytes) {
  try {
    write_all(part_, bytes);
    bytes_ += bytes.size();
    return true;
  } catch (const std::system_error& error) {
    // What was written of it goes: no record is cut in two.
    static_cast<void>(::ftruncate(part_, static_cast<off_t>(bytes_)));
    fail("cannot write into " + options_.out_dir, error.code().value());
    return false;
  }
}

void OutputFiles::fail(const std::string& what, int reason) {
  if (!failure_.empty()) return;
  failure_ = what + ": " + std::generic_category().message(reason);
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    failure_ += "; free space there, or record into another out_dir";
}

void OutputFiles::add(const Call& call) {
  auto total = totals_.find(call.name);
  if (total == totals_.end()) total = totals_.emplace(call.name, Total{}).first;
  ++total->second.calls;
  total->second.raised += call.raised;
  total->second.cost += call.cost;
  total->second.own += call.own;
  if (!failure_.empty()) return static_cast<void>(++lost_);

  const auto record = format_->record(call);
  auto found = places_.find(call.name);
  const auto more =
      record.size() + format_->added_to_record() + (found == places_.end() ? format_->added_to_group(call.name) : 0);
  if (part_ >= 0 && !places_.empty() && expected_bytes_ + more > most_bytes_) {
    complete();
    found = places_.end();
  }
  if (part_ < 0 && failure_.empty()) begin();
  const auto offset = bytes_;
  if (!failure_.empty() || !append(record)) return static_cast<void>(++lost_);
  if (found == places_.end()) found = places_.emplace(call.name, Places{}).first;
  expected_bytes_ += more;
  found->second.total += call.cost;
  found->second.calls.push_back({offset, static_cast<std::uint32_t>(record.size()), total->second.calls, call.start});
  ++written_;
}

std::vector<Group> OutputFiles::groups(std::string_view content) {
  std::vector<Group> groups;
  for (auto& [name, places] : places_) {
    std::ranges::stable_sort(places.calls, {}, &Place::start);
    groups.push_back({name, places.total, {}});
    groups.back().calls.reserve(places.calls.size());
    auto numbers = places.calls;
    std::ranges::sort(numbers, {}, &Place::number);
    for (std::size_t k = 0; k < places.calls.size(); ++k)
      groups.back().calls.push_back({numbers[k].number, content.substr(places.calls[k].offset, places.calls[k].bytes)});
  }
  return groups;
}

void OutputFiles::assemble(std::string_view content) {
  const auto assembled = name_ + format_->extension();
  const int file = ::open(assembled.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) throw std::system_error(errno, std::generic_category());
  std::string buffer;
  try {
    format_->assemble(groups(content), [&](std::string_view bytes) {
      buffer += bytes;
      if (buffer.size() < 1 << 20) return;
      write_all(file, buffer);
      buffer.clear();
    });
    write_all(file, buffer);
    if (::close(file) != 0) throw std::system_error(errno, std::generic_category());
  } catch (const std::system_error&) {
    ::unlink(assembled.c_str());
    throw;
  }
  files_.push_back(assembled);
}

void OutputFiles::complete() {
  if (part_ < 0) return;
  try {
    assemble(Mapped(part_, bytes_).content());
    ::unlink((name_ + ".part").c_str());
  } catch (const std::system_error& error) {
    fail("cannot put the records of " + name_ + " together by API", error.code().value());
    const auto kept = name_ + format_->unassembled_extension();
    fs::rename(name_ + ".part", kept);
    files_.push_back(kept);
  }
  ::close(part_);
  part_ = -1;
  places_.clear();
}

void OutputFiles::finish() {
  complete();
  if (failure_.empty()) return;
  failure_ += fmt::format(". {} records are written", written_);
  if (lost_) failure_ += fmt::format(", {} more found no room", lost_);
}

}  // namespace dy2stat::calls
