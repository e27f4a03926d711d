// The formats that a table is printed in, one file each.
#pragma once

#include <string>

#include "jit_probe/render/table.hpp"

namespace dy2stat {

// Aligned columns. With `colour`, verdicts carry ANSI colours; the widths are those without.
std::string terminal_table(const Table& table, bool colour);
// A pipe table as forges render it.
std::string markdown_table(const Table& table);
// RFC 4180, a line a row, with the group in the first column; without totals and legend, which a reader can compute.
std::string csv_table(const Table& table);
// A JSON array with one object a table: title, row_header, columns, groups, totals, legend.
std::string json_tables(const std::vector<Table>& tables);
// A whole document with a longtable in booktabs style for each; what follows \begin{document} can be pasted into a
// paper that loads the packages booktabs and longtable.
std::string latex_tables(const std::vector<Table>& tables);

}  // namespace dy2stat
