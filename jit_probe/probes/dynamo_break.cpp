// Finds reason and place in dynamo's text of a graph break.
#include "jit_probe/probes/dynamo_break.hpp"

#include <sstream>

namespace dy2stat::probes {
namespace {

// What follows `label`, up to the end of its line; empty if it is not there.
std::string rest_of_line_after(const std::string& text, const std::string& label) {
  const auto found = text.find(label);
  if (found == std::string::npos) return {};
  const auto begin = found + label.size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

// The last line of a stack, `File "...", line 7, in f`, that lies in the folder. What dynamo itself ran comes after
// "Traceback" and is no line of the program's.
std::string innermost_own_line(const std::string& text, const std::string& folder) {
  const std::string file = "File \"" + folder + "/", number = "\", line ";
  std::string place;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && !line.starts_with("Traceback");) {
    const auto at = line.find(file), after = line.find(number);
    if (at == std::string::npos || after == std::string::npos) continue;
    const auto path = at + 6, digits = after + number.size();
    place = line.substr(path, after - path) + ":" + line.substr(digits, line.find(',', digits) - digits);
  }
  return place;
}

}  // namespace

GraphBreak graph_break_from(const std::string& text, const std::string& folder) {
  GraphBreak found;
  for (const char* label : {"Graph Break Reason: ", "torch._dynamo.exc.Unsupported: "})
    if (found.reason.empty()) found.reason = rest_of_line_after(text, label);
  if (found.reason.empty()) found.reason = text.substr(0, text.find('\n'));
  found.explanation = rest_of_line_after(text, "Explanation: ");
  found.place = innermost_own_line(text, folder);
  if (found.place.empty()) found.place = rest_of_line_after(text, "Graph break in user code at ");
  return found;
}

}  // namespace dy2stat::probes
