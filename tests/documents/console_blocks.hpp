// Console sessions in Markdown: what a reader types after "$ ", and what then must appear.
//
// A session is a fenced block whose info string begins with `console`. `$ ` begins a command, `> ` continues it on the
// next line (a here-document, for instance); what follows is what the command prints on stdout and stderr. A line that
// is
// `...` alone stands for any number of lines. `console exit=1` states the exit code of the block's last command.
// A fenced block with `file=PATH` in its info string shows that file as it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace dy2stat {

using Lines = std::vector<std::string>;

struct DocumentedCommand {
  int line = 0;  // of the document, from 1
  std::string text;
  Lines expected;
  int exit_code = 0;
};

struct ShownFile {
  int line = 0;
  std::string path;  // from the root of the project
  std::string text;
};

struct ConsoleBlocks {
  std::vector<DocumentedCommand> commands;
  std::vector<ShownFile> files;
};

// Throws std::invalid_argument, with the line, on a fence that is never closed and on output before the first command.
ConsoleBlocks console_blocks_in(const std::string& markdown);

Lines lines_of(const std::string& text);

// Replaces what no two machines or runs have in common: quantities of time and memory ("1.2 s", "31 MiB"), UTC times,
// addresses, the folder of Python's packages, and the widths of columns and rules.
std::string normalised(const std::string& line);

// Nothing if `actual` is what `expected` says, both normalised; otherwise the first line that is missing or too many.
std::optional<std::string> mismatch(const Lines& expected, const Lines& actual);

}  // namespace dy2stat
