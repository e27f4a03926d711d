// Tables of calls.
#include "jit_probe/render/calls_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "jit_probe/compare/call_diff.hpp"
#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

std::string count_of(std::uint64_t count, const std::string& what, const std::string& many) {
  return fmt::format("{} {}", count, count == 1 ? what : many);
}

std::string milliseconds(double ms) {
  return fmt::format("{:.3f}", ms);
}

// What a row is called at that level.
std::string unit_of(const CallRecording& recording) {
  return recording.level == "operator" ? "operator" : "API";
}

// All calls of a recording. Own times add up, where those with what was called count a nested call twice.
CallTotal sum_of(const CallRecording& recording) {
  CallTotal sum;
  for (const auto& [name, total] : recording.apis) {
    sum.calls += total.calls;
    sum.own_ms += total.own_ms;
  }
  return sum;
}

std::string heading(const CallRecording& recording) {
  const auto apis = recording.apis.size();
  return fmt::format("{}  {}  {}: {} of {}, {} ms\n", printable(recording.case_name), recording.engine,
                     recording.worker, count_of(sum_of(recording).calls, "call", "calls"),
                     count_of(apis, unit_of(recording), unit_of(recording) + "s"),
                     milliseconds(sum_of(recording).own_ms));
}

std::string calls_of(const CallTotal& total) {
  return total.calls == 0 ? "" : std::to_string(total.calls);
}

std::string ms_of(const CallTotal& total) {
  return total.calls == 0 ? "" : milliseconds(total.total_ms);
}

}  // namespace

std::string calls_text(const CallRecording& recording, std::size_t most_rows) {
  std::vector<std::pair<std::string, CallTotal>> sorted(recording.apis.begin(), recording.apis.end());
  std::ranges::stable_sort(sorted, std::greater<>(), [](const auto& one) { return one.second.total_ms; });
  const auto all = sorted.size();
  sorted.resize(std::min(all, most_rows));
  auto text = heading(recording);
  if (all == 0) return text;
  std::vector<std::vector<std::string>> rows;
  for (const auto& [name, total] : sorted)
    rows.push_back({printable(name), std::to_string(total.calls), milliseconds(total.total_ms),
                    milliseconds(total.own_ms), total.raised ? count_of(total.raised, "raised", "raised") : ""});
  text += rows_text({unit_of(recording), "calls", "total ms", "own ms", ""}, rows);
  if (all > most_rows)
    text += fmt::format("  and {} more; --top {} shows all\n",
                        count_of(all - most_rows, unit_of(recording), unit_of(recording) + "s"), all);
  return text;
}

std::string call_diff_text(const CallRecording& eager, const CallRecording& captured) {
  const auto& engine = captured.engine;
  std::vector<std::vector<std::string>> rows;
  for (const auto& change : call_diff(eager, captured))
    rows.push_back({printable(change.name), std::string(name_of(change.kind)), calls_of(change.first),
                    calls_of(change.second), ms_of(change.first), ms_of(change.second)});
  const auto all_eager = sum_of(eager), all_captured = sum_of(captured);
  rows.push_back({"all", "", std::to_string(all_eager.calls), std::to_string(all_captured.calls),
                  milliseconds(all_eager.own_ms), milliseconds(all_captured.own_ms)});
  return fmt::format("{}  {} against {}  {}\n", printable(eager.case_name), eager.engine, engine, eager.worker) +
         rows_text({unit_of(eager), engine + " calls it", eager.engine + " calls", engine + " calls",
                    eager.engine + " ms", engine + " ms"},
                   rows);
}

}  // namespace dy2stat
