// A record as one Python file that needs only torch and shows the finding.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "jit_probe/record/record.hpp"
#include "jit_probe/record/request.hpp"

namespace dy2stat {

// A record that no file can show; what() says why.
struct NoRepro : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

// How the calls were made where the finding was, beyond their arguments.
struct ReproMode {
  std::optional<bool> training;  // what the modules are put into; none: as they are
  bool no_grad = false;          // under torch.no_grad()
};

// The Python file. Of `program` its files, module, entry and expressions count. The program's own text stands in it
// first, unchanged; what follows captures it, calls eager and captured alike, prints where they differ and ends with 1,
// or with 0 where they agree. Throws NoRepro for a record that is `unavailable`, and for an engine without a way of
// capturing that fits a file.
std::string repro_file(const Record& record, const CaseRequest& program, const ReproMode& mode = {});

}  // namespace dy2stat
