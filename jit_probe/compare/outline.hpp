// The part of a record that a difference of two runs looks at, read without building the whole record.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

// A captured method's graph and schema; of a function, and of the method that was captured, the name is empty.
struct GraphOutline {
  std::string method;
  std::string canonical;  // the blob that holds the canonical text, or that text itself; empty if there is none
  bool is_blob = false;
  std::string operators;  // JSON: {kind: count}; empty if not recorded
  std::string schema;     // as text; empty if not recorded
};

struct Outline {
  std::string case_name, engine, worker;
  TorchVersion torch;
  Verdict verdict = Verdict::sound;
  Stage stage = Stage::verify;
  std::string failure;             // "RuntimeError: message", or the reason where there is no error; stable_text
  std::vector<std::string> wrong;  // "values at input set 1 -> result", one a wrong difference, sorted
  double capture_seconds = 0;
  std::vector<GraphOutline> graphs;  // sorted by method
};

// The outlines of a run's records in the order in which they were written, of the same (case, engine, worker) the last
// one only. 10,000 records of 10 kB take about 0.2 s and 15 MB. Throws BadRecord with path:line on what cannot be read,
// on a newer schema and on a folder that is no run.
std::vector<Outline> read_outlines(const std::vector<std::filesystem::path>& folders);

// The outline of one record's line. Throws BadRecord.
Outline outline_from(std::string_view line);

}  // namespace dy2stat
