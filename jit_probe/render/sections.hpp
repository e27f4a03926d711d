// What the sections of `show` share.
#pragma once

#include <string>

#include "jit_probe/render/show.hpp"
#include "jit_probe/render/table.hpp"

namespace dy2stat {

// A record with the run that holds its long texts.
struct RecordView {
  const Run& run;
  const Record& record;

  // The fact at `path` ("/graph/text") of the record's `making` or `artifact`; null if it is not there.
  Json made(const std::string& path) const;
  Json captured(const std::string& path) const;
  // The fact's text; where there is none, why: "not available in torch 1.13.1", or "not recorded" and where the record
  // ended, if that was too early.
  std::string text(const Json& fact) const;
  // Why the fact is not there; empty if it is.
  std::string why_absent(const Json& fact) const;
};

std::string source_and_graph(const RecordView& view, std::size_t width, bool source, bool graph);
std::string code_section(const RecordView& view);
std::string schema_section(const RecordView& view);
std::string methods_section(const RecordView& view);
std::string optimised_section(const RecordView& view);
std::string nodes_section(const RecordView& view);
std::string signature_section(const RecordView& view);
std::string model_section(const RecordView& view);
std::string archive_section(const RecordView& view);

std::string compilations_section(const RecordView& view);
std::string breaks_section(const RecordView& view);
std::string graphs_section(const RecordView& view);
std::string guards_section(const RecordView& view);
std::string kernels_section(const RecordView& view);

std::string closure_section(const RecordView& view);
std::string names_section(const RecordView& view);
std::string making_section(const RecordView& view);

std::string expectation_section(const RecordView& view, const ShowOptions& options);
std::string error_section(const RecordView& view);
std::string differences_section(const RecordView& view, bool colour);

std::string lines_section(const RecordView& view, bool colour);
// "program.py:5,6 helper.py:3-7": what eager executed and nothing of the artifact refers to; empty if nothing is known.
std::string lost_lines(const RecordView& view);

// The two texts next to each other in `width` columns, lines that are too long wrapped.
std::string side_by_side(const std::string& left, const std::string& right, std::size_t width);

// Each line made printable and indented; a line end after the last.
std::string block(const std::string& text, const std::string& indent = "  ");

// Rows under a header, as `terminal_table` prints them, indented.
std::string rows_text(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows);

}  // namespace dy2stat
