// What a record keeps of the program that it was made of: the record stands alone, and --resume sees what has changed.
#pragma once

#include <functional>
#include <string>

#include "jit_probe/cli/selection.hpp"
#include "jit_probe/record/record.hpp"

namespace dy2stat {

// A record's `making.program` but for `again`, as notes/records.md documents it. Each text in it is a reference.
Json kept_program(const Selected& selected);

// Calls `visit` with the content of each text that kept_program refers to, and its name.
void each_kept_text(const Selected& selected,
                    const std::function<void(const std::string& sha256, const std::string& content)>& visit);

// Whether the record was made of the program that `kept`, of kept_program, describes.
bool is_made_of(const Record& record, const Json& kept);

}  // namespace dy2stat
