// Parameters of functions and of types as text.
#include <algorithm>

#include "ast/tree/expression_writer.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {

void ExpressionWriter::write_parameter(const Parameter& parameter) {
  using enum Parameter::Kind;
  if (parameter.parameter_kind == var_positional) out_ += '*';
  if (parameter.parameter_kind == var_keyword) out_ += "**";
  out_ += parameter.name;
  if (parameter.annotation) {
    out_ += ": ";
    write(parameter.annotation);
  }
  if (!parameter.default_value) return;
  out_ += parameter.annotation ? " = " : "=";
  write(parameter.default_value);
}

// A type comment ends its line, so that each parameter then has one.
void ExpressionWriter::write(const Parameters& parameters) {
  using enum Parameter::Kind;
  const auto& all = parameters.all;
  const bool by_line = std::ranges::any_of(all, [](const Parameter& one) { return one.type_comment.has_value(); });
  const auto count = [&](Parameter::Kind kind) { return std::ranges::count(all, kind, &Parameter::parameter_kind); };
  auto slash_after = count(Parameter::Kind::positional_only);
  bool star_is_due = count(var_positional) == 0;
  std::string pending_comment;
  bool first = true;
  const auto next = [&] {
    if (!first) out_ += by_line ? "," : ", ";
    if (!pending_comment.empty()) out_ += "  # type: " + std::exchange(pending_comment, {});
    if (by_line) out_ += "\n        ";
    first = false;
  };
  for (const auto& one : all) {
    if (one.parameter_kind == keyword_only && std::exchange(star_is_due, false)) {
      next();
      out_ += '*';
    }
    next();
    write_parameter(one);
    pending_comment = one.type_comment.value_or("");
    if (one.parameter_kind == Parameter::Kind::positional_only && --slash_after == 0) {
      next();
      out_ += '/';
    }
  }
  if (!pending_comment.empty()) out_ += "  # type: " + pending_comment + "\n        ";
}

void ExpressionWriter::write(const TypeParameters& parameters) {
  if (parameters.empty()) return;
  out_ += '[';
  separated(parameters, ", ",
            [&](const TypeParameter& one) { std::visit([this](const auto& node) { write_node(node); }, one.node); });
  out_ += ']';
}

void ExpressionWriter::write_node(const TypeVar& node) {
  out_ += node.name;
  if (node.bound) {
    out_ += ": ";
    write(node.bound);
  }
  if (!node.default_value) return;
  out_ += " = ";
  write(node.default_value);
}

void ExpressionWriter::write_node(const ParamSpec& node) {
  out_ += "**" + node.name;
  if (!node.default_value) return;
  out_ += " = ";
  write(node.default_value);
}

void ExpressionWriter::write_node(const TypeVarTuple& node) {
  out_ += "*" + node.name;
  if (!node.default_value) return;
  out_ += " = ";
  write(node.default_value);
}

}  // namespace dy2stat::ast
