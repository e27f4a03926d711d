// Inputs and constants of a trace.
#include "jit_probe/probes/trace_making.hpp"

#include <torch/csrc/jit/ir/constants.h>

#include <algorithm>
#include <sstream>

#include "jit_probe/probes/counted_constants.hpp"
#include "jit_probe/probes/literals.hpp"
#include "jit_probe/probes/python_text.hpp"
#include "jit_probe/probes/written_literals.hpp"

namespace dy2stat::probes {
namespace {

using torch::jit::Node;
using torch::jit::Value;

std::string type_of_input(const py::handle& value) {
  const bool is_tuple = PyTuple_Check(value.ptr());
  if (!is_tuple && !PyList_Check(value.ptr())) return describe(value);
  std::string text;
  for (const auto& element : py::reinterpret_borrow<py::sequence>(value))
    text += (text.empty() ? "" : ", ") + type_of_input(element);
  return is_tuple ? "(" + text + ")" : "[" + text + "]";
}

struct Place {
  std::string file;  // below the program's folder
  int line = 0;
};

// A trace keeps Python's stack as the text of a node's range, innermost first, each line "FILE(LINE): FUNCTION".
std::optional<Place> own_place(const Node& node, const std::string& folder) {
  const auto source = node.sourceRange().source();
  if (!source) return std::nullopt;
  std::istringstream stack(source->text_str().str());
  const auto path = folder + "/";
  for (std::string frame; std::getline(stack, frame);) {
    const auto open = frame.rfind('(');
    if (!frame.starts_with(path) || open == std::string::npos) continue;
    return Place{frame.substr(path.size(), open - path.size()), std::atoi(frame.c_str() + open + 1)};
  }
  return std::nullopt;
}

bool is_numbered_enumeration(const c10::Argument& argument) {
  const auto kind = argument.real_type()->kind();
  const auto inner = argument.real_type()->cast<c10::OptionalType>();
  const auto real = inner ? inner->getElementType()->kind() : kind;
  return real == c10::TypeKind::ScalarTypeType || real == c10::TypeKind::LayoutType ||
         real == c10::TypeKind::MemoryFormatType;
}

// The value of a constant, or of a list or tuple of constants.
std::optional<std::vector<c10::IValue>> constant_elements(const Value& value) {
  if (value.node()->kind() == c10::prim::Constant) {
    const auto constant = torch::jit::toIValue(&value);
    if (!constant) return std::nullopt;
    return std::vector<c10::IValue>{*constant};
  }
  if (value.node()->kind() != c10::prim::ListConstruct && value.node()->kind() != c10::prim::TupleConstruct)
    return std::nullopt;
  std::vector<c10::IValue> elements;
  for (const auto* input : value.node()->inputs()) {
    const auto constant = torch::jit::toIValue(input);
    if (!constant) return std::nullopt;
    elements.push_back(*constant);
  }
  return elements;
}

// `x * 2` is traced with a tensor of no dimension for the 2: its number. Other tensors stay what they are.
c10::IValue number_in(const at::Tensor& tensor) {
  return tensor.dim() == 0 && !tensor.is_complex() ? c10::IValue(tensor.item()) : c10::IValue(tensor);
}

class Constants {
 public:
  explicit Constants(const std::string& folder) : folder_(folder) {}

  void visit(const torch::jit::Block& block) {
    for (const auto* node : block.nodes()) {
      for (const auto* nested : node->blocks()) visit(*nested);
      const auto* schema = node->maybeSchema();
      if (!schema || node->kind() == c10::prim::Constant) continue;
      for (std::size_t index = 0; index < node->inputs().size() && index < schema->arguments().size(); ++index)
        look_at(*node, *node->inputs()[index], schema->arguments()[index]);
    }
  }

  Json listed() const { return constants_.listed(); }

 private:
  void look_at(const Node& node, const Value& value, const c10::Argument& argument) {
    const auto elements = constant_elements(value);
    if (!elements || elements->empty() || is_numbered_enumeration(argument)) return;
    const bool is_list = value.node()->kind() != c10::prim::Constant;
    std::string text;
    for (const auto& element : *elements) text += (text.empty() ? "" : ", ") + literal(element);
    if (is_list) text = "[" + text + "]";
    const auto& otherwise = argument.default_value();
    if (otherwise && literal(*otherwise) == text) return;
    const auto place = own_place(node, folder_);
    if (place && written_at(*place, *elements)) return;
    constants_.add({{"value", json_from_bytes(text)},
                    {"type", type_text(*value.type())},
                    {"operator", node.kind().toQualString()},
                    {"argument", argument.name()},
                    {"line", place ? place->file + ":" + std::to_string(place->line) : ""}});
  }

  bool written_at(const Place& place, const std::vector<c10::IValue>& elements) {
    const auto& written = literals_.on(folder_ + "/" + place.file, place.line);
    return std::all_of(elements.begin(), elements.end(), [&](const c10::IValue& element) {
      return written.contains(literal(element.isTensor() ? number_in(element.toTensor()) : element));
    });
  }

  const std::string& folder_;
  WrittenLiterals literals_;
  CountedConstants constants_;
};

}  // namespace

Json trace_inputs(const py::tuple& positional, const py::dict& keywords) {
  Json inputs = Json::array();
  for (const auto& value : positional) inputs.push_back(type_of_input(value));
  for (const auto& [name, value] : keywords)
    inputs.push_back(py::str(name).cast<std::string>() + ": " + type_of_input(value));
  return inputs;
}

Json trace_constants(const torch::jit::Graph& graph, const std::string& folder) {
  Constants constants(folder);
  constants.visit(*graph.block());
  return constants.listed();
}

}  // namespace dy2stat::probes
