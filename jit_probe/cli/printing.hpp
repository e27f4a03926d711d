// Printing that ends nothing where it is impossible: records that were made are kept whoever reads what is said of
// them.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <utility>

namespace dy2stat {

// Says on stderr what goes on, formatted as fmt::print does. What cannot be written there is lost.
template <typename... Values>
void note(fmt::format_string<Values...> text, Values&&... values) {
  const auto line = fmt::format(text, std::forward<Values>(values)...);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

// Prints data on stdout. What cannot be written sets its error indicator, upon which the program's exit code is 3.
inline void print(const std::string& data) {
  std::fwrite(data.data(), 1, data.size(), stdout);
}

}  // namespace dy2stat
