// The sections of `show` about what was captured.
#include <fmt/format.h>

#include <sstream>

#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

// The source with its line numbers, as the engine found it; where that is not recorded, the program's own file.
std::string numbered_source(const RecordView& view) {
  auto fact = view.made("/source/text");
  auto number = view.made("/source/first_line");
  if (fact.is_null()) {
    const auto module = view.made("/program/module");
    fact = view.made("/program/files/" + (module.is_string() ? module.get<std::string>() : "program") + ".py");
    number = 1;
  }
  if (const auto absent = view.why_absent(fact); !absent.empty()) return absent + "\n";
  std::string text;
  std::istringstream lines(view.text(fact));
  long at = number.is_number() ? number.get<long>() : 1;
  for (std::string line; std::getline(lines, line); ++at) text += fmt::format("{:4} {}\n", at, line);
  return text;
}

std::string source_heading(const RecordView& view) {
  const auto file = view.made("/source/file");
  std::string text = "source";
  if (file.is_string()) text += ": " + bytes_from_json(file);
  if (view.made("/source/wrapped") == true) text += ", found through a wrapper";
  return text;
}

std::string graph_heading(const RecordView& view) {
  std::string text = "graph";
  if (const auto nodes = view.captured("/graph/nodes"); nodes.is_number())
    text += fmt::format(": nodes {}, loops {}, ifs {}, depth {}", nodes.dump(), view.captured("/graph/loops").dump(),
                        view.captured("/graph/ifs").dump(), view.captured("/graph/depth").dump());
  return text;
}

// An argument or result as "name: type = default".
std::string argument_text(const Json& argument) {
  std::string text = argument.value("name", "");
  text += (text.empty() ? "" : ": ") + argument.value("type", "?");
  if (argument.contains("default") && !argument.at("default").is_null())
    text += " = " + (argument.at("default").is_string() ? argument.at("default").get<std::string>()
                                                        : argument.at("default").dump());
  return text;
}

}  // namespace

std::string source_and_graph(const RecordView& view, std::size_t width, bool source, bool graph) {
  constexpr std::size_t wide_enough = 120;
  const auto graph_text = [&] { return view.text(view.captured("/graph/text")); };
  if (source && graph && width >= wide_enough)
    return side_by_side(source_heading(view) + "\n\n" + numbered_source(view),
                        graph_heading(view) + "\n\n" + graph_text(), width);
  std::string text;
  if (source) text += source_heading(view) + "\n" + block(numbered_source(view));
  if (source && graph) text += "\n";
  if (graph) text += graph_heading(view) + "\n" + block(graph_text());
  return text;
}

std::string code_section(const RecordView& view) {
  auto text = block(view.text(view.captured("/code/text")));
  const auto constants = view.captured("/code/constants");
  if (constants.is_array() && !constants.empty()) {
    text += "  constants:\n";
    std::size_t number = 0;
    for (const auto& constant : constants)
      text +=
          block(fmt::format("c{} = {}", number++, constant.is_string() ? bytes_from_json(constant) : constant.dump()),
                "    ");
  }
  return text;
}

std::string schema_section(const RecordView& view) {
  auto text = block(view.text(view.captured("/schema/text")));
  for (const auto& argument : view.captured("/schema/arguments"))
    text += block("takes " + argument_text(argument), "    ");
  for (const auto& result : view.captured("/schema/returns")) text += block("gives " + argument_text(result), "    ");
  return text;
}

std::string methods_section(const RecordView& view) {
  const auto methods = view.captured("/methods");
  if (const auto absent = view.why_absent(methods); !absent.empty()) return block(absent);
  if (methods.empty()) return block("none beside the one that was captured");
  std::string text;
  for (const auto& [name, facts] : methods.items()) {
    text += "  " + name + "\n";
    for (const auto* fact : {"/schema/text", "/code/text", "/graph/text"})
      text += block(view.text(view.captured("/methods/" + name + fact)), "    ");
  }
  return text;
}

std::string optimised_section(const RecordView& view) {
  const auto execution = view.captured("/execution");
  if (const auto absent = view.why_absent(execution); !absent.empty()) return block(absent);
  std::string text;
  if (execution.contains("plans")) text += "  execution plans: " + execution.at("plans").dump() + "\n";
  return text + block(view.text(view.captured("/execution/optimised")));
}

}  // namespace dy2stat
