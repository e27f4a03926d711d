// Looking at a program's syntax in a process of its own.
#include "jit_probe/worker/syntax_run.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "ast/parse/parse.hpp"
#include "ast/passes/pipeline.hpp"
#include "ast/scopes/text.hpp"
#include "ast/tree/outline.hpp"
#include "ast/tree/to_source.hpp"
#include "capture/python/headers.hpp"
#include "jit_probe/worker/child_answer.hpp"
#include "jit_probe/worker/program_error.hpp"

namespace dy2stat {
namespace {

struct SourceFile {
  std::string name, text;
};

// The request's own file, or that of a module which is installed.
SourceFile source_file_of(const CaseRequest& request) {
  auto path = request.module;
  std::ranges::replace(path, '.', '/');
  for (const auto& name : {path + ".py", path + "/__init__.py"})
    if (const auto own = request.files.find(name); own != request.files.end()) return {name, own->second};
  const auto spec = py::module_::import("importlib.util").attr("find_spec")(request.module);
  if (spec.is_none())
    throw std::runtime_error("there is no module '" + request.module + "' beside this worker's torch");
  const auto origin = py::str(spec.attr("origin")).cast<std::string>();
  std::ifstream file(origin, std::ios::binary);
  if (!origin.ends_with(".py") || !file)
    throw std::runtime_error(request.module + " is not written in Python: " + origin + " has no source to look at");
  return {origin, {std::istreambuf_iterator<char>(file), {}}};
}

// What is looked at: a definition in the module, or all of it.
struct Looked {
  const ast::Module& module;
  const ast::SymbolTable& table;
  const ast::Statement* definition;

  std::vector<ast::NamedFlow> flows() const {
    return definition ? ast::flows_of(*definition, table) : ast::flows_of(module, table);
  }
  std::string section(const std::string& name) const {
    const ast::PrintOptions options{ast::python_minor()};
    if (name == "source") return definition ? to_source(*definition, options) : to_source(module, options);
    if (name == "tree") return ast::outline(definition ? ast::Module{{*definition}} : module);
    if (name == "scopes") return ast::scopes_text(definition ? *table.scope_of(definition) : table.module());
    if (name == "dot") return ast::to_dot(flows());
    if (name != "flow") throw std::runtime_error("this worker knows no section '" + name + "': build it again");
    std::string text;
    for (const auto& flow : flows()) text += (text.empty() ? "" : "\n") + flow.name + "\n" + ast::flow_text(flow);
    return text;
  }
};

// An entry that is an instance, or was imported, is shown with the file around it.
const ast::Statement* definition_in(const ast::Module& module, const ast::SymbolTable& table, const std::string& entry,
                                    const std::string& file) {
  if (entry.empty()) return nullptr;
  if (const auto* definition = ast::find_definition(module, entry)) return definition;
  const auto* symbol = table.module().find(entry.substr(0, entry.find('.')));
  if (!symbol || !symbol->is_bound()) throw std::runtime_error(file + " defines no function or class '" + entry + "'");
  return nullptr;
}

std::vector<LoweringStep> steps_of(const Looked& looked, const SyntaxOptions& options) {
  auto module = looked.definition ? ast::Module{{*looked.definition}} : looked.module;
  std::vector<LoweringStep> steps{{"source", 0, ast::statements_in(module), looked.section("source"), {}}};
  for (auto& step : ast::lower_in_steps(module, {options.after, options.only}, {ast::python_minor()}))
    steps.push_back({step.key, step.seconds, step.statements, std::move(step.source), std::move(step.left)});
  return steps;
}

Syntax syntax_of(const CaseRequest& request) {
  try {
    const auto file = source_file_of(request);
    const auto module = ast::parse(file.text, {file.name});
    const ast::SymbolTable table(module);
    const Looked looked{module, table, definition_in(module, table, request.entry, file.name)};
    Syntax syntax;
    for (const auto& section : request.syntax->sections) syntax.texts.push_back(looked.section(section));
    if (request.syntax->lowered) syntax.steps = steps_of(looked, *request.syntax);
    return syntax;
  } catch (const ast::SourceRefused& refused) {
    return {{}, refused.type + ": " + refused.what(), {}};
  } catch (const ast::ScopeError& refused) {
    return {
        {}, "SyntaxError: " + std::string(refused.what()) + " (line " + std::to_string(refused.range.line) + ")", {}};
  } catch (py::error_already_set& raised) {
    const auto error = error_from(raised);
    return {{}, error.type + ": " + error.message, {}};
  } catch (const std::exception& error) {
    return {{}, error.what(), {}};
  }
}

}  // namespace

void run_syntax(const CaseRequest& request, Family& family, int control, const SendFrames& send) {
  answer_from_child(
      request, family, control, send, "syntax", [&] { return to_json(syntax_of(request)); },
      [](const std::string& reason) {
        return to_json(Syntax{{}, reason, {}});
      });
}

}  // namespace dy2stat
