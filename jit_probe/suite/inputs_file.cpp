// Reading globs and expressions.
#include "jit_probe/suite/inputs_file.hpp"

#include <algorithm>

#include "jit_probe/suite/toml_reader.hpp"

namespace dy2stat {

std::vector<std::pair<std::string, std::string>> read_inputs_file(const std::filesystem::path& file,
                                                                  Problems& problems) {
  std::vector<std::pair<std::string, std::string>> inputs;
  const auto content = read_toml(file, problems);
  if (!content) return inputs;
  TomlReader reader(file.string(), problems);
  for (const auto& [glob, value] : *content)
    if (const auto expression = value.value_exact<std::string>(); expression && !expression->empty())
      inputs.emplace_back(glob.str(), *expression);
    else
      reader.problem(
          value, "'" + std::string(glob.str()) + "' has no expression",
          "write \"GLOB\" = \"torch.randn(1, 3, 224, 224)\", what the programs that it matches are called with");
  std::ranges::stable_sort(inputs, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return inputs;
}

}  // namespace dy2stat
