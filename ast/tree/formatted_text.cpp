// f-strings and t-strings as text.
//
// Before Python 3.12 nothing within the braces of an f-string may contain its quotes or a backslash. The quotes are
// therefore chosen from the outside in: the first ones for which everything within can be written. From 3.12 on
// anything may stand there, and is written as it is elsewhere if the older way does not go.
#include <algorithm>

#include "ast/tree/expression_writer.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

// Writes what stands between the quotes of one f-string.
class FormattedWriter {
 public:
  FormattedWriter(const PrintOptions& options, std::string_view quotes, const OpenQuotes& open, bool as_before_3_12)
      : options_(options), quotes_(quotes), is_outermost_(open.empty()) {
    if (!as_before_3_12) return;
    open_ = open;
    open_.push_back(quotes);
  }

  std::string text;

  void write(const Exprs& values, bool in_format_spec = false) {
    for (const auto& value : values) {
      if (const auto* constant = as<Constant>(*value)) {
        write_text(std::get<std::string>(constant->value), in_format_spec);
      } else if (const auto* formatted = as<FormattedValue>(*value)) {
        write_braces(expression_text(*formatted->value), *formatted);
      } else if (const auto* interpolation = as<Interpolation>(*value)) {
        write_braces(interpolation->str.empty() ? expression_text(*interpolation->value) : interpolation->str,
                     *interpolation);
      } else {  // of a tree that no parser made
        write_braces(expression_text(*value), FormattedValue{value, -1, {}});
      }
    }
  }

 private:
  // Braces are doubled, but not in a format specification, where older Pythons read no doubled ones.
  void write_text(std::string_view literal, bool in_format_spec) {
    std::string escaped;
    if (is_outermost_) {
      append_escaped(escaped, literal, quotes_[0]);
    } else {
      const bool raw = literal.find(quotes_) == std::string_view::npos &&
                       literal.find_first_of(quotes_.size() == 1 ? "\\\r\n" : "\\\r") == std::string_view::npos;
      if (!raw) throw NotWithinQuotes("a text of an f-string within another one cannot be written without a backslash");
      escaped = literal;
    }
    for (const char character : escaped) {
      if (character == '{' || character == '}') {
        text += in_format_spec ? (character == '{' ? "\\x7b" : "\\x7d") : std::string(2, character);
      } else {
        text += character;
      }
    }
  }

  // A lambda, a yield or a tuple is put in parentheses: a colon would end it.
  std::string expression_text(const Expression& expression) {
    std::string inner;
    ExpressionWriter(inner, options_, open_).write(expression, {Level::or_});
    return inner;
  }

  template <class Node>
  void write_braces(const std::string& expression, const Node& node) {
    text += '{';
    if (expression.starts_with('{')) text += ' ';
    text += expression;
    if (node.conversion != -1) (text += '!') += static_cast<char>(node.conversion);
    if (node.format_spec) {
      text += ':';
      write(as<JoinedStr>(*node.format_spec)->values, true);
    }
    text += '}';
  }

  const PrintOptions& options_;
  std::string_view quotes_;
  bool is_outermost_;
  OpenQuotes open_;
};

// The literal parts, those in format specifications too.
void collect_text(const Exprs& values, std::string& text, bool& is_u) {
  for (const auto& value : values) {
    if (const auto* constant = as<Constant>(*value)) {
      text += std::get<std::string>(constant->value);
      is_u = is_u || constant->is_u;
    } else if (const auto* formatted = as<FormattedValue>(*value); formatted && formatted->format_spec) {
      collect_text(as<JoinedStr>(*formatted->format_spec)->values, text, is_u);
    }
  }
}

std::string within(const PrintOptions& options, std::string_view prefix, const Exprs& values, const OpenQuotes& open,
                   std::string_view quotes, bool as_before_3_12) {
  FormattedWriter writer(options, quotes, open, as_before_3_12);
  writer.write(values);
  if (!open.empty() && writer.text.ends_with(quotes[0])) throw NotWithinQuotes("a quote before the closing ones");
  return std::string(prefix).append(quotes).append(writer.text).append(quotes);
}

}  // namespace

void ExpressionWriter::write_formatted(std::string_view prefix, const Exprs& values) {
  std::string literals;
  bool is_u = false;
  collect_text(values, literals, is_u);
  // u"" f"text" is how a text of an f-string is marked as u"text".
  const std::string marked = is_u ? "u'' " : "";
  std::string_view order[std::size(all_quotes)];
  std::ranges::copy(all_quotes, order);
  std::ranges::stable_partition(order, [&](auto quotes) { return literals.find(quotes[0]) == std::string::npos; });
  std::ranges::stable_partition(order, [](auto quotes) { return quotes.size() == 1; });
  const bool is_template = prefix == "t";
  for (const auto quotes : order) {
    if (is_template) break;
    try {
      const auto literal = marked + within(options_, prefix, values, open_, quotes, true);
      if (!may_stand_within(open_, literal)) continue;
      out_ += literal;
      return;
    } catch (const NotWithinQuotes&) {
    }
  }
  if (!open_.empty() || options_.python_minor < 12)
    throw NotWithinQuotes(
        "this f-string cannot be written for a Python before 3.12: all quotes are in use within it, or "
        "a backslash is needed");
  out_ += marked + within(options_, prefix, values, {}, order[0], false);
}

void ExpressionWriter::write_node(const JoinedStr& node) {
  write_formatted("f", node.values);
}

void ExpressionWriter::write_node(const TemplateStr& node) {
  write_formatted("t", node.values);
}

void ExpressionWriter::write_node(const FormattedValue& node) {
  write_formatted("f", {Expression{node, {}}});
}

void ExpressionWriter::write_node(const Interpolation& node) {
  write_formatted("t", {Expression{node, {}}});
}

}  // namespace dy2stat::ast
