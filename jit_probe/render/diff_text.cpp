// A difference for a terminal, or as Markdown.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <utility>

#include "jit_probe/render/diff_formats.hpp"
#include "jit_probe/render/printable.hpp"

namespace dy2stat {
namespace {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// The lines of a difference in one of the two formats.
class Writer {
 public:
  Writer(DiffFormat format, bool colour) : markdown_(format == DiffFormat::markdown), colour_(colour && !markdown_) {}

  void heading(const std::string& title) {
    text_ += (text_.empty() ? "" : "\n") + (markdown_ ? "## " + title + "\n\n" : painted(title, "\033[1m") + "\n");
  }
  void item(const std::string& words) { text_ += (markdown_ ? "- " : "  ") + shown(words) + "\n"; }
  void detail(const std::string& words) { text_ += (markdown_ ? "  - " : "      ") + shown(words) + "\n"; }
  void plain(const std::string& words) { text_ += shown(words) + "\n"; }

  void unified(const std::string& diff) {
    if (markdown_) text_ += "\n```diff\n" + diff + "```\n\n";
    for (std::size_t start = 0; !markdown_ && start < diff.size();) {
      const auto end = std::min(diff.find('\n', start), diff.size());
      const auto line = printable(diff.substr(start, end - start));
      text_ += "    " +
               painted(line, line.starts_with('+')   ? "\033[32m"
                             : line.starts_with('-') ? "\033[31m"
                                                     : "") +
               "\n";
      start = end + 1;
    }
  }

  const std::string& text() const { return text_; }

 private:
  std::string painted(const std::string& words, const char* code) const {
    return colour_ && *code ? code + words + "\033[0m" : words;
  }
  std::string shown(const std::string& words) const { return markdown_ ? markdown_escaped(words) : printable(words); }

  bool markdown_, colour_;
  std::string text_;
};

// The text's lines without those that are blank and without spaces around them.
std::vector<std::string> trimmed_lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    const auto first = line.find_first_not_of(" \t\r");
    if (first != std::string::npos) lines.push_back(line.substr(first, line.find_last_not_of(" \t\r") + 1 - first));
  }
  return lines;
}

// An error in one line: its first, with the next where the first names the type only ("RuntimeError:").
std::string headline(const std::string& failure) {
  const auto lines = trimmed_lines_of(failure);
  if (lines.empty()) return {};
  return lines[0].ends_with(':') && lines.size() > 1 ? lines[0] + " " + lines[1] : lines[0];
}

// The first lines in which the two differ: much of an error is the same preamble.
std::pair<std::string, std::string> where_they_part(const std::string& before, const std::string& after) {
  const auto old = trimmed_lines_of(before), now = trimmed_lines_of(after);
  const auto [one, other] = std::ranges::mismatch(old, now);
  return {one == old.end() ? "(ends)" : *one, other == now.end() ? "(ends)" : *other};
}

void write_verdicts(Writer& writer, const Diff& diff) {
  const auto groups = grouped_verdicts(diff);
  if (groups.empty()) return;
  writer.heading("verdicts that changed");
  for (const auto& [name, changes] : groups) {
    writer.item(fmt::format("{}: {}", name, changes.size()));
    for (const auto* change : changes) {
      writer.detail(name_of_change(*change));
      const auto& failure = change->after.verdict == Verdict::sound ? change->before.failure : change->after.failure;
      if (!failure.empty()) writer.detail("  " + headline(failure));
    }
  }
}

void write_only(Writer& writer, const std::vector<std::string>& names, const std::string& side) {
  if (names.empty()) return;
  constexpr std::size_t shown = 20;
  writer.heading(fmt::format("only in {}: {}", side, counted(names.size(), "record")));
  for (std::size_t at = 0; at < std::min(shown, names.size()); ++at) writer.item(names[at]);
  if (names.size() > shown) writer.item(fmt::format("and {} more", names.size() - shown));
}

void write_failures(Writer& writer, const Diff& diff) {
  bool first = true;
  for (const auto& change : diff.changes) {
    if (!change.failure || change.verdict) continue;
    if (std::exchange(first, false)) writer.heading("same verdict, another error or reason");
    writer.item(name_of_change(change));
    const auto [before, after] = where_they_part(change.before.failure, change.after.failure);
    writer.detail("before: " + before);
    writer.detail("after:  " + after);
  }
}

void write_differences(Writer& writer, const Diff& diff) {
  bool first = true;
  for (const auto& change : diff.changes) {
    if (!change.differences || change.verdict) continue;
    if (std::exchange(first, false)) writer.heading("same verdict, other differences from eager");
    writer.item(name_of_change(change));
    std::vector<std::string> gone, come;
    std::ranges::set_difference(change.before.wrong, change.after.wrong, std::back_inserter(gone));
    std::ranges::set_difference(change.after.wrong, change.before.wrong, std::back_inserter(come));
    for (const auto& where : gone) writer.detail("no longer: " + where);
    for (const auto& where : come) writer.detail("now: " + where);
  }
}

std::string name_of_graph(const RecordChange& change, const GraphChange& graph) {
  return name_of_change(change) + (graph.method.empty() ? "" : " method " + graph.method);
}

void write_operators(Writer& writer, const Diff& diff) {
  bool first = true;
  for (const auto& change : diff.changes)
    for (const auto& graph : change.graphs) {
      if (graph.operators.empty()) continue;
      if (std::exchange(first, false)) writer.heading("operators gained and lost");
      writer.item(name_of_graph(change, graph));
      for (const auto& [kind, counts] : graph.operators)
        writer.detail(
            fmt::format("{:+} {} ({} -> {})", counts.second - counts.first, kind, counts.first, counts.second));
    }
}

void write_schemas(Writer& writer, const Diff& diff) {
  bool first = true;
  for (const auto& change : diff.changes)
    for (const auto& graph : change.graphs) {
      if (!graph.schema) continue;
      if (std::exchange(first, false)) writer.heading("schemas that changed");
      writer.item(name_of_graph(change, graph));
      writer.detail("before: " + graph.schema->first);
      writer.detail("after:  " + graph.schema->second);
    }
}

void write_graphs(Writer& writer, const Diff& diff, const DiffOptions& options, const GraphText& before,
                  const GraphText& after) {
  std::size_t all = 0;
  for (const auto& change : diff.changes)
    for (const auto& graph : change.graphs) {
      if (!graph.canonical) continue;
      if (++all > options.graphs) continue;
      if (all == 1) writer.heading("canonical graphs that changed");
      writer.item(name_of_graph(change, graph));
      writer.unified(unified_diff(before(graph.canonical->first), after(graph.canonical->second),
                                  options.before_name + "/" + change.before.case_name,
                                  options.after_name + "/" + change.after.case_name));
    }
  if (all > options.graphs)
    writer.plain(fmt::format("{} more changed; --graphs {} prints all", counted(all - options.graphs, "graph"), all));
}

void write_summary(Writer& writer, const Diff& diff, const DiffOptions& options) {
  writer.heading("summary");
  std::size_t verdicts = 0, graphs = 0;
  for (const auto& change : diff.changes) {
    verdicts += change.verdict;
    for (const auto& graph : change.graphs) graphs += graph.canonical.has_value();
  }
  writer.item(fmt::format("{} -> {}: {} compared, {} changed", options.before_name, options.after_name,
                          counted(diff.compared, "record"), diff.changes.size()));
  writer.item(fmt::format("{}, {}", counted(verdicts, "verdict") + " changed", counted(graphs, "graph") + " changed"));
  for (const auto& [verdict, counts] : diff.verdicts)
    writer.item(fmt::format("{}: {} -> {} ({:.1f}% -> {:.1f}%)", name_of(verdict), counts.first, counts.second,
                            100.0 * static_cast<double>(counts.first) / static_cast<double>(diff.compared),
                            100.0 * static_cast<double>(counts.second) / static_cast<double>(diff.compared)));
  if (diff.median_capture_ratio)
    writer.item(fmt::format("seconds of capturing, after over before: median {:.2f}", *diff.median_capture_ratio));
}

}  // namespace

std::string text_diff(const Diff& diff, DiffFormat format, const DiffOptions& options, const GraphText& before,
                      const GraphText& after) {
  Writer writer(format, options.colour);
  write_verdicts(writer, diff);
  write_only(writer, diff.only_before, options.before_name);
  write_only(writer, diff.only_after, options.after_name);
  if (!options.verdicts_only) {
    write_failures(writer, diff);
    write_differences(writer, diff);
    write_operators(writer, diff);
    write_schemas(writer, diff);
    write_graphs(writer, diff, options, before, after);
  }
  write_summary(writer, diff, options);
  return writer.text();
}

}  // namespace dy2stat
