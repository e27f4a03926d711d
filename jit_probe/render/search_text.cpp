// Writing a search down.
#include "jit_probe/render/search_text.hpp"

#include <fmt/format.h>

#include <sstream>

#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

std::string heading_of(const Search& search) {
  auto text = fmt::format("{}  {}  {}: ", printable(search.case_name), search.engine, printable(search.worker));
  if (search.tried == 0) return text;
  text += fmt::format("{} inputs tried", search.tried);
  if (search.raised_in_eager > 0) text += fmt::format(", eager refuses {}", search.raised_in_eager);
  if (search.gave_up > 0) text += fmt::format(", eager does not end on {}", search.gave_up);
  text += fmt::format("; {} of {} branches", search.branches, search.branches_known);
  if (search.seconds > 0) text += fmt::format("; {:.0f} inputs a second", search.tried / search.seconds);
  return text;
}

std::string mode_of(const Finding& finding) {
  std::string text;
  if (finding.training) text += *finding.training ? ", in training mode" : ", in evaluation mode";
  return text + (finding.no_grad ? ", under torch.no_grad()" : "");
}

// The line of an error that says what it is: TorchScript puts its own before that.
std::string telling_line(const std::string& message) {
  std::istringstream lines(message);
  std::string first, last;
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (first.empty()) first = line;
    last = line;
  }
  return first.find("failed in the TorchScript interpreter") == std::string::npos ? first : last;
}

std::string finding_text(const Finding& finding) {
  auto text = fmt::format("  {}: {}{}\n", name_of(finding.kind), meaning_of(finding.kind), mode_of(finding));
  text += block(finding.input, "    ");
  text += block(fmt::format("from {}; found as input {}, {} more to make it small", finding.from, finding.tried,
                            finding.shrinking),
                "    ");
  for (const auto& difference : finding.differences) {
    text += block(fmt::format("{} at {}", name_of(difference.aspect), difference.where), "    ");
    text += block("eager:    " + difference.eager, "      ") + block("captured: " + difference.captured, "      ");
  }
  if (finding.error)
    text += block(
        (finding.error->type.empty() ? "" : finding.error->type + ": ") + telling_line(finding.error->message), "    ");
  return text;
}

// Findings that did not hold.
std::string doubts_of(const Search& search) {
  std::string text;
  const auto add = [&](int count, const char* what) {
    if (count > 0) text += fmt::format("  {} not reported: {}\n", count, what);
  };
  add(search.nondeterministic, "eager itself differs from run to run");
  add(search.rounding, "no further from a float64 run than eager is");
  add(search.unconfirmed, "a fresh process did not show it again");
  return text;
}

}  // namespace

std::string_view meaning_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::wrong:
      return "another result or effect than eager's";
    case FindingKind::crashed:
      return "its process dies or hangs where eager returns";
    case FindingKind::accepts:
      return "returns where eager raises";
    case FindingKind::wrong_on_other_sizes:
      return "differs from eager on sizes that the case neither has nor declares dynamic";
    case FindingKind::restricted:
      return "raises where eager returns";
    case FindingKind::restricted_on_other_sizes:
      return "raises where eager returns, on sizes that the case neither has nor declares dynamic";
  }
  return "";
}

std::string search_text(const Search& search) {
  auto text = heading_of(search);
  if (!search.already.empty()) return text + "not searched: " + printable(search.already) + "\n";
  if (!search.failure.empty()) text += (search.tried > 0 ? "; " : "") + printable(search.failure);
  text += "\n";
  for (const auto& finding : search.findings) text += finding_text(finding);
  if (search.findings.empty() && search.tried > 0) text += fmt::format("  none in {} tries\n", search.tried);
  return text + doubts_of(search);
}

}  // namespace dy2stat
