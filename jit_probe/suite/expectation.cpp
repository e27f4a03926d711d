// Reading expectations.
#include "jit_probe/suite/expectation.hpp"

#include <algorithm>

#include "jit_probe/record/engine_name.hpp"

namespace dy2stat {
namespace {

void read_engines(TomlReader& reader, const toml::table& table, Expectation& expectation) {
  const auto engines = reader.some_texts(table, "engine");
  for (const auto& engine : engines) {
    if (!is_known_engine(engine.text)) {
      const std::vector<std::string_view> known(known_engines().begin(), known_engines().end());
      reader.problem(*engine.at, "there is no engine '" + engine.text + "'",
                     did_you_mean(engine.text, known) + "the engines are " + TomlReader::listed(known));
    }
    if (std::ranges::count(expectation.engines, engine.text))
      reader.problem(*engine.at, "'" + engine.text + "' stands here twice", "remove one");
    expectation.engines.push_back(engine.text);
  }
}

void read_operators(TomlReader& reader, const toml::table& table, Expected& expected) {
  const auto* operators = table.get("ops");
  if (!operators) return;
  if (!operators->is_table())
    return reader.problem(*operators, "'ops' is no table", "write ops.has = [\"...\"] or ops.not = [\"...\"]");
  reader.only_keys(*operators->as_table(), {"has", "not"});
  expected.operators_has = texts_of(reader.texts(*operators->as_table(), "has", Need::optional));
  expected.operators_not = texts_of(reader.texts(*operators->as_table(), "not", Need::optional));
}

void read_mechanism(TomlReader& reader, const toml::table& table, const Mechanisms* mechanisms, Expected& expected) {
  expected.mechanism = reader.text(table, "mechanism", Need::optional);
  if (expected.mechanism.empty() || !mechanisms || mechanisms->contains(expected.mechanism)) return;
  const auto& at = *table.get("mechanism");
  if (mechanisms->empty())
    return reader.problem(at, "no mechanisms.toml in a folder above explains '" + expected.mechanism + "'",
                          "write one, or leave 'mechanism' out and say the cause in 'why'");
  std::vector<std::string_view> names;
  for (const auto& [name, mechanism] : *mechanisms) names.push_back(name);
  reader.problem(at, "there is no mechanism '" + expected.mechanism + "'",
                 did_you_mean(expected.mechanism, names) + "explain it in mechanisms.toml");
}

Expectation read_expectation(TomlReader& reader, const toml::table& table, const std::string& file,
                             const Mechanisms* mechanisms) {
  reader.only_keys(table, {"engine", "torch", "verdict", "aspects", "stage", "error", "mechanism", "ops"});
  Expectation expectation;
  auto& expected = expectation.expected;
  read_engines(reader, table, expectation);
  reader.parsed(table, "torch", Need::optional,
                [&](const std::string& range) { expectation.torch = TorchRange::parse(range); });
  const auto verdict = reader.word(table, "verdict", Need::required, verdicts);
  expected.verdict = verdict.value_or(Verdict::sound);
  expected.stage = reader.word(table, "stage", Need::optional, stages);
  for (const auto& item : reader.texts(table, "aspects", Need::optional))
    if (const auto aspect = reader.word(*item.at, item.text, aspects)) expected.aspects.push_back(*aspect);
  expected.error = reader.text(table, "error", Need::optional);
  read_mechanism(reader, table, mechanisms, expected);
  read_operators(reader, table, expected);
  if (verdict == Verdict::unsound && !table.contains("aspects"))
    reader.problem(table, "'unsound' without aspects", "say in which aspects it differs: aspects = [\"values\"]");
  if (verdict == Verdict::rejected && (!table.contains("stage") || expected.error.empty()))
    reader.problem(table, "'rejected' without stage or error",
                   "add stage = \"capture\" and error = \"a part of the message\"");
  const auto& begin = table.source().begin;
  expected.at = file + ":" + std::to_string(begin.line) + ":" + std::to_string(begin.column);
  return expectation;
}

// Two expectations that speak of the same engine and a common torch contradict or repeat each other.
void check_overlaps(TomlReader& reader, const std::vector<Expectation>& expectations,
                    const std::vector<const toml::table*>& tables) {
  for (std::size_t later = 1; later < expectations.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier)
      for (const auto& engine : expectations[later].engines)
        if (std::ranges::count(expectations[earlier].engines, engine) &&
            expectations[later].torch.overlaps(expectations[earlier].torch))
          reader.problem(*tables[later],
                         "'" + engine + "' is expected twice, at " + expectations[earlier].expected.at + " too",
                         "make the torch ranges disjoint");
}

}  // namespace

std::vector<Expectation> read_expectations(TomlReader& reader, const toml::table& content, const std::string& file,
                                           const Mechanisms* mechanisms) {
  std::vector<Expectation> expectations;
  const auto tables = reader.tables(content, "expect");
  for (const auto* table : tables) expectations.push_back(read_expectation(reader, *table, file, mechanisms));
  check_overlaps(reader, expectations, tables);
  return expectations;
}

}  // namespace dy2stat
