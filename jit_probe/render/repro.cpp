// Putting the Python file together.
#include "jit_probe/render/repro.hpp"

#include <fmt/format.h>

#include <set>
#include <sstream>

#include "jit_probe/record/engine_name.hpp"
#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/repro_python.hpp"

namespace dy2stat {
namespace {

// A string as a Python literal of one line.
std::string python_string(const std::string& text) {
  std::string literal = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\')
      literal += std::string("\\") + letter;
    else if (letter == '\n')
      literal += "\\n";
    else if (byte < 32 || byte == 127)
      literal += fmt::format("\\x{:02x}", byte);
    else
      literal += letter;
  }
  return literal + "\"";
}

// Each line of the text as a comment.
std::string comment(const std::string& text, const std::string& indent = "") {
  std::string result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) result += "# " + indent + printable(line) + "\n";
  return result;
}

// An engine as Python calls it.
struct EngineInPython {
  const char *engine, *called, *capture, *settings = "";
};
constexpr EngineInPython engines_in_python[] = {
    {"script", "torch.jit.script", capture_by_script},
    {"script[types]", "torch.jit.script(example_inputs=...)", capture_by_types},
    {"trace", "torch.jit.trace", capture_by_trace},
    {"freeze", "torch.jit.optimize_for_inference", capture_by_freeze, without_gradients},
    {"fx", "torch.fx.symbolic_trace", capture_by_fx},
    {"export", "torch.export.export", capture_by_export, "    STRICT = False\n\n"},
    {"export[strict]", "torch.export.export(strict=True)", capture_by_export, "    STRICT = True\n\n"},
};

// The text of an engine's own file, a line of it each.
std::string own_engine_settings(const OwnEngineName& name, const std::string& text) {
  auto settings = fmt::format("    ENGINE_FILE, ENGINE_FUNCTION = {}, {}\n    ENGINE_TEXT = (\n",
                              python_string(name.file), python_string(name.function));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) settings += "        " + python_string(line + "\n") + "\n";
  return settings + "    )\n\n";
}

// The same of any engine.
struct EngineShown {
  std::string called, capture, settings;
};

// Of `dynamo[backend=NAME][fullgraph]`.
EngineShown dynamo_in_python(const std::string& engine) {
  constexpr std::string_view option = "[backend=";
  const auto begin = engine.find(option) + option.size();
  const auto backend =
      engine.find(option) == std::string::npos ? "eager" : engine.substr(begin, engine.find(']') - begin);
  const bool fullgraph = with_fullgraph(engine) == engine;
  return {fmt::format("torch.compile(backend={}{})", python_string(backend), fullgraph ? ", fullgraph=True" : ""),
          capture_by_dynamo,
          fmt::format("    BACKEND, FULLGRAPH = {}, {}\n\n", python_string(backend), fullgraph ? "True" : "False")};
}

EngineShown in_python(const std::string& engine, const CaseRequest& program) {
  if (const auto own = own_engine_from(engine)) {
    const auto text = program.own_engines.find(engine);
    if (text == program.own_engines.end())
      throw NoRepro("the run does not hold the file of the engine '" + engine + "'");
    return {own->function + " of " + own->file, capture_by_own, own_engine_settings(*own, text->second)};
  }
  if (can_be_fullgraph(engine)) return dynamo_in_python(engine);
  std::string known = "dynamo";
  for (const auto& each : engines_in_python) {
    if (each.engine == engine) return {each.called, each.capture, each.settings};
    known += ", " + std::string(each.engine);
  }
  throw NoRepro("there is no file for the engine '" + engine + "' yet; there are " + known);
}

std::string head(const Record& record, const EngineShown& engine) {
  constexpr std::size_t most = 5;
  auto text = comment(fmt::format("torch {}, {}: {}", record.torch.text(), engine.called, name_of(record.verdict)));
  text += comment(record.reason);
  if (record.error)
    text += comment((record.error->type.empty() ? "" : record.error->type + ": ") + record.error->message, "  ");
  std::size_t shown = 0;
  for (const auto& difference : record.differences) {
    if (difference.severity != Severity::wrong || shown++ >= most) continue;
    text += comment(fmt::format("{} differ at {}", name_of(difference.aspect), difference.where));
    text += comment("eager:    " + difference.eager, "  ") + comment("captured: " + difference.captured, "  ");
  }
  return text + "#\n" +
         comment(
             "Run it with this torch: it prints where the program and its capture differ and ends with 1; where they\n"
             "agree, it says so and ends with 0. First the program (" +
             record.case_name + "), then what shows it.");
}

// Whether the program's own text can stand in the file: it must not need others when the file begins.
bool is_inlined(const CaseRequest& program) {
  return program.files.size() == 1 && program.files.begin()->first == program.module + ".py";
}

// How the program becomes a fresh module: from this very file where it is the only one, from a folder that is written
// where there are several, or by importing an installed package.
std::string loading(const CaseRequest& program) {
  const auto module = fmt::format("    MODULE = {}\n", python_string(program.module));
  if (program.files.empty()) return module + "\n" + load_package;
  if (is_inlined(program)) return load_this_file;
  std::string files;
  for (const auto& [name, content] : program.files)
    files += fmt::format("        {}: {},\n", python_string(name), python_string(content));
  return module + "    FILES = {\n" + files + "    }\n\n" + load_files;
}

std::string inputs_of(const CaseRequest& program) {
  std::string text = "    def init(module):\n        return ";
  if (!program.init_expression.empty())
    text += program.init_expression + "\n\n";
  else
    text += "module.init() if hasattr(module, \"init\") else ()\n\n";
  text += "    def inputs(module):\n        return ";
  if (program.input_expressions.empty()) return text + "list(module.inputs())\n\n";
  text += "[\n";
  for (const auto& expression : program.input_expressions) text += "            " + expression + ",\n";
  return text + "        ]\n\n";
}

// Observes in the mode, where it is not that of the program.
std::string in_mode(const ReproMode& mode) {
  std::string text;
  if (mode.training) text += fmt::format(set_mode, *mode.training ? "True" : "False");
  return text + (mode.no_grad ? without_graph : "");
}

std::set<Aspect> wrong_aspects(const Record& record) {
  std::set<Aspect> wrong;
  for (const auto& difference : record.differences)
    if (difference.severity == Severity::wrong) wrong.insert(difference.aspect);
  return wrong;
}

}  // namespace

std::string repro_file(const Record& record, const CaseRequest& program, const ReproMode& mode) {
  if (record.verdict == Verdict::unavailable)
    throw NoRepro("this record is unavailable, so that it shows nothing: " + record.reason);
  const auto wrong = wrong_aspects(record);

  const auto engine = in_python(record.engine, program);
  auto text = head(record, engine);
  if (is_inlined(program)) {
    const auto& own = program.files.begin()->second;
    text += "\n" + own + (own.ends_with('\n') ? "" : "\n");
  }
  text += "\n\n" + std::string(begin_of_finding) + loading(program) + inputs_of(program);
  text += fmt::format("    ENTRY = {}\n\n", python_string(program.entry)) + prepare;
  text += engine.settings + engine.capture;
  text += leaves;
  std::string flags;
  const auto show = [&](Aspect aspect, const char* name, const char* helper) {
    const bool is_wanted = wrong.contains(aspect);
    if (is_wanted) text += helper;
    flags += fmt::format("    SHOW_{} = {}\n", name, is_wanted ? "True" : "False");
  };
  show(Aspect::gradients, "GRADIENTS", gradients);
  show(Aspect::aliasing, "SHARED_STORAGE", shared_storage);
  show(Aspect::state, "STATE", "");
  show(Aspect::output, "OUTPUT", with_output);
  text += flags + "\n";
  return text + observe + in_mode(mode) + comparison + (record.stage == Stage::save ? saving : "") + end_of_finding;
}

}  // namespace dy2stat
