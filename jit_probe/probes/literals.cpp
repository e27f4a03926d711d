// Stable texts of values and types.
#include "jit_probe/probes/literals.hpp"

#include <fmt/format.h>

#include <sstream>

namespace dy2stat::probes {
namespace {

constexpr std::int64_t most_elements_shown = 16;

std::string tensor_literal(const at::Tensor& tensor) {
  if (!tensor.defined()) return "tensor(undefined)";
  std::string text = fmt::format("tensor({}[{}]", c10::toString(tensor.scalar_type()), shape_text(tensor.sizes()));
  const bool readable = tensor.device().is_cpu() && tensor.layout() == c10::kStrided && !tensor.is_complex() &&
                        !tensor.is_quantized() && tensor.numel() <= most_elements_shown;
  if (readable) {
    const auto values = tensor.detach().to(at::kDouble).contiguous().reshape({-1});
    text += " =";
    for (std::int64_t index = 0; index < values.numel(); ++index)
      text += fmt::format(" {:.6g}", values.data_ptr<double>()[index]);
  }
  return text + ")";
}

std::string quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\n')
      quoted += "\\n";
    else if (c == '\'' || c == '\\')
      quoted += std::string("\\") + c;
    else
      quoted += c;
  }
  return quoted + "'";
}

template <typename Values>
std::string joined(const Values& values) {
  std::string text;
  for (const auto& value : values) text += (text.empty() ? "" : ", ") + literal(value);
  return text;
}

}  // namespace

std::string literal(const c10::IValue& value) {
  if (value.isNone()) return "None";
  if (value.isBool()) return value.toBool() ? "True" : "False";
  if (value.isInt()) return std::to_string(value.toInt());
  if (value.isDouble()) {
    const auto text = fmt::format("{}", value.toDouble());
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
  }
  if (value.isString()) return quoted(value.toStringRef());
  if (value.isTensor()) return tensor_literal(value.toTensor());
  if (value.isTuple()) return "(" + joined(value.toTupleRef().elements()) + ")";
  if (value.isList()) return "[" + joined(value.toListRef()) + "]";
  if (value.isGenericDict()) {
    std::string text;
    for (const auto& item : value.toGenericDict())
      text += (text.empty() ? "" : ", ") + literal(item.key()) + ": " + literal(item.value());
    return "{" + text + "}";
  }
  if (value.isDevice()) return quoted(value.toDevice().str());
  if (value.isComplexDouble()) {
    const auto number = value.toComplexDouble();
    return fmt::format("({}{:+}j)", number.real(), number.imag());
  }
  return "<" + type_text(*value.type()) + ">";
}

std::string shape_text(at::IntArrayRef sizes) {
  std::string text;
  for (const auto size : sizes) text += (text.empty() ? "" : ", ") + std::to_string(size);
  return text;
}

std::string without_mangling(std::string name) {
  const std::string mark = "___torch_mangle_";
  for (auto at = name.find(mark); at != std::string::npos; at = name.find(mark, at)) {
    auto end = name.find_first_not_of("0123456789", at + mark.size());
    if (end != std::string::npos && name[end] == '.') ++end;
    name.erase(at, end - at);
  }
  return name;
}

std::string type_text(const c10::Type& type) {
  std::ostringstream text;
  text << type;
  return without_mangling(text.str());
}

}  // namespace dy2stat::probes
