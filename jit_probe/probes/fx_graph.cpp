// Texts, counts and tables of fx graphs.
#include "jit_probe/probes/fx_graph.hpp"

#include <map>
#include <unordered_map>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/fx_nodes.hpp"
#include "jit_probe/probes/python_text.hpp"

namespace dy2stat::probes {
namespace {

// "add" of "operator.add", "aten::add.Tensor" and "torch.add"; the last part of a module's or an attribute's path.
std::string short_name(const FxNode& node) {
  auto name = node.target;
  if (const auto colons = name.find("::"); colons != std::string::npos)
    return name.substr(colons + 2, name.find('.', colons) - colons - 2);
  return name.substr(name.rfind('.') + 1);
}

class FxWriter {
 public:
  std::string write(const py::object& graph_module) {
    graph(fx_nodes(graph_module), 0);
    return std::move(text_);
  }

 private:
  void line(int depth, const std::string& text) { text_.append(2 * depth, ' ').append(text) += '\n'; }

  std::string name(const FxNode& node) {
    const auto base = node.op == "placeholder" ? node.target : short_name(node);
    const int count = ++counts_[base];
    auto given = "%" + base + (count == 1 ? "" : "'" + std::to_string(count));
    return names_[node.node.ptr()] = std::move(given);
  }

  std::string value(const py::handle& value) {
    return fx_value_text(value, [this](const py::handle& node) {
      const auto found = names_.find(node.ptr());
      return found == names_.end() ? "%?" : found->second;
    });
  }

  std::string arguments(const FxNode& node) {
    std::string text;
    for (const auto& argument : py::tuple(node.node.attr("args"))) text += (text.empty() ? "" : ", ") + value(argument);
    for (const auto& [key, argument] : py::dict(node.node.attr("kwargs")))
      text += (text.empty() ? "" : ", ") + py::str(key).cast<std::string>() + "=" + value(argument);
    return text;
  }

  std::string declared(const FxNode& node) {
    const auto type = fx_type_text(node.node);
    return name(node) + (type.empty() ? "" : " : " + type);
  }

  void graph(const std::vector<FxNode>& nodes, int depth) {
    std::string inputs;
    for (const auto& node : nodes) {
      if (node.op != "placeholder") continue;
      const auto otherwise = arguments(node);
      inputs += (inputs.empty() ? "" : ", ") + declared(node) + (otherwise.empty() ? "" : " = " + otherwise);
    }
    line(depth, "graph(" + inputs + "):");
    for (const auto& node : nodes) {
      if (node.op == "placeholder") continue;
      if (node.op == "output") {
        line(depth + 1, "return " + arguments(node));
        continue;
      }
      const auto used = arguments(node);
      const auto what = node.op == "get_attr"      ? "get_attr[" + node.target + "]"
                        : node.op == "call_module" ? node.kind + "[" + node.target + "](" + used + ")"
                                                   : node.kind + "(" + used + ")";
      line(depth + 1, declared(node) + " = " + what);
      if (!node.subgraph.is_none()) graph(fx_nodes(node.subgraph), depth + 2);
    }
  }

  std::string text_;
  std::unordered_map<const PyObject*, std::string> names_;
  std::unordered_map<std::string, int> counts_;
};

struct FxCounts {
  std::map<std::string, int> operators;
  int nodes = 0, depth = 0;

  void add(const py::object& graph_module, int at) {
    for (const auto& node : fx_nodes(graph_module)) {
      if (!node.subgraph.is_none()) add(node.subgraph, at + 1);
      if (node.kind.empty()) continue;
      ++operators[node.kind];
      ++nodes;
      depth = std::max(depth, at);
    }
  }
  int times(std::initializer_list<const char*> kinds) const {
    int sum = 0;
    for (const auto* kind : kinds)
      if (const auto found = operators.find(kind); found != operators.end()) sum += found->second;
    return sum;
  }
};

void add_rows(Json& rows, const py::object& graph_module, const std::string& prefix, const std::string& folder,
              Blobs& blobs) {
  const auto name_of = [](const py::handle& node) { return py::str(node.attr("name")).cast<std::string>(); };
  for (const auto& node : fx_nodes(graph_module)) {
    const auto text = [&](const py::object& value) {
      return json_from_bytes(blobs.shortened(fx_value_text(value, name_of)));
    };
    const auto line = fx_line(node.node, folder);
    rows.push_back({{"op", node.op},
                    {"name", prefix + node.name},
                    {"target", node.target},
                    {"args", text(node.node.attr("args"))},
                    {"kwargs", text(node.node.attr("kwargs"))},
                    {"type", fx_type_text(node.node)},
                    {"line", line ? line->file + ":" + std::to_string(line->line) : ""}});
    if (!node.subgraph.is_none()) add_rows(rows, node.subgraph, prefix + node.name + ".", folder, blobs);
  }
}

// What a call takes, as the placeholders have it. Of results nothing is declared.
Json placeholders_facts(const py::object& graph_module) {
  Json arguments = Json::array();
  std::string text;
  const auto no_node = [](const py::handle&) { return std::string("?"); };
  for (const auto& node : fx_nodes(graph_module)) {
    if (node.op != "placeholder") continue;
    const py::tuple otherwise = node.node.attr("args");
    const auto value = otherwise.empty() ? "" : fx_value_text(otherwise[0], no_node);
    const auto type = fx_type_text(node.node);
    text += (text.empty() ? "" : ", ") + node.target + (type.empty() ? "" : ": " + type);
    if (!otherwise.empty()) text += " = " + value;
    arguments.push_back({{"name", node.target},
                         {"type", type.empty() ? "any" : type},
                         {"default", otherwise.empty() ? Json() : json_from_bytes(value)}});
  }
  return {{"text", json_from_bytes("forward(" + text + ")")}, {"arguments", arguments}, {"returns", Json::array()}};
}

Json named_tensors(const py::object& module, const char* listing) {
  Json listed = Json::array();
  for (const auto& item : py::list(module.attr(listing)())) {
    const py::tuple named = py::reinterpret_borrow<py::tuple>(item);
    const auto& tensor = THPVariable_Unpack(named[1].ptr());
    listed.push_back({{"name", named[0].cast<std::string>()},
                      {"dtype", c10::toString(tensor.scalar_type())},
                      {"shape", tensor.sizes().vec()}});
  }
  return listed;
}

// The lines are the program's own: torch's frames around a node say nothing of it.
Json fx_source_ranges(const py::object& graph_module, const std::string& folder, Blobs& blobs) {
  std::string text;
  int index = 0;
  for (const auto& node : fx_nodes(graph_module)) {
    if (node.kind.empty()) continue;
    const auto line = fx_line(node.node, folder);
    text += std::to_string(index++) + " " + node.kind + " ";
    text += line ? line->file + ":" + std::to_string(line->line) + ":0\n" : "-\n";
  }
  return blobs.add_text(text);
}

}  // namespace

std::string fx_canonical_text(const py::object& graph_module) {
  return FxWriter().write(graph_module);
}

Json fx_graph_facts(const py::object& graph_module, Blobs& blobs) {
  return fx_graph_facts(std::vector{graph_module}, blobs);
}

Json fx_graph_facts(const std::vector<py::object>& graph_modules, Blobs& blobs) {
  FxCounts counts;
  std::string text, canonical;
  for (const auto& graph_module : graph_modules) {
    counts.add(graph_module, 0);
    text += py::str(graph_module.attr("graph")).cast<std::string>() + "\n";
    canonical += fx_canonical_text(graph_module);
  }
  return {{"text", blobs.add_text(text)},
          {"canonical", blobs.add_text(canonical)},
          {"nodes", counts.nodes},
          {"operators", counts.operators},
          {"loops", counts.times({"higher_order::while_loop", "higher_order::scan", "higher_order::map_impl",
                                  "higher_order::associative_scan"})},
          {"ifs", counts.times({"higher_order::cond"})},
          {"depth", counts.depth}};
}

Json fx_node_table(const py::object& graph_module, const std::string& folder, Blobs& blobs) {
  Json rows = Json::array();
  add_rows(rows, graph_module, "", folder, blobs);
  return rows;
}

Json graph_module_facts(const py::object& graph_module, const py::object& state, const std::string& folder,
                        Blobs& blobs) {
  Json facts{{"kind", "graph_module"}};
  facts["graph"] = guarded([&] { return fx_graph_facts(graph_module, blobs); });
  facts["code"] = guarded([&]() -> Json {
    return {{"text", blobs.add_text(graph_module.attr("code").cast<std::string>())}, {"constants", Json::array()}};
  });
  facts["schema"] = guarded([&] { return placeholders_facts(graph_module); });
  facts["table"] = guarded([&] { return fx_node_table(graph_module, folder, blobs); });
  facts["parameters"] = guarded([&] { return named_tensors(state, "named_parameters"); });
  facts["buffers"] = guarded([&] { return named_tensors(state, "named_buffers"); });
  facts["source_ranges"] = guarded([&] { return fx_source_ranges(graph_module, folder, blobs); });
  return facts;
}

}  // namespace dy2stat::probes
