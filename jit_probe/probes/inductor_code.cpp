// Reading inductor's output line by line.
#include "jit_probe/probes/inductor_code.hpp"

#include <cctype>
#include <sstream>
#include <string_view>
#include <utility>

namespace dy2stat::probes {
namespace {

// "a, b" of "... KEY: [a, b] ...".
std::vector<std::string> inductor_list(const std::string& line, std::string_view key) {
  std::vector<std::string> words;
  const auto begin = line.find(key);
  const auto end = begin == std::string::npos ? begin : line.find(']', begin);
  if (end == std::string::npos) return words;
  std::istringstream list(line.substr(begin + key.size(), end - begin - key.size()));
  for (std::string word; std::getline(list, word, ',');) words.push_back(word.substr(word.find_first_not_of(' ')));
  return words;
}

// Of "cpp_fused_add_relu_0" "add_relu": which words belong together is not told.
std::vector<std::string> operators_in_name(const std::string& kernel) {
  constexpr std::string_view fused = "fused_";
  const auto begin = kernel.find(fused), end = kernel.rfind('_');
  if (begin == std::string::npos || begin + fused.size() >= end) return {};
  return {kernel.substr(begin + fused.size(), end - begin - fused.size())};
}

// The dotted name that begins at `at`.
std::string dotted_name(const std::string& line, std::size_t at) {
  auto end = at;
  while (end < line.size() &&
         (std::isalnum(static_cast<unsigned char>(line[end])) || line[end] == '_' || line[end] == '.'))
    ++end;
  return line.substr(at, end - at);
}

}  // namespace

InductorCode read_inductor_code(const std::string& code) {
  InductorCode read;
  InductorKernel described;
  std::istringstream lines(code);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("Original ATen: [") != std::string::npos) {
      described.operators = inductor_list(line, "Original ATen: [");
      described.nodes = inductor_list(line, "Source Nodes: [");
    }
    if (const auto defined = line.find(" = async_compile."); defined != std::string::npos && line[0] != ' ') {
      described.name = line.substr(0, defined);
      if (described.operators.empty()) described.operators = operators_in_name(described.name);
      read.kernels.push_back(std::exchange(described, {}));
    }
    if (!line.starts_with(' ') || line.find('#') == line.find_first_not_of(' ')) continue;  // not in `call`
    for (const std::string library : {"extern_kernels.", "torch.ops."})
      if (const auto at = line.find(library); at != std::string::npos)
        if (const auto name = dotted_name(line, at); line.substr(at + name.size(), 1) == "(") ++read.calls[name];
  }
  return read;
}

}  // namespace dy2stat::probes
