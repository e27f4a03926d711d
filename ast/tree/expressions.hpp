// The nodes of Python's expressions, each with the Python that it stands for.
#pragma once

#include "ast/tree/node.hpp"
#include "ast/tree/operators.hpp"

namespace dy2stat::ast {

// a and b and c
struct BoolOp {
  BoolOperator op;
  Exprs values;
  static constexpr std::string_view kind = "BoolOp";
  static constexpr std::tuple fields{Field{"op", &BoolOp::op}, Field{"values", &BoolOp::values}};
};

// (target := value)
struct NamedExpr {
  Expr target;  // a Name
  Expr value;
  static constexpr std::string_view kind = "NamedExpr";
  static constexpr std::tuple fields{Field{"target", &NamedExpr::target}, Field{"value", &NamedExpr::value}};
};

// left + right
struct BinOp {
  Expr left;
  BinaryOperator op;
  Expr right;
  static constexpr std::string_view kind = "BinOp";
  static constexpr std::tuple fields{Field{"left", &BinOp::left}, Field{"op", &BinOp::op},
                                     Field{"right", &BinOp::right}};
};

// not operand; -operand
struct UnaryOp {
  UnaryOperator op;
  Expr operand;
  static constexpr std::string_view kind = "UnaryOp";
  static constexpr std::tuple fields{Field{"op", &UnaryOp::op}, Field{"operand", &UnaryOp::operand}};
};

// name: annotation = default_value, as one of a function's parameters
struct Parameter {
  enum class Kind { positional_only, positional, var_positional, keyword_only, var_keyword };
  Identifier name;
  Kind parameter_kind = Kind::positional;
  OptionalExpr annotation;
  TypeComment type_comment;
  OptionalExpr default_value;
  Range range;
  static constexpr std::string_view kind = "arg";
  static constexpr std::tuple fields{Field{"arg", &Parameter::name}, Field{"kind", &Parameter::parameter_kind},
                                     Field{"annotation", &Parameter::annotation},
                                     Field{"type_comment", &Parameter::type_comment},
                                     Field{"default", &Parameter::default_value}};
};

// (a, /, b=1, *c, d, **e): in the order in which they are written
struct Parameters {
  std::vector<Parameter> all;
  static constexpr std::string_view kind = "arguments";
  static constexpr std::tuple fields{Field{"all", &Parameters::all}};
};

// lambda parameters: body
struct Lambda {
  Parameters args;
  Expr body;
  static constexpr std::string_view kind = "Lambda";
  static constexpr std::tuple fields{Field{"args", &Lambda::args}, Field{"body", &Lambda::body}};
};

// body if test else orelse
struct IfExp {
  Expr test, body, orelse;
  static constexpr std::string_view kind = "IfExp";
  static constexpr std::tuple fields{Field{"test", &IfExp::test}, Field{"body", &IfExp::body},
                                     Field{"orelse", &IfExp::orelse}};
};

// {key: value, **value}: a key is empty where a mapping is unpacked
struct Dict {
  std::vector<OptionalExpr> keys;
  Exprs values;
  static constexpr std::string_view kind = "Dict";
  static constexpr std::tuple fields{Field{"keys", &Dict::keys}, Field{"values", &Dict::values}};
};

// {a, b}
struct Set {
  Exprs elts;
  static constexpr std::string_view kind = "Set";
  static constexpr std::tuple fields{Field{"elts", &Set::elts}};
};

// for target in iter if a if b, in a comprehension
struct Comprehension {
  Expr target, iter;
  Exprs ifs;
  bool is_async = false;
  static constexpr std::string_view kind = "comprehension";
  static constexpr std::tuple fields{Field{"target", &Comprehension::target}, Field{"iter", &Comprehension::iter},
                                     Field{"ifs", &Comprehension::ifs}, Field{"is_async", &Comprehension::is_async}};
};

// [elt for x in y]
struct ListComp {
  Expr elt;
  std::vector<Comprehension> generators;
  static constexpr std::string_view kind = "ListComp";
  static constexpr std::tuple fields{Field{"elt", &ListComp::elt}, Field{"generators", &ListComp::generators}};
};

// {elt for x in y}
struct SetComp {
  Expr elt;
  std::vector<Comprehension> generators;
  static constexpr std::string_view kind = "SetComp";
  static constexpr std::tuple fields{Field{"elt", &SetComp::elt}, Field{"generators", &SetComp::generators}};
};

// {key: value for x in y}
struct DictComp {
  Expr key, value;
  std::vector<Comprehension> generators;
  static constexpr std::string_view kind = "DictComp";
  static constexpr std::tuple fields{Field{"key", &DictComp::key}, Field{"value", &DictComp::value},
                                     Field{"generators", &DictComp::generators}};
};

// (elt for x in y)
struct GeneratorExp {
  Expr elt;
  std::vector<Comprehension> generators;
  static constexpr std::string_view kind = "GeneratorExp";
  static constexpr std::tuple fields{Field{"elt", &GeneratorExp::elt}, Field{"generators", &GeneratorExp::generators}};
};

// await value
struct Await {
  Expr value;
  static constexpr std::string_view kind = "Await";
  static constexpr std::tuple fields{Field{"value", &Await::value}};
};

// yield value
struct Yield {
  OptionalExpr value;
  static constexpr std::string_view kind = "Yield";
  static constexpr std::tuple fields{Field{"value", &Yield::value}};
};

// yield from value
struct YieldFrom {
  Expr value;
  static constexpr std::string_view kind = "YieldFrom";
  static constexpr std::tuple fields{Field{"value", &YieldFrom::value}};
};

// left < a <= b: as many operators as comparators
struct Compare {
  Expr left;
  std::vector<CompareOperator> ops;
  Exprs comparators;
  static constexpr std::string_view kind = "Compare";
  static constexpr std::tuple fields{Field{"left", &Compare::left}, Field{"ops", &Compare::ops},
                                     Field{"comparators", &Compare::comparators}};
};

// name=value in a call; **value where the name is empty
struct Keyword {
  OptionalIdentifier arg;
  Expr value;
  Range range;
  static constexpr std::string_view kind = "keyword";
  static constexpr std::tuple fields{Field{"arg", &Keyword::arg}, Field{"value", &Keyword::value}};
};

// func(a, *b, c=d, **e)
struct Call {
  Expr func;
  Exprs args;
  std::vector<Keyword> keywords;
  static constexpr std::string_view kind = "Call";
  static constexpr std::tuple fields{Field{"func", &Call::func}, Field{"args", &Call::args},
                                     Field{"keywords", &Call::keywords}};
};

// {value!r:format_spec} in an f-string; the conversion is -1 (none), 's', 'r' or 'a', the format_spec a JoinedStr
struct FormattedValue {
  Expr value;
  int conversion = -1;
  OptionalExpr format_spec;
  static constexpr std::string_view kind = "FormattedValue";
  static constexpr std::tuple fields{Field{"value", &FormattedValue::value},
                                     Field{"conversion", &FormattedValue::conversion},
                                     Field{"format_spec", &FormattedValue::format_spec}};
};

// f"text{value}": string Constants and FormattedValues
struct JoinedStr {
  Exprs values;
  static constexpr std::string_view kind = "JoinedStr";
  static constexpr std::tuple fields{Field{"values", &JoinedStr::values}};
};

// {value!r:format_spec} in a t-string (3.14). The program sees the text `str` of the value; empty: it is made of it.
struct Interpolation {
  Expr value;
  std::string str;
  int conversion = -1;
  OptionalExpr format_spec;
  static constexpr std::string_view kind = "Interpolation";
  static constexpr std::tuple fields{Field{"value", &Interpolation::value}, Field{"str", &Interpolation::str},
                                     Field{"conversion", &Interpolation::conversion},
                                     Field{"format_spec", &Interpolation::format_spec}};
};

// t"text{value}" (3.14): string Constants and Interpolations
struct TemplateStr {
  Exprs values;
  static constexpr std::string_view kind = "TemplateStr";
  static constexpr std::tuple fields{Field{"values", &TemplateStr::values}};
};

struct NoneValue {
  bool operator==(const NoneValue&) const = default;
};
struct EllipsisValue {
  bool operator==(const EllipsisValue&) const = default;
};
// Of any size: decimal digits, or "0x…" beyond 64 bits, perhaps after a minus.
struct Integer {
  std::string digits;
  bool operator==(const Integer&) const = default;
};
struct Complex {
  double real = 0, imag = 0;
  bool operator==(const Complex&) const = default;
};
struct Bytes {
  std::string bytes;
  bool operator==(const Bytes&) const = default;
};
// Text is UTF-8 in which a lone surrogate, which Python's strings may contain, is three bytes like any other.
using ConstantValue = std::variant<NoneValue, bool, EllipsisValue, Integer, double, Complex, std::string, Bytes>;

// None, True, ..., 1, 1.5, 2j, "text", b"bytes"
struct Constant {
  ConstantValue value;
  bool is_u = false;  // u"text"
  static constexpr std::string_view kind = "Constant";
  static constexpr std::tuple fields{Field{"value", &Constant::value}, Field{"kind", &Constant::is_u}};
};

// value.attr
struct Attribute {
  Expr value;
  Identifier attr;
  static constexpr std::string_view kind = "Attribute";
  static constexpr std::tuple fields{Field{"value", &Attribute::value}, Field{"attr", &Attribute::attr}};
};

// value[slice]
struct Subscript {
  Expr value, slice;
  static constexpr std::string_view kind = "Subscript";
  static constexpr std::tuple fields{Field{"value", &Subscript::value}, Field{"slice", &Subscript::slice}};
};

// *value
struct Starred {
  Expr value;
  static constexpr std::string_view kind = "Starred";
  static constexpr std::tuple fields{Field{"value", &Starred::value}};
};

// id
struct Name {
  Identifier id;
  static constexpr std::string_view kind = "Name";
  static constexpr std::tuple fields{Field{"id", &Name::id}};
};

// [a, b]
struct List {
  Exprs elts;
  static constexpr std::string_view kind = "List";
  static constexpr std::tuple fields{Field{"elts", &List::elts}};
};

// (a, b)
struct Tuple {
  Exprs elts;
  static constexpr std::string_view kind = "Tuple";
  static constexpr std::tuple fields{Field{"elts", &Tuple::elts}};
};

// lower:upper:step, in a subscript
struct Slice {
  OptionalExpr lower, upper, step;
  static constexpr std::string_view kind = "Slice";
  static constexpr std::tuple fields{Field{"lower", &Slice::lower}, Field{"upper", &Slice::upper},
                                     Field{"step", &Slice::step}};
};

struct Expression {
  using Node = std::variant<Name, Constant, Attribute, Call, BinOp, Subscript, Compare, BoolOp, UnaryOp, Tuple, List,
                            Dict, Set, IfExp, Lambda, NamedExpr, ListComp, SetComp, DictComp, GeneratorExp, Await,
                            Yield, YieldFrom, JoinedStr, FormattedValue, TemplateStr, Interpolation, Starred, Slice>;
  Node node;
  Range range;
};

}  // namespace dy2stat::ast
