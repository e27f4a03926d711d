// A few records made by hand, which the tests of all formats print.
#pragma once

#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

inline Record example_record(const char* name, const char* engine, const char* torch, Verdict verdict) {
  Record record;
  record.case_name = name;
  record.engine = engine;
  record.torch = TorchVersion::parse(torch);
  record.worker = std::string("torch-") + torch;
  record.verdict = verdict;
  return record;
}

inline std::vector<Record> example_records() {
  std::vector<Record> records{
      example_record("flow/if_&_else", "script", "2.13.0", Verdict::sound),
      example_record("flow/if_&_else", "trace", "2.13.0", Verdict::unsound),
      example_record("flow/if_&_else", "script", "1.9.0", Verdict::unavailable),
      example_record("closures/a|b", "script", "2.13.0", Verdict::rejected),
      example_record("closures/a|b", "script", "1.9.0", Verdict::sound),
  };
  records[0].tags = {"if", "else"};
  records[3].tags = {"if"};
  records[3].as_expected = false;
  records[4].flaky = true;
  records[1].expected = Expected{};
  records[1].expected->mechanism = "one_path_traced";
  return records;
}

}  // namespace dy2stat
