// The files that `--report FORMAT::out=FILE` asks for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

struct RunReport {
  std::string format;
  std::filesystem::path file;
};

// Of "markdown::out=table.md". Makes the file's folder. Throws UsageError.
RunReport run_report_from(const std::string& word);

// Throws filesystem_error with the file's path.
void write_report(const RunReport& report, const std::vector<Record>& records);

}  // namespace dy2stat
