// Lists a corpus: its cases, each with the program that makes it, and what was left out and why.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "jit_probe/record/corpus.hpp"

namespace dy2stat::corpora {

using EmitPart = std::function<void(const CorpusPart&)>;

// What a function leaves that ran in a process of its own: its text, or why there is none.
struct ChildText {
  std::string text, failure;
};
// Runs the function in a forked process, in an empty folder, for some seconds at most.
using InChild = std::function<ChildText(const std::function<std::string()>&)>;

// Lists the corpus in this process's Python, whose current folder holds the files of the request and is on sys.path.
// Hands out parts as they come, the last of which says that it is; what goes wrong is that one's failure. What is
// listed is code that may do anything, and so this belongs in a child of the worker.
// Programs that are tried before they become cases are tried in processes of their own.
void list(const CorpusOptions& options, const InChild& in_child, const EmitPart& emit);

// Imports those of `modules` that are databases of torch's own, so that forked children find them imported.
void preload(const std::vector<std::string>& modules);

}  // namespace dy2stat::corpora
