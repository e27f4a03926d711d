// The aspect output: what the program wrote to file descriptor 1.
#include <cstdlib>
#include <regex>
#include <string>
#include <vector>

#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {
namespace {

// Words and numbers without what Python and C++ put around a tensor: "tensor([1.5])" and " 1.5\n[ CPUFloatType{1} ]".
std::vector<std::string> tokens_of(const std::string& output) {
  static const std::regex dressing(
      R"(\[ ?\w+Type\{[^}]*\} ?\]|tensor\(|,? *dtype=torch\.\w+|,? *requires_grad=True|,? *grad_fn=<[^>]*>|[\[\](),])");
  static const std::regex token(R"([^\s]+)");
  const auto plain = std::regex_replace(output, dressing, " ");
  std::vector<std::string> tokens;
  for (std::sregex_iterator at(plain.begin(), plain.end(), token), end; at != end; ++at) tokens.push_back(at->str());
  return tokens;
}

std::optional<double> number_from(const std::string& token) {
  if (token == "True") return 1;
  if (token == "False") return 0;
  char* end = nullptr;
  const double number = std::strtod(token.c_str(), &end);
  if (end == token.c_str() || *end) return std::nullopt;
  return number;
}

bool same_but_for_format(const std::string& eager, const std::string& captured) {
  const auto left = tokens_of(eager), right = tokens_of(captured);
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] == right[i]) continue;
    const auto a = number_from(left[i]), b = number_from(right[i]);
    if (!a || !b) return false;
    if (*a != *b && !(std::abs(*a - *b) <= 1e-4 * (1e-3 + std::abs(*a)))) return false;  // tensors print four digits
  }
  return true;
}

}  // namespace

void compare_output(const Call& eager, const Call& captured, const Place& place, Findings& findings) {
  if (eager.output == captured.output) return;
  const bool format = same_but_for_format(eager.output, captured.output);
  const auto shown = [](const std::string& text) { return text.size() > 400 ? text.substr(0, 397) + "..." : text; };
  findings.add(place.at("output"), Aspect::output, format ? Severity::note : Severity::wrong, shown(eager.output),
               shown(captured.output),
               format ? "the same output in another format" : "lines are missing, added, changed or in another order");
}

}  // namespace dy2stat::parity
