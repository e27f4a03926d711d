// Reading --report and writing what it asks for.
#include "jit_probe/cli/run_reports.hpp"

#include <cerrno>
#include <fstream>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/report.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// A device or a pipe is written into; a file is replaced.
void write_text(const fs::path& file, const std::string& text) {
  if (!fs::exists(file) || fs::is_regular_file(file)) return write_atomically(file, text);
  std::ofstream stream(file, std::ios::binary);
  if (!(stream << text << std::flush))
    throw fs::filesystem_error("cannot write", file, std::error_code(errno, std::generic_category()));
}

}  // namespace

RunReport run_report_from(const std::string& word) {
  const std::string separator = "::out=";
  const auto at = word.find(separator);
  if (at == std::string::npos || at + separator.size() == word.size())
    throw UsageError("--report '" + word + "' names no file: write FORMAT::out=FILE, as in markdown::out=table.md");
  RunReport report{word.substr(0, at), word.substr(at + separator.size())};
  check_report_format(report.format);
  const auto folder = report.file.has_parent_path() ? report.file.parent_path() : ".";
  if (!fs::is_directory(folder))
    throw UsageError("--report '" + word + "': there is no folder '" + folder.string() + "': make it first");
  if (fs::is_directory(report.file)) throw UsageError("--report '" + word + "': this is a folder: name a file in it");
  return report;
}

void write_report(const RunReport& report, const std::vector<Record>& records) {
  write_text(report.file, report_text(records, report.format, false));
}

}  // namespace dy2stat
