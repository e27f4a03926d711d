// Reading --report and writing what it asks for.
#include "jit_probe/cli/run_reports.hpp"

#include <cerrno>
#include <fstream>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/report.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/render/table.hpp"

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
  if (report.format != "junit") try {
      table_format_from(report.format);
    } catch (const UnknownWord&) {
      throw UsageError("'" + report.format +
                       "' is no format of a report; there are terminal, markdown, csv, json, latex, junit");
    }
  return report;
}

void write_report(const RunReport& report, const std::vector<Record>& records) {
  if (report.file.has_parent_path()) fs::create_directories(report.file.parent_path());
  write_text(report.file, report_text(records, report.format, false));
}

}  // namespace dy2stat
