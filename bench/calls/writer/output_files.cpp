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
constexpr std::size_t most_gathered = 256 << 10;

// Returns how many bytes were written: all, or errno says why not.
std::size_t write_most(int descriptor, std::string_view bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const auto count = ::write(descriptor, bytes.data() + written, bytes.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) errno = ENOSPC;
    if (count <= 0) break;
    written += static_cast<std::size_t>(count);
  }
  return written;
}

// Throws std::system_error.
void write_all(int descriptor, std::string_view bytes) {
  if (write_most(descriptor, bytes) < bytes.size()) throw std::system_error(errno, std::generic_category());
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
  text_ = format_->heading();
  bytes_ = text_.size();
  expected_bytes_ = assembled_frame + bytes_;
  gathered_.clear();
  places_.clear();
}

void OutputFiles::flush() {
  if (part_ < 0) return;
  const auto written = write_most(part_, text_);
  if (written < text_.size()) {
    fail("cannot write into " + options_.out_dir, errno);
    drop_beyond(bytes_ - text_.size() + written);
  }
  text_.clear();
  gathered_.clear();
}

// What was written of a record that does not end before goes: none is cut in two.
void OutputFiles::drop_beyond(std::uint64_t bytes) {
  while (!gathered_.empty() && bytes_ > bytes) {
    auto& [places, cost] = gathered_.back();
    bytes_ = places->calls.back().offset;
    places->calls.pop_back();
    places->total -= cost;
    gathered_.pop_back();
    --written_;
    ++lost_;
  }
  std::erase_if(places_, [](const auto& item) { return item.second.calls.empty(); });
  bytes_ = std::min(bytes_, bytes);
  static_cast<void>(::ftruncate(part_, static_cast<off_t>(bytes_)));
}

void OutputFiles::fail(const std::string& what, int reason) {
  if (!failure_.empty()) return;
  failure_ = what + ": " + std::generic_category().message(reason);
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    failure_ += "; free space there, or record into another out_dir";
}

void OutputFiles::add(const Call& call) {
  auto found = places_.find(call.name);
  auto& total = found != places_.end() ? *found->second.of_recording : totals_[std::string(call.name)];
  ++total.calls;
  total.raised += call.raised;
  total.cost += call.cost;
  total.own += call.own;
  if (!failure_.empty()) return static_cast<void>(++lost_);

  record_.clear();
  format_->append_record(record_, call);
  const auto more =
      record_.size() + format_->added_to_record() + (found == places_.end() ? format_->added_to_group(call.name) : 0);
  if (part_ >= 0 && !places_.empty() && expected_bytes_ + more > most_bytes_) {
    complete();
    found = places_.end();
  }
  if (part_ < 0 && failure_.empty()) begin();
  if (!failure_.empty()) return static_cast<void>(++lost_);
  if (found == places_.end()) found = places_.emplace(call.name, Places{&total, total.calls, 0, {}}).first;
  auto& places = found->second;
  places.total += call.cost;
  places.calls.push_back({bytes_, static_cast<std::uint32_t>(record_.size()), call.start});
  gathered_.push_back({&places, call.cost});
  text_ += record_;
  bytes_ += record_.size();
  expected_bytes_ += more;
  ++written_;
  if (text_.size() > most_gathered) flush();
}

// Calls come as they end; those that took others within began before these.
std::vector<Group> OutputFiles::groups(std::string_view content) {
  std::vector<Group> groups;
  for (auto& [name, places] : places_) {
    std::ranges::stable_sort(places.calls, {}, &Place::start);
    groups.push_back({name, places.total, {}});
    groups.back().calls.reserve(places.calls.size());
    auto number = places.first_number;
    for (const auto& place : places.calls)
      groups.back().calls.push_back({number++, content.substr(place.offset, place.bytes)});
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
  flush();
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
