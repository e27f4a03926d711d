// Reading --report and writing what it asks for.
#include "jit_probe/cli/run_reports.hpp"

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/output_file.hpp"
#include "jit_probe/cli/report.hpp"

namespace dy2stat {

RunReport run_report_from(const std::string& word) {
  const std::string separator = "::out=";
  const auto at = word.find(separator);
  if (at == std::string::npos || at + separator.size() == word.size())
    throw UsageError("--report '" + word + "' names no file: write FORMAT::out=FILE, as in markdown::out=table.md");
  RunReport report{word.substr(0, at), word.substr(at + separator.size())};
  check_report_format(report.format);
  prepare_output_file(report.file, "--report '" + word + "'");
  return report;
}

void write_report(const RunReport& report, const std::vector<Record>& records) {
  write_output_file(report.file, report_text(records, report.format, false));
}

}  // namespace dy2stat
