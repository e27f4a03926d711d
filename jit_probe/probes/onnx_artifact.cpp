// Facts of an ONNXProgram.
#include "jit_probe/probes/onnx_artifact.hpp"

#include <algorithm>
#include <map>

#include "jit_probe/probes/artifact.hpp"

namespace dy2stat::probes {
namespace {

std::string onnx_text_of(const py::handle& object) {
  return py::str(object).cast<std::string>();
}

struct OnnxCounts {
  std::map<std::string, int> operators;
  int nodes = 0, depth = 0;

  int times(const char* kind) const { return operators.contains(kind) ? operators.at(kind) : 0; }
};

// `graph` is an onnx_ir.Graph; the bodies of control flow are attributes of its nodes.
void count_onnx_nodes(const py::handle& graph, int depth, OnnxCounts& counts) {
  for (const auto& node : graph) {
    const auto domain = node.attr("domain").cast<std::string>();
    ++counts.operators[(domain.empty() ? "" : domain + "::") + node.attr("op_type").cast<std::string>()];
    ++counts.nodes;
    counts.depth = std::max(counts.depth, depth);
    for (const auto& attribute : node.attr("attributes").attr("values")()) {
      const auto kind = attribute.attr("type").attr("name").cast<std::string>();
      if (kind == "GRAPH") count_onnx_nodes(attribute.attr("value"), depth + 1, counts);
      if (kind == "GRAPHS")
        for (const auto& nested : attribute.attr("value")) count_onnx_nodes(nested, depth + 1, counts);
    }
  }
}

Json onnx_graph(const py::object& model, Blobs& blobs) {
  OnnxCounts counts;
  count_onnx_nodes(model.attr("graph"), 0, counts);
  return {{"text", blobs.add_text(onnx_text_of(model))},
          {"nodes", counts.nodes},
          {"operators", counts.operators},
          {"loops", counts.times("Loop") + counts.times("Scan")},
          {"ifs", counts.times("If")},
          {"depth", counts.depth}};
}

Json onnx_opsets(const py::object& model) {
  Json opsets = Json::object();
  for (const auto& [domain, version] : py::dict(model.attr("opset_imports"))) {
    const auto name = domain.cast<std::string>();
    opsets[name.empty() ? "ai.onnx" : name] = version.cast<int>();
  }
  return opsets;
}

Json onnx_values(const py::handle& values) {
  Json texts = Json::array();
  for (const auto& value : values) {
    const auto dtype = value.attr("dtype"), shape = value.attr("shape");
    texts.push_back(value.attr("name").cast<std::string>() + ": " +
                    (dtype.is_none() ? "?" : onnx_text_of(dtype.attr("name"))) +
                    (shape.is_none() ? "" : onnx_text_of(shape)));
  }
  return texts;
}

// The model keeps inputs and outputs of the user that are tensors, and nothing of what is written in place.
Json onnx_left_out(const py::object& exported) {
  const py::object signature = exported.attr("graph_signature");
  Json left_out = Json::array();
  for (const auto& spec : signature.attr("input_specs"))
    if (py::hasattr(spec.attr("arg"), "value"))
      left_out.push_back("input " + spec.attr("arg").attr("name").cast<std::string>() + ", which is " +
                         py::repr(spec.attr("arg").attr("value")).cast<std::string>());
  for (const auto& spec : signature.attr("output_specs")) {
    const auto kind = spec.attr("kind").attr("name").cast<std::string>();
    if (!kind.ends_with("_MUTATION")) continue;
    const auto of = kind == "USER_INPUT_MUTATION" ? "argument " : kind == "BUFFER_MUTATION" ? "buffer " : "parameter ";
    left_out.push_back(std::string("what is written to ") + of + onnx_text_of(spec.attr("target")));
  }
  return left_out;
}

}  // namespace

Json onnx_facts(const py::object& program, Blobs& blobs) {
  const py::object model = program.attr("model");
  return {{"kind", "onnx_program"},
          {"graph", guarded([&] { return onnx_graph(model, blobs); })},
          {"opsets", guarded([&] { return onnx_opsets(model); })},
          {"inputs", guarded([&] { return onnx_values(model.attr("graph").attr("inputs")); })},
          {"outputs", guarded([&] { return onnx_values(model.attr("graph").attr("outputs")); })},
          {"left_out", guarded([&] { return onnx_left_out(program.attr("exported_program")); })}};
}

}  // namespace dy2stat::probes
