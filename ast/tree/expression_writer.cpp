// Expressions as text.
#include "ast/tree/expression_writer.hpp"

#include <algorithm>
#include <cmath>

#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

Level stronger(Level level) {
  return static_cast<Level>(static_cast<int>(level) + 1);
}

Level level_of(BinaryOperator op) {
  using enum BinaryOperator;
  switch (op) {
    case BitOr:
      return Level::bit_or;
    case BitXor:
      return Level::bit_xor;
    case BitAnd:
      return Level::bit_and;
    case LShift:
    case RShift:
      return Level::shift;
    case Add:
    case Sub:
      return Level::sum;
    case Pow:
      return Level::power;
    default:
      return Level::term;
  }
}

bool is_negative(const ConstantValue& value) {
  if (const auto* integer = std::get_if<Integer>(&value)) return integer->digits.starts_with('-');
  if (const auto* number = std::get_if<double>(&value)) return std::signbit(*number);
  const auto* complex = std::get_if<Complex>(&value);
  return complex && complex->real == 0 && std::signbit(complex->imag);
}

Level level_of(const Expression& expression) {
  return std::visit(
      Overloaded{[](const BoolOp& node) { return node.op == BoolOperator::Or ? Level::or_ : Level::and_; },
                 [](const BinOp& node) { return level_of(node.op); },
                 [](const UnaryOp& node) { return node.op == UnaryOperator::Not ? Level::not_ : Level::factor; },
                 [](const Lambda&) { return Level::test; }, [](const IfExp&) { return Level::test; },
                 [](const Compare&) { return Level::compare; }, [](const Await&) { return Level::await_; },
                 [](const Constant& node) { return is_negative(node.value) ? Level::factor : Level::atom; },
                 [](const auto&) { return Level::atom; }},
      expression.node);
}

bool needs_parentheses(const Expression& expression, const Place& place) {
  if (is<NamedExpr>(expression)) return !place.walrus;
  if (is<Yield>(expression) || is<YieldFrom>(expression)) return !place.yield;
  if (const auto* tuple = as<Tuple>(expression)) return !place.tuple || tuple->elts.empty();
  return level_of(expression) < place.level;
}

bool any_is_starred(const Exprs& elements) {
  return std::ranges::any_of(elements, [](const Expr& element) { return is<Starred>(*element); });
}

// (x) where x alone would be read as something else: 1 .real
bool is_plain_number(const Expression& expression) {
  const auto* constant = as<Constant>(expression);
  return constant && std::holds_alternative<Integer>(constant->value);
}

}  // namespace

void ExpressionWriter::write(const Expression& expression, Place place) {
  const bool parentheses = needs_parentheses(expression, place);
  if (parentheses) out_ += '(';
  std::visit([this](const auto& node) { write_node(node); }, expression.node);
  if (parentheses) out_ += ')';
}

void ExpressionWriter::write_node(const BoolOp& node) {
  // a or (b or c) is another tree than a or b or c.
  const auto level = stronger(node.op == BoolOperator::Or ? Level::or_ : Level::and_);
  const auto separator = " " + std::string(written(node.op)) + " ";
  separated(node.values, separator, [&](const Expr& value) { write(value, {level}); });
}

void ExpressionWriter::write_node(const NamedExpr& node) {
  write(node.target);
  out_ += " := ";
  write(node.value);
}

void ExpressionWriter::write_node(const BinOp& node) {
  const auto level = level_of(node.op);
  const bool power = node.op == BinaryOperator::Pow;
  write(node.left, {power ? Level::await_ : level});
  out_ += ' ';
  out_ += written(node.op);
  out_ += ' ';
  write(node.right, {power ? Level::factor : stronger(level)});
}

void ExpressionWriter::write_node(const UnaryOp& node) {
  out_ += written(node.op);
  write(node.operand, {node.op == UnaryOperator::Not ? Level::not_ : Level::factor});
}

void ExpressionWriter::write_node(const Lambda& node) {
  out_ += "lambda";
  if (!node.args.all.empty()) out_ += ' ';
  write(node.args);
  out_ += ": ";
  write(node.body);
}

void ExpressionWriter::write_node(const IfExp& node) {
  write(node.body, {Level::or_});
  out_ += " if ";
  write(node.test, {Level::or_});
  out_ += " else ";
  write(node.orelse);
}

void ExpressionWriter::write_node(const Dict& node) {
  out_ += '{';
  for (std::size_t k = 0; k < node.values.size(); ++k) {
    if (k) out_ += ", ";
    if (node.keys[k]) {
      write(node.keys[k]);
      out_ += ": ";
      write(node.values[k]);
    } else {
      out_ += "**";
      write(node.values[k], {Level::bit_or});
    }
  }
  out_ += '}';
}

void ExpressionWriter::write_elements(const Exprs& elements) {
  separated(elements, ", ", [&](const Expr& element) { write(element, {.walrus = true}); });
}

void ExpressionWriter::write_node(const Set& node) {
  out_ += '{';
  if (node.elts.empty()) out_ += "*()";
  write_elements(node.elts);
  out_ += '}';
}

void ExpressionWriter::write_generators(const std::vector<Comprehension>& generators) {
  for (const auto& one : generators) {
    out_ += one.is_async ? " async for " : " for ";
    write(one.target, {.tuple = true});
    out_ += " in ";
    write(one.iter, {Level::or_});
    for (const auto& condition : one.ifs) {
      out_ += " if ";
      write(condition, {Level::or_});
    }
  }
}

void ExpressionWriter::write_node(const ListComp& node) {
  out_ += '[';
  write(node.elt);
  write_generators(node.generators);
  out_ += ']';
}

void ExpressionWriter::write_node(const SetComp& node) {
  out_ += '{';
  write(node.elt);
  write_generators(node.generators);
  out_ += '}';
}

void ExpressionWriter::write_node(const DictComp& node) {
  out_ += '{';
  write(node.key);
  out_ += ": ";
  write(node.value);
  write_generators(node.generators);
  out_ += '}';
}

void ExpressionWriter::write_node(const GeneratorExp& node) {
  out_ += '(';
  write(node.elt);
  write_generators(node.generators);
  out_ += ')';
}

void ExpressionWriter::write_node(const Await& node) {
  out_ += "await ";
  write(node.value, {Level::atom});
}

void ExpressionWriter::write_node(const Yield& node) {
  out_ += "yield";
  if (!node.value) return;
  out_ += ' ';
  write(node.value, {.tuple = true});
}

void ExpressionWriter::write_node(const YieldFrom& node) {
  out_ += "yield from ";
  write(node.value);
}

void ExpressionWriter::write_node(const Compare& node) {
  const auto level = stronger(Level::compare);
  write(node.left, {level});
  for (std::size_t k = 0; k < node.ops.size(); ++k) {
    out_ += ' ';
    out_ += written(node.ops[k]);
    out_ += ' ';
    write(node.comparators[k], {level});
  }
}

void ExpressionWriter::write_arguments(const Exprs& positional, const std::vector<Keyword>& keywords) {
  out_ += '(';
  separated(positional, ", ", [&](const Expr& one) {
    if (const auto* starred = as<Starred>(*one)) {
      out_ += '*';
      write(starred->value);  // here anything may follow the star
    } else {
      write(one, {.walrus = true});
    }
  });
  if (!positional.empty() && !keywords.empty()) out_ += ", ";
  separated(keywords, ", ", [&](const Keyword& one) {
    out_ += one.arg ? *one.arg + "=" : "**";
    write(one.value);
  });
  out_ += ')';
}

void ExpressionWriter::write_node(const Call& node) {
  write(node.func, {Level::atom});
  // f(x for x in y) needs no second parentheses.
  if (node.args.size() == 1 && node.keywords.empty() && is<GeneratorExp>(*node.args.front()))
    return write(node.args.front());
  write_arguments(node.args, node.keywords);
}

void ExpressionWriter::write_string(std::string_view text) {
  if (open_.empty()) {
    out_ += string_literal(text);
  } else if (const auto literal = string_literal_within(open_, text)) {
    out_ += *literal;
  } else {
    throw NotWithinQuotes(
        "a string within an f-string cannot be written without a backslash or quotes that are in use; "
        "Python reads that from 3.12 on");
  }
}

void ExpressionWriter::write(const ConstantValue& value) {
  std::visit(Overloaded{[&](NoneValue) { out_ += "None"; }, [&](bool truth) { out_ += truth ? "True" : "False"; },
                        [&](EllipsisValue) { out_ += "..."; }, [&](const Integer& number) { out_ += number.digits; },
                        [&](double number) { out_ += float_literal(number); },
                        [&](const Complex& number) { out_ += complex_literal(number); },
                        [&](const std::string& text) { write_string(text); },
                        [&](const Bytes& one) {
                          if (open_.empty()) {
                            out_ += bytes_literal(one.bytes);
                          } else if (const auto literal = bytes_literal_within(open_, one.bytes)) {
                            out_ += *literal;
                          } else {
                            throw NotWithinQuotes("bytes within an f-string cannot be written without a backslash");
                          }
                        }},
             value);
}

void ExpressionWriter::write_node(const Constant& node) {
  if (node.is_u) out_ += 'u';
  write(node.value);
}

void ExpressionWriter::write_node(const Attribute& node) {
  const bool number = is_plain_number(*node.value);
  if (number) out_ += '(';
  write(node.value, {number ? Level::test : Level::atom});
  if (number) out_ += ')';
  out_ += '.';
  out_ += node.attr;
}

void ExpressionWriter::write_node(const Subscript& node) {
  write(node.value, {Level::atom});
  out_ += '[';
  // A slice can stand in a tuple only without parentheses, a star before Python 3.11 only with them.
  const auto* tuple = as<Tuple>(*node.slice);
  const bool has_slice =
      tuple && std::ranges::any_of(tuple->elts, [](const Expr& element) { return is<Slice>(*element); });
  if (tuple && !tuple->elts.empty() && (has_slice || !any_is_starred(tuple->elts))) {
    separated(tuple->elts, ", ", [&](const Expr& element) { write(element); });
    if (tuple->elts.size() == 1) out_ += ',';
  } else {
    write(node.slice);
  }
  out_ += ']';
}

void ExpressionWriter::write_node(const Starred& node) {
  out_ += '*';
  write(node.value, {Level::bit_or});
}

void ExpressionWriter::write_node(const Name& node) {
  out_ += node.id;
}

void ExpressionWriter::write_node(const List& node) {
  out_ += '[';
  write_elements(node.elts);
  out_ += ']';
}

// The parentheses are the place's; within the elements a walrus needs its own, for there may be none around them.
void ExpressionWriter::write_node(const Tuple& node) {
  separated(node.elts, ", ", [&](const Expr& element) { write(element); });
  if (node.elts.size() == 1) out_ += ',';
}

void ExpressionWriter::write_node(const Slice& node) {
  if (node.lower) write(node.lower);
  out_ += ':';
  if (node.upper) write(node.upper);
  if (!node.step) return;
  out_ += ':';
  write(node.step);
}

}  // namespace dy2stat::ast
