// What a run's records look like in each format that is offered.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/render/table.hpp"

namespace dy2stat {

// The tables of a run: verdicts, and mechanisms with their titles from mechanisms.toml.
std::vector<Table> tables_of(const std::vector<Record>& records, TableBy by);

// The records as `format` (terminal, markdown, csv, json, latex, junit) prints them. Throws UnknownWord.
std::string report_text(const std::vector<Record>& records, const std::string& format, bool colour);

}  // namespace dy2stat
