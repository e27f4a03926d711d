// Puts the probes of a making by script together.
#include "jit_probe/probes/script_making.hpp"

#include <sstream>
#include <stdexcept>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/closure.hpp"
#include "jit_probe/probes/inferred_names.hpp"
#include "jit_probe/probes/python_text.hpp"
#include "jit_probe/probes/source.hpp"

namespace dy2stat::probes {
namespace {

// The function whose source is compiled: of a module its forward.
py::object compiled_function(const py::object& entry) {
  const auto is_module = py::isinstance(entry, py::module_::import("torch").attr("nn").attr("Module"));
  return function_of(is_module ? py::object(entry.attr("forward")) : entry);
}

// The tree of the function that is captured, as torch prints it.
Json syntax_tree(const std::vector<Compilation>& compilations, const std::string& captured, Blobs& blobs) {
  for (const auto& each : compilations) {
    if (each.in != captured || each.trees.empty()) continue;
    std::ostringstream text;
    text << each.trees.front() << "\n";
    return blobs.add_text(text.str());
  }
  throw std::runtime_error("torch did not get as far as to make a tree of the source");
}

const char* name_of(Compilation::Kind kind) {
  switch (kind) {
    case Compilation::Kind::function:
      return "function";
    case Compilation::Kind::method:
      return "method";
    case Compilation::Kind::class_type:
      return "class";
    case Compilation::Kind::overload:
      return "overload";
  }
  return "?";
}

Json compiled(const std::vector<Compilation>& compilations, const std::string& captured) {
  Json listed = Json::array();
  for (const auto& each : compilations) {
    Json defaults = Json::object();
    for (const auto& [argument, value] : each.defaults) defaults[argument] = json_from_bytes(value);
    listed.push_back({{"qualified_name", each.qualified_name},
                      {"kind", name_of(each.kind)},
                      {"defaults", defaults},
                      {"recursive", each.in != captured},
                      {"because_of", each.because_of < 0 ? "" : compilations[each.because_of].qualified_name},
                      {"completed", each.completed}});
  }
  return listed;
}

Json listed(const std::vector<Name>& names) {
  Json listed = Json::array();
  for (const auto& name : names) listed.push_back(to_json(name));
  return listed;
}

}  // namespace

Json ScriptMaking::facts(Blobs& blobs) const {
  const auto& compilations = watched_.compilations();
  const auto function = compiled_function(entry_);
  const auto captured = full_name(function);
  return {{"source", guarded([&] { return source_facts(function, blobs); })},
          {"syntax_tree", guarded([&] { return syntax_tree(compilations, captured, blobs); })},
          {"closure", guarded([&] { return closure_facts(function); })},
          {"names", guarded([&] { return listed(with_inferred(watched_.names(), compilations)); })},
          {"compiled", compiled(compilations, captured)}};
}

}  // namespace dy2stat::probes
