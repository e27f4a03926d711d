// A table free of any format: what the formats print.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

// One cell. A count or an empty cell has no verdict.
struct Cell {
  std::string text;
  std::optional<Verdict> verdict;
  bool unexpected = false;
  bool flaky = false;
  bool best = false;  // of its row; bold where a format has that

  // The text with its marks: "!" after what is unexpected, "~" after what is flaky.
  std::string marked() const;
};

struct Row {
  std::string name;
  std::vector<Cell> cells;  // as many as the table has columns
};

// Rows under a common heading; the heading is empty where a table is not grouped.
struct RowGroup {
  std::string name;
  std::vector<Row> rows;
};

struct Table {
  std::string title;
  std::string row_header;  // what the rows are: "case"
  std::vector<std::string> columns;
  std::vector<RowGroup> groups;
  std::vector<Row> totals;                                  // counts under the columns
  std::vector<std::pair<std::string, std::string>> legend;  // sign and meaning
};

// What the rows of a table of verdicts are.
enum class TableBy { category, tag, engine, torch };

// Throws UnknownWord on anything but category, tag, engine and torch.
TableBy table_by_from(std::string_view word);

// By category: a row a case under the heading of its category, a column an engine and worker, the verdict in the cell.
// By tag, engine or torch: a row a key, a column a verdict that occurs, the number of records in the cell; a record
// counts once for each of its tags. Percentages are of the records that are not `unavailable`.
Table verdict_table(const std::vector<Record>& records, TableBy by);

// An engine on a worker: a column of tables.
struct EngineColumn {
  std::size_t place = 0;  // of the engine in the order in which the records name engines
  TorchVersion torch;
  std::string engine, worker;

  std::string name() const { return engine + " " + worker; }
  auto operator<=>(const EngineColumn&) const = default;
};

// The columns that the records need: by engine, then by torch version as a number.
std::vector<EngineColumn> engine_columns(const std::vector<Record>& records);
// The one of `columns` that the record belongs to.
EngineColumn engine_column(const Record& record, const std::vector<EngineColumn>& columns);

// A row a mechanism with its title, a column an engine and worker: the number of records whose expectation names the
// mechanism and that came as expected.
Table mechanism_table(const std::vector<Record>& records, const std::map<std::string, std::string>& titles);

// The forms that a table is printed in; render/format.hpp has a function for each.
enum class TableFormat { terminal, markdown, csv, json, latex };

// Throws UnknownWord on anything else than their names.
TableFormat table_format_from(std::string_view word);

// The tables as one text of that format: one document, one JSON array. As comma-separated values only one table can be
// written: throws std::invalid_argument for more. `colour` concerns the terminal alone.
std::string render_tables(const std::vector<Table>& tables, TableFormat format, bool colour = false);

// The verdict table of the records in that format.
std::string render_table(const std::vector<Record>& records, TableFormat format, TableBy by = TableBy::category,
                         bool colour = false);

// What the verdict means, for a legend.
std::string_view meaning_of(Verdict verdict);

}  // namespace dy2stat
