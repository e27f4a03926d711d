// Adding input sets to a program's text.
#include "jit_probe/cli/saved_inputs.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

std::string why_not_saved(const Search& search, const Finding& finding) {
  if (search.insert_at < 0)
    return "inputs() in program.py does not end with a list that it returns; add the input there by hand";
  if (finding.training || finding.no_grad)
    return "its mode is part of it, which no input set has; see the file that --repro writes";
  if (!finding.stands_alone) return "it holds an object that cannot be written down";
  return {};
}

ProgramWithInputs with_inputs(const std::string& program, const std::vector<SavedInput>& inputs) {
  ProgramWithInputs made{program, 0};
  std::vector<std::string> added;
  auto at = inputs.empty() ? 0 : inputs.front().at;
  for (const auto& input : inputs) {
    // Of one case all have the same place.
    if (std::ranges::count(added, input.expression) || program.find(input.expression) != std::string::npos) continue;
    const bool own_line = input.after.ends_with('\n');
    const auto text = (own_line || added.empty() ? input.before : ", ") + input.expression + input.after;
    made.text.insert(static_cast<std::size_t>(at), text);
    at += static_cast<long>(text.size());
    added.push_back(input.expression);
  }
  made.added = added.size();
  return made;
}

std::size_t add_inputs(const std::filesystem::path& file, const std::string& program,
                       const std::vector<SavedInput>& inputs) {
  std::ifstream now(file, std::ios::binary);
  if (std::string(std::istreambuf_iterator<char>(now), {}) != program)
    throw UsageError(file.string() + " was changed during the search, so that nothing was added to it: search again");
  const auto made = with_inputs(program, inputs);
  if (made.added > 0) write_atomically(file, made.text);
  return made.added;
}

std::string counted_inputs(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " input set" : " input sets");
}

}  // namespace dy2stat
