// Choosing records of a run by the words of a command line.
#include "jit_probe/cli/select_records.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace dy2stat {
namespace {

std::string listed(const std::set<std::string>& words) {
  constexpr std::size_t most = 10;
  std::string text;
  std::size_t count = 0;
  for (const auto& word : words) {
    if (count++ == most) return text + ", ...";
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

// The one case that `word` means.
std::string case_meant(const Run& run, std::string word) {
  while (word.size() > 1 && word.ends_with('/')) word.pop_back();
  std::set<std::string> all, ending, containing;
  for (const auto& record : run.records) {
    const auto& name = record.case_name;
    all.insert(name);
    if (name == word || word.ends_with("/" + name)) return name;
    if (name.ends_with("/" + word)) ending.insert(name);
    if (name.find(word) != std::string::npos) containing.insert(name);
  }
  if (ending.size() == 1) return *ending.begin();
  if (!ending.empty()) throw std::invalid_argument("'" + word + "' may be " + listed(ending) + ": say which");
  throw std::invalid_argument("the run has no case '" + word + "'; it has " +
                              listed(containing.empty() ? all : containing));
}

bool is_chosen(const std::vector<std::string>& words, const std::string& word) {
  return words.empty() || std::ranges::find(words, word) != words.end();
}

}  // namespace

std::vector<std::string> shards_of(const std::string& word) {
  std::vector<std::string> shards;
  for (std::size_t start = 0; start <= word.size();) {
    const auto comma = std::min(word.find(',', start), word.size());
    shards.push_back(word.substr(start, comma - start));
    start = comma + 1;
  }
  return shards;
}

std::vector<const Record*> select_records(const Run& run, const RecordSelection& selection) {
  const auto name = case_meant(run, selection.case_name);
  std::vector<const Record*> chosen;
  std::set<std::string> others;
  for (const auto& record : run.records) {
    if (record.case_name != name) continue;
    others.insert(record.engine + " on " + record.worker);
    if (is_chosen(selection.engines, record.engine) && is_chosen(selection.workers, record.worker))
      chosen.push_back(&record);
  }
  if (chosen.empty())
    throw std::invalid_argument("the run has no such record of " + name + "; it has " + listed(others));
  return chosen;
}

}  // namespace dy2stat
