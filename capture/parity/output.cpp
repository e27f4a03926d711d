// The aspect output: what the program wrote to file descriptor 1.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {
namespace {

bool is_word(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) || letter == '_';
}

// Moves `at` past `text` where it stands there.
bool skip(std::string_view output, std::size_t& at, std::string_view text) {
  if (output.substr(at, text.size()) != text) return false;
  at += text.size();
  return true;
}

// Moves `at` past what Python or C++ put around a tensor's elements, e.g. "tensor(", ", dtype=torch.int64",
// "[ CPUFloatType{2,3} ]" or a bracket.
bool skip_dressing(std::string_view output, std::size_t& at) {
  auto end = at;
  if (skip(output, end, "[ ")) {
    while (end < output.size() && is_word(output[end])) ++end;
    if (output.substr(at, end - at).ends_with("Type") && skip(output, end, "{")) {
      at = std::min(output.find(']', end), output.size() - 1) + 1;
      return true;
    }
  }
  if (skip(output, at, "tensor(") || skip(output, at, "requires_grad=True")) return true;
  if (skip(output, at, "dtype=torch.")) {
    while (at < output.size() && is_word(output[at])) ++at;
    return true;
  }
  if (skip(output, at, "grad_fn=<")) {
    at = std::min(output.find('>', at), output.size() - 1) + 1;
    return true;
  }
  return std::string_view("[](), \t\n\r").find(output[at]) != std::string_view::npos && ++at;
}

// The words and numbers of an output without that dressing.
std::vector<std::string> tokens_of(std::string_view output) {
  std::vector<std::string> tokens;
  bool within = false;
  for (std::size_t at = 0; at < output.size();) {
    if ((!within || !is_word(output[at])) && skip_dressing(output, at)) {
      within = false;
      continue;
    }
    if (!within) tokens.emplace_back();
    within = true;
    tokens.back() += output[at++];
  }
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
