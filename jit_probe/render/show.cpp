// The order and the headings of what `show` prints.
#include "jit_probe/render/show.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

Json fact_at(const Json& facts, const std::string& path) {
  const Json::json_pointer pointer(path);
  return facts.contains(pointer) ? facts.at(pointer) : Json();
}

bool is_wanted(const ShowOptions& options, std::string_view section) {
  const auto named = [&](std::string_view word) {
    return std::ranges::find(options.sections, word) != options.sections.end();
  };
  if (options.sections.empty()) return std::ranges::find(long_sections, section) == long_sections.end();
  return named("all") || named(section);
}

bool makes_torchscript(const std::string& engine) {
  return engine == "trace" || engine == "freeze" || engine.starts_with("script");
}

// Whether records of that engine can have the section.
bool has_section(const std::string& engine, std::string_view section) {
  const auto is_one_of = [&](std::initializer_list<std::string_view> sections) {
    return std::ranges::find(sections, section) != sections.end();
  };
  const bool is_dynamo = engine.starts_with("dynamo");
  if (is_one_of({"tree", "inlined", "optimised", "methods", "closure", "names"})) return makes_torchscript(engine);
  if (is_one_of({"compilations", "breaks", "graphs", "guards"})) return is_dynamo;
  if (section == "kernels") return engine.starts_with("dynamo[backend=inductor]");
  const bool is_own = engine.starts_with("py:");
  if (section == "text") return is_own;
  if (is_own && is_one_of({"graph", "code", "schema", "ranges", "nodes"})) return false;
  const bool is_onnx = engine == "onnx";
  if (section == "archive") return !is_dynamo && !is_own;
  if (is_one_of({"code", "schema", "ranges"})) return !is_dynamo && !is_onnx;
  if (section == "nodes") return !is_dynamo && !is_onnx && !makes_torchscript(engine);
  if (section == "signature") return is_onnx || engine.starts_with("export");
  return true;
}

// Whether nothing was recorded for a section that shows what was recorded.
bool is_absent(std::string_view section, const RecordView& view) {
  if (section == "source") return view.made("/source/text").is_null() && view.made("/program/files").is_null();
  if (section == "tree") return view.made("/syntax_tree").is_null();
  if (section == "optimised") return view.captured("/execution").is_null();
  if (section == "ranges") return view.captured("/source_ranges").is_null();
  if (section == "lines") return view.captured("/lines").is_null();
  if (section == "nodes") return view.captured("/table").is_null();
  if (section == "signature") return view.captured("/signature").is_null() && view.captured("/opsets").is_null();
  if (section == "archive") return view.captured("/archive").is_null();
  if (section == "kernels") return view.captured("/generated").is_null();
  if (section == "graphs") return view.captured("/graphs").is_null();
  if (section == "compilations" || section == "guards") return view.made("/compilations").is_null();
  if (section == "breaks") return view.made("/breaks").is_null();
  for (const auto same_name : {"graph", "code", "text", "schema", "inlined", "methods"})
    if (section == same_name) return view.captured("/" + std::string(section)).is_null();
  return false;
}

std::string bold(const std::string& text, const ShowOptions& options) {
  return options.colour ? "\033[1m" + text + "\033[0m" : text;
}

std::string content_of(std::string_view section, const RecordView& view, const ShowOptions& options) {
  if (section == "expectation") return expectation_section(view, options);
  if (section == "error") return error_section(view);
  if (section == "differences") return differences_section(view, options.colour);
  if (section == "code") return code_section(view);
  if (section == "text") return block(view.text(view.captured("/text")));
  if (section == "schema") return schema_section(view);
  if (section == "closure") return closure_section(view);
  if (section == "names") return names_section(view);
  if (section == "tree") return block(view.text(view.made("/syntax_tree")));
  if (section == "making") return making_section(view);
  if (section == "inlined") return block(view.text(view.captured("/inlined/text")));
  if (section == "optimised") return optimised_section(view);
  if (section == "methods") return methods_section(view);
  if (section == "ranges") return block(view.text(view.captured("/source_ranges")));
  if (section == "lines") return lines_section(view, options.colour);
  if (section == "nodes") return nodes_section(view);
  if (section == "signature") return view.record.engine == "onnx" ? model_section(view) : signature_section(view);
  if (section == "compilations") return compilations_section(view);
  if (section == "breaks") return breaks_section(view);
  if (section == "graphs") return graphs_section(view);
  if (section == "guards") return guards_section(view);
  if (section == "kernels") return kernels_section(view);
  if (section == "archive") return archive_section(view);
  throw std::logic_error("a section without content: " + std::string(section));
}

std::string seconds_text(const Seconds& seconds) {
  std::string text = fmt::format("{:.3f} s", seconds.total);
  const std::pair<const char*, double> stages[] = {
      {"load", seconds.load}, {"eager", seconds.eager}, {"capture", seconds.capture}, {"inspect", seconds.inspect},
      {"call", seconds.call}, {"save", seconds.save},   {"verify", seconds.verify}};
  std::string parts;
  for (const auto& [stage, spent] : stages)
    if (spent > 0) parts += fmt::format("{}{} {:.3f}", parts.empty() ? "" : ", ", stage, spent);
  return text + (parts.empty() ? "" : " (" + parts + ")");
}

std::string head(const RecordView& view, const ShowOptions& options) {
  const auto& record = view.record;
  auto text = bold(printable(record.case_name + "  " + record.engine + "  " + record.worker), options) + "\n";
  text += fmt::format("  {} at {}{}\n", name_of(record.verdict), name_of(record.stage),
                      record.flaky ? ", flaky: rounds of this run disagreed" : "");
  if (!record.reason.empty()) text += block(record.reason);
  if (const auto lost = lost_lines(view); record.verdict == Verdict::unsound && !lost.empty())
    text += block("lost lines: " + lost + " (--section lines)");
  for (const auto& round : record.rounds) text += "  round: " + printable(round) + "\n";
  for (const auto& note : record.notes) text += "  note: " + printable(note) + "\n";
  if (!record.not_checked.empty()) {
    text += "  not checked:";
    for (const auto aspect : record.not_checked) text += " " + std::string(name_of(aspect));
    text += "\n";
  }
  text += fmt::format("  {}, {:.0f} MiB at most\n", seconds_text(record.seconds), record.peak_mib);
  return text + (options.rerun.empty() ? "" : "  again: " + printable(options.rerun) + "\n");
}

}  // namespace

Json RecordView::made(const std::string& path) const {
  return fact_at(record.making, path);
}

Json RecordView::captured(const std::string& path) const {
  return fact_at(record.artifact, path);
}

std::string RecordView::why_absent(const Json& fact) const {
  if (fact.is_object() && fact.contains("not_available")) return bytes_from_json(fact.at("not_available"));
  if (fact.is_object() && fact.contains("failed")) return "not recorded: " + bytes_from_json(fact.at("failed"));
  if (!fact.is_null()) return {};
  if (record.stage > Stage::capture) return "not recorded";
  return "not recorded: the record ended at the stage " + std::string(name_of(record.stage));
}

std::string RecordView::text(const Json& fact) const {
  const auto absent = why_absent(fact);
  return absent.empty() ? run.text(fact) : absent;
}

void check_section(const std::string& word) {
  if (word == "all" || std::ranges::find(show_sections, word) != show_sections.end()) return;
  std::string known;
  for (const auto section : show_sections) known += std::string(section) + ", ";
  throw UnknownWord("'" + word + "' is no section; there are " + known + "all");
}

std::string show_record(const Run& run, const Record& record, const ShowOptions& options) {
  const RecordView view{run, record};
  auto text = head(view, options);
  // What nobody asked for by name and is not there is only counted up.
  const bool by_name =
      !options.sections.empty() && std::ranges::find(options.sections, "all") == options.sections.end();
  std::string missing;
  const auto is_shown = [&](std::string_view section) {
    if (!is_wanted(options, section) || (!by_name && !has_section(record.engine, section))) return false;
    const bool absent = !by_name && is_absent(section, view);
    if (absent) missing += " " + std::string(section);
    return !absent;
  };
  for (const auto section : show_sections) {
    if (section == "source") {
      // The graph is printed with the source, beside it or below.
      const bool source = is_shown("source"), graph = is_shown("graph");
      if (source || graph) text += "\n" + source_and_graph(view, options.width, source, graph);
    } else if (section != "graph" && is_shown(section)) {
      if (const auto content = content_of(section, view, options); !content.empty())
        text += "\n" + bold(std::string(section), options) + "\n" + content;
    }
  }
  if (!missing.empty()) text += "\n" + view.why_absent(Json()) + ":" + missing + "\n";
  if (options.sections.empty()) {
    text += "\nmore with --section:";
    for (const auto section : long_sections)
      if (has_section(record.engine, section)) text += " " + std::string(section);
    text += "\n";
  }
  return text;
}

}  // namespace dy2stat
