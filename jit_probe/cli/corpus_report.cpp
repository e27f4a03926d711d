// Tables of corpora.
#include "jit_probe/cli/corpus_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "jit_probe/cli/funnel.hpp"
#include "jit_probe/cli/report.hpp"
#include "jit_probe/record/run_folder.hpp"
#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/table.hpp"

namespace dy2stat {
namespace {

// More rows than these nobody reads at the end of a run.
constexpr std::size_t most_rows = 100;
constexpr std::size_t most_reasons = 5;

std::size_t cases_in(const std::vector<Record>& records) {
  std::set<std::string> names;
  for (const auto& record : records) names.insert(record.case_name);
  return names.size();
}

std::string table_text(const std::vector<Record>& records, bool colour) {
  if (cases_in(records) <= most_rows) return report_text(records, "terminal", colour);
  auto table = verdict_table(records, TableBy::category);
  table.title = "verdicts of all cases";
  for (auto& group : table.groups) group.rows.clear();
  table.groups.clear();
  return render_tables({table}, TableFormat::terminal, colour);
}

// "imported 3: package.a (ImportError: no scipy), ..."
std::string left_out_text(const CorpusRemarks& corpus) {
  std::vector<std::string> stages;
  std::map<std::string, std::vector<const LeftOut*>> by_stage;
  for (const auto& out : corpus.left_out) {
    if (!by_stage.contains(out.stage)) stages.push_back(out.stage);
    by_stage[out.stage].push_back(&out);
  }
  std::string text;
  for (const auto& stage : stages) {
    const auto& of_stage = by_stage[stage];
    text += fmt::format("  not {}: {}\n", printable(stage), of_stage.size());
    for (std::size_t k = 0; k < std::min(of_stage.size(), most_reasons); ++k)
      text += fmt::format("    {}: {}\n", printable(of_stage[k]->name), printable(of_stage[k]->reason));
    if (of_stage.size() > most_reasons) text += "    ... (all of them are in the run's corpora.json)\n";
  }
  return text;
}

constexpr std::string_view told_prefix = "torch says ";

// Of an example of torch.export's: "SUPPORTED"; empty for any other record.
std::string told_by_torch(const Record& record) {
  const auto tag = std::ranges::find_if(record.tags, [](const auto& one) { return one.starts_with(told_prefix); });
  const bool is_export = record.engine == "export" || record.engine == "export[strict]";
  return tag == record.tags.end() || !is_export ? "" : tag->substr(told_prefix.size());
}

// Our verdict of an example and torch's word of it exclude each other.
bool disagrees(const Record& record, const std::string& told) {
  const bool good = record.verdict == Verdict::sound || record.verdict == Verdict::restricted;
  return record.verdict != Verdict::unavailable && good != (told == "SUPPORTED");
}

std::string disagreements(const std::vector<Record>& records) {
  std::string text;
  std::size_t told = 0;
  for (const auto& record : records) {
    const auto word = told_by_torch(record);
    if (word.empty()) continue;
    ++told;
    if (disagrees(record, word))
      text += fmt::format("  {} {} {}: {}, torch says {}\n", record.case_name, record.engine, record.worker,
                          name_of(record.verdict), word);
  }
  if (told == 0) return {};
  return "\n" + (text.empty() ? "torch.export's own word agrees with every verdict\n"
                              : "verdicts that disagree with torch.export's own word\n" + text);
}

}  // namespace

void keep_remarks(const std::filesystem::path& run, const std::vector<CorpusRemarks>& corpora) {
  if (corpora.empty()) return;
  Json json = Json::array();
  for (const auto& corpus : corpora) json.push_back(to_json(corpus));
  write_atomically(run / "corpora.json", json.dump(1) + "\n");
}

std::string run_tables(const std::vector<Record>& records, const std::vector<CorpusRemarks>& corpora, bool colour) {
  if (corpora.empty()) return report_text(records, "terminal", colour);
  auto text = table_text(records, colour) + disagreements(records);
  for (const auto& corpus : corpora) {
    text += fmt::format("\n{} on {}: {} cases, {} left out\n", printable(corpus.corpus), corpus.worker, corpus.cases,
                        corpus.left_out.size());
    if (!corpus.failure.empty()) text += "  " + printable(corpus.failure) + "\n";
    text += left_out_text(corpus);
    if (corpus.corpus.starts_with("docstrings:") && corpus.failure.empty())
      text += "\n" + render_tables({funnel_table(corpus, records)}, TableFormat::terminal, colour);
  }
  return text;
}

}  // namespace dy2stat
