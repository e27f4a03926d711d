// What a run's records look like in each format that is offered.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/render/table.hpp"

namespace dy2stat {

// The tables of a run: verdicts, and mechanisms with their titles from mechanisms.toml.
std::vector<Table> tables_of(const std::vector<Record>& records, TableBy by);

// Without those that say nothing to a reader: of programs that are no cases, no mechanism is known.
std::vector<Table> with_rows(std::vector<Table> tables);

// Throws UsageError, which lists the formats, for a word that is none.
void check_report_format(const std::string& word);

// The records as `format` (terminal, markdown, csv, json, latex, junit) prints them. Throws UnknownWord.
std::string report_text(const std::vector<Record>& records, const std::string& format, bool colour);

}  // namespace dy2stat
