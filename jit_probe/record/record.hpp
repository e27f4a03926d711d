// A record: all that is known of one (case, engine, worker). The unit that is stored, compared and rendered.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "jit_probe/record/text_encoding.hpp"
#include "jit_probe/record/torch_version.hpp"
#include "jit_probe/record/vocabulary.hpp"

namespace dy2stat {

// The version of the JSON form. A reader refuses newer ones.
inline constexpr int record_schema = 1;

// A record or run that cannot be read; what() says why and what to do.
struct BadRecord : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A record of a newer schema; what() says what to do.
struct NewerSchema : BadRecord {
  using BadRecord::BadRecord;
};

// Throws NewerSchema if the schema is newer than record_schema.
void refuse_newer_schema(int schema);

// One way in which the artifact differs from eager.
struct Difference {
  Aspect aspect = Aspect::values;
  Severity severity = Severity::wrong;
  std::string where;     // "input set 1 -> round 0 -> result -> [2] -> 'mask'"
  std::string eager;     // what eager has there, short
  std::string captured;  // what the artifact has there, short
  std::string detail;    // e.g. "3 of 4 elements differ, greatest difference 0.25 (allowed 1.3e-06)"; may be empty
};

// What ended a record early: an exception, or how the process died.
struct Error {
  std::string type;     // "RuntimeError"; empty when no exception was raised
  std::string message;  // any bytes
  std::string where;    // "program.py:12", the innermost line of the user's own code; may be empty
  Json traceback;       // a text reference (see `text_reference`), or null
};

// What case.toml said the verdict must be, as it applied to this record.
struct Expected {
  Verdict verdict = Verdict::sound;
  std::vector<Aspect> aspects;
  std::optional<Stage> stage;
  std::string error;
  std::string mechanism;
  std::vector<std::string> operators_has, operators_not;
  std::string at;  // "cases/closures/late_bound/case.toml:12:1", or the baseline it comes from
};

// Wall-clock seconds by stage; a stage that was not reached is 0.
struct Seconds {
  double load = 0, eager = 0, capture = 0, inspect = 0, call = 0, save = 0, verify = 0;
  double total = 0;  // from the fork of the process that this record had to the record's end
};

struct Record {
  std::string case_name;  // "control_flow/return_in_while", or the target as it was given
  std::string engine;     // "script"
  std::string worker;     // "torch-2.13.0"
  TorchVersion torch;
  Verdict verdict = Verdict::sound;
  Stage stage = Stage::verify;  // where it ended
  std::string reason;           // one sentence that a person understands
  std::optional<Error> error;
  std::vector<Difference> differences;
  std::vector<Aspect> not_checked;  // aspects that the engine cannot have, or that could not be looked at
  std::vector<std::string>
      notes;  // what else is worth knowing, e.g. state that capturing changed and that was restored
  Seconds seconds;
  double peak_mib = 0;  // greatest private memory of the record's family above the template's, as notes/records.md says
  std::vector<std::string> tags;
  std::optional<Expected> expected;  // none: the case says nothing of this engine and torch
  std::optional<bool> as_expected;   // none: nothing was expected, or the verdict is `unavailable`
  bool flaky = false;                // rounds of one run disagreed
  std::vector<std::string> rounds;   // with --rounds: each round's verdict and error, in one line
  Json tolerances = Json::object();  // dtype -> {"rtol":, "atol":}, for the dtypes that were compared
  Json making = Json::object();      // facts of the capture, by probe; documented in notes/records.md
  Json artifact = Json::object();    // facts of what was captured, by probe; documented in notes/records.md
  std::string read_from;             // "runs/latest/records.jsonl:12"; empty for one that was just made

  // "control_flow": the case's folder; "(no case)" for a target that lies in none.
  std::string category() const;
};

Json to_json(const Difference& difference);
Json to_json(const Error& error);
// The inverses. Throw nlohmann's exceptions, and UnknownWord.
Difference difference_from_json(const Json& json);
Error error_from_json(const Json& json);
Json to_json(const Record& record);
// Throws NewerSchema, and BadRecord on a missing or wrong field.
Record record_from_json(const Json& json);

// Texts and archives lie apart, once each, named by their content. In `making` and `artifact` such a fact is
// {"blob": "<sha256 in hex>", "bytes": <size>}.
Json text_reference(const std::string& sha256, std::size_t bytes);
// The blob's name if `fact` is a reference.
std::optional<std::string> blob_of(const Json& fact);

}  // namespace dy2stat
