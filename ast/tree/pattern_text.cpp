// Patterns of match statements as text.
#include "ast/tree/expression_writer.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {

// Of the levels only these are told apart: test (a as b), or_ (a | b), atom.
void ExpressionWriter::write(const Pattern& pattern, Level level) {
  const auto* named = as<MatchAs>(pattern);
  const auto own = is<MatchOr>(pattern) ? Level::or_ : named && named->pattern ? Level::test : Level::atom;
  if (own < level) out_ += '(';
  std::visit([this](const auto& node) { write_node(node); }, pattern.node);
  if (own < level) out_ += ')';
}

void ExpressionWriter::write_node(const MatchValue& node) {
  write(node.value);
}

void ExpressionWriter::write_node(const MatchSingleton& node) {
  write(node.value);
}

void ExpressionWriter::write_node(const MatchSequence& node) {
  out_ += '[';
  separated(node.patterns, ", ", [&](const Pattern& one) { write(one); });
  out_ += ']';
}

void ExpressionWriter::write_node(const MatchMapping& node) {
  out_ += '{';
  for (std::size_t k = 0; k < node.keys.size(); ++k) {
    if (k) out_ += ", ";
    write(node.keys[k]);
    out_ += ": ";
    write(node.patterns[k]);
  }
  if (node.rest) out_ += (node.keys.empty() ? "**" : ", **") + *node.rest;
  out_ += '}';
}

void ExpressionWriter::write_node(const MatchClass& node) {
  write(node.cls, {Level::atom});
  out_ += '(';
  separated(node.patterns, ", ", [&](const Pattern& one) { write(one); });
  for (std::size_t k = 0; k < node.kwd_attrs.size(); ++k) {
    if (k || !node.patterns.empty()) out_ += ", ";
    out_ += node.kwd_attrs[k] + "=";
    write(node.kwd_patterns[k]);
  }
  out_ += ')';
}

void ExpressionWriter::write_node(const MatchStar& node) {
  out_ += "*" + node.name.value_or("_");
}

void ExpressionWriter::write_node(const MatchAs& node) {
  if (node.pattern) {
    write(*node.pattern, Level::or_);
    out_ += " as ";
  }
  out_ += node.name.value_or("_");
}

void ExpressionWriter::write_node(const MatchOr& node) {
  separated(node.patterns, " | ", [&](const Pattern& one) { write(one, Level::atom); });
}

}  // namespace dy2stat::ast
