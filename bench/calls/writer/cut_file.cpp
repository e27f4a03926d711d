// Closing what a cut left open. How the formats stand in lines is said by their `assemble`.
#include "bench/calls/writer/cut_file.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>

namespace dy2stat::calls {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t longest_line = 1 << 20;

// What makes a whole file of one that ends with `line` and its line end. A comma after the line has been taken away.
std::string closing(const std::string& format, std::string_view line) {
  if (format == "csv") return "";
  if (format == "trace-event") return line == "]}" ? "" : "]}\n";
  if (line == "}") return "";
  const bool is_between_apis = line == "{" || line == "}}";
  return is_between_apis ? "}\n" : "}}\n}\n";
}

std::string end_of(const fs::path& file, std::uintmax_t size) {
  std::ifstream stream(file, std::ios::binary);
  std::string text(std::min(size, longest_line), '\0');
  stream.seekg(-static_cast<std::streamoff>(text.size()), std::ios::end);
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

}  // namespace

bool close_cut_file(const fs::path& file, const std::string& format) {
  const auto size = fs::file_size(file);
  auto text = end_of(file, size);
  const auto start = size - text.size();
  const auto line_end = text.rfind('\n');
  if (line_end == std::string::npos) return false;
  text.resize(line_end);
  auto line = std::string_view(text).substr(text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1);
  std::string added = "\n";
  if (format != "csv" && line.ends_with(',')) {
    line.remove_suffix(1);
    text.pop_back();
  }
  added += closing(format, line);
  fs::resize_file(file, start + text.size());  // first, which makes room on a disk that is full
  std::ofstream stream(file, std::ios::binary | std::ios::app);
  if (!(stream << added << std::flush))
    throw fs::filesystem_error("cannot close the file", file, std::make_error_code(std::errc::no_space_on_device));
  return true;
}

}  // namespace dy2stat::calls
