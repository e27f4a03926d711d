// A corpus, other people's programs as cases: what is asked of a worker, which lists its cases, and what it answers.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat {

// More cases than these are refused, and programs that together are longer: jit_probe holds the names of all of them.
inline constexpr std::size_t most_corpus_cases = 100'000, most_corpus_bytes = 256u << 20;

struct CorpusOptions {
  std::string name;       // one of corpus_names
  std::string arguments;  // what follows the colon on the command line: a file's module, a package, names
  // Of a package: globs of dotted names, and the Python expression of the arguments that what they match is called
  // with. The first that matches counts.
  std::vector<std::pair<std::string, std::string>> inputs;
};
Json to_json(const CorpusOptions& options);
CorpusOptions corpus_options_from_json(const Json& json);

inline constexpr const char* corpus_names[] = {"file", "opinfo", "modules", "exportdb", "package", "docstrings"};

// A case without a folder. Its program defines `entry` and `inputs()`.
struct CorpusCase {
  std::string name;     // "opinfo/add": unique in its corpus, UTF-8
  std::string program;  // the text of program.py
  std::vector<std::string> tags;
  std::vector<std::string> attempts;  // what was tried before this program and why it would not do
};

// Something that might have become a case.
struct LeftOut {
  std::string name;
  std::string stage;   // how far it came: "imported", "documented", ...
  std::string reason;  // why no further, in one sentence
};

// A part of the answer; a corpus is answered by several, in order.
struct CorpusPart {
  std::vector<CorpusCase> cases;
  std::vector<LeftOut> left_out;
  std::vector<std::string> preload;  // Python modules of torch's own that the cases import: once for all of them
  std::map<std::string, std::string> files;  // that every case has beside its program, by name
  std::string failure;                       // why there are no more cases, in one sentence; empty if all is well
  bool is_last = false;
};
Json to_json(const CorpusPart& part);
// Throws nlohmann's exceptions.
CorpusPart corpus_part_from_json(const Json& json);

}  // namespace dy2stat
