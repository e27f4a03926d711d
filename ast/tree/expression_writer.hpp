// Expressions and patterns as text, with the parentheses that their place asks for. (An inner part of to_source.)
#pragma once

#include <string>

#include "ast/tree/literal_text.hpp"
#include "ast/tree/statements.hpp"
#include "ast/tree/to_source.hpp"

namespace dy2stat::ast {

// How strongly the parts of an expression hold together, the weakest first.
enum class Level {
  test,  // lambda, a if b else c
  or_,
  and_,
  not_,
  compare,
  bit_or,
  bit_xor,
  bit_and,
  shift,
  sum,
  term,
  factor,
  power,
  await_,
  atom
};

// What may stand somewhere without parentheses: expressions of this level and stronger ones, and where it is said so,
// those that nearly everywhere need them.
struct Place {
  Level level = Level::test;
  bool tuple = false;   // a, b
  bool yield = false;   // yield a
  bool walrus = false;  // a := b
};

class ExpressionWriter {
 public:
  // Within the open quotes of f-strings, if there are any.
  ExpressionWriter(std::string& out, const PrintOptions& options, OpenQuotes open = {})
      : out_(out), options_(options), open_(std::move(open)) {}

  void write(const Expr& expression, Place place = {}) { write(*expression, place); }
  void write(const Expression& expression, Place place = {});
  void write(const Pattern& pattern, Level level = Level::test);
  void write(const ConstantValue& value);
  void write(const Parameters& parameters);
  void write(const TypeParameters& parameters);
  // (a, b, c=d)
  void write_arguments(const Exprs& positional, const std::vector<Keyword>& keywords);
  template <class Items, class WriteItem>
  void separated(const Items& items, std::string_view separator, WriteItem write_item) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += separator;
      first = false;
      write_item(item);
    }
  }

 private:
  void write_node(const BoolOp& node);
  void write_node(const NamedExpr& node);
  void write_node(const BinOp& node);
  void write_node(const UnaryOp& node);
  void write_node(const Lambda& node);
  void write_node(const IfExp& node);
  void write_node(const Dict& node);
  void write_node(const Set& node);
  void write_node(const ListComp& node);
  void write_node(const SetComp& node);
  void write_node(const DictComp& node);
  void write_node(const GeneratorExp& node);
  void write_node(const Await& node);
  void write_node(const Yield& node);
  void write_node(const YieldFrom& node);
  void write_node(const Compare& node);
  void write_node(const Call& node);
  void write_node(const FormattedValue& node);
  void write_node(const JoinedStr& node);
  void write_node(const Interpolation& node);
  void write_node(const TemplateStr& node);
  void write_node(const Constant& node);
  void write_node(const Attribute& node);
  void write_node(const Subscript& node);
  void write_node(const Starred& node);
  void write_node(const Name& node);
  void write_node(const List& node);
  void write_node(const Tuple& node);
  void write_node(const Slice& node);
  void write_node(const MatchValue& node);
  void write_node(const MatchSingleton& node);
  void write_node(const MatchSequence& node);
  void write_node(const MatchMapping& node);
  void write_node(const MatchClass& node);
  void write_node(const MatchStar& node);
  void write_node(const MatchAs& node);
  void write_node(const MatchOr& node);
  void write_node(const TypeVar& node);
  void write_node(const ParamSpec& node);
  void write_node(const TypeVarTuple& node);

  void write_parameter(const Parameter& parameter);
  void write_generators(const std::vector<Comprehension>& generators);
  void write_elements(const Exprs& elements);
  void write_string(std::string_view text);
  // for f-strings: string_formatting.cpp
  void write_formatted(std::string_view prefix, const Exprs& values);

  std::string& out_;
  const PrintOptions& options_;
  OpenQuotes open_;
};

// Something cannot be written within the open quotes; other quotes may do.
struct NotWithinQuotes : CannotPrint {
  using CannotPrint::CannotPrint;
};

}  // namespace dy2stat::ast
