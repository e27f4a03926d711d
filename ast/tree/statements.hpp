// The nodes of Python's statements, each with the Python that it stands for.
#pragma once

#include "ast/tree/patterns.hpp"

namespace dy2stat::ast {

// T: bound = default_value, among type parameters (3.12; defaults 3.13)
struct TypeVar {
  Identifier name;
  OptionalExpr bound, default_value;
  static constexpr std::string_view kind = "TypeVar";
  static constexpr std::tuple fields{Field{"name", &TypeVar::name}, Field{"bound", &TypeVar::bound},
                                     Field{"default_value", &TypeVar::default_value}};
};

// **P = default_value, among type parameters
struct ParamSpec {
  Identifier name;
  OptionalExpr default_value;
  static constexpr std::string_view kind = "ParamSpec";
  static constexpr std::tuple fields{Field{"name", &ParamSpec::name},
                                     Field{"default_value", &ParamSpec::default_value}};
};

// *Ts = default_value, among type parameters
struct TypeVarTuple {
  Identifier name;
  OptionalExpr default_value;
  static constexpr std::string_view kind = "TypeVarTuple";
  static constexpr std::tuple fields{Field{"name", &TypeVarTuple::name},
                                     Field{"default_value", &TypeVarTuple::default_value}};
};

struct TypeParameter {
  std::variant<TypeVar, ParamSpec, TypeVarTuple> node;
  Range range;
};
using TypeParameters = std::vector<TypeParameter>;

// @decorator
// async def name[T](parameters) -> returns:
//     body
struct FunctionDef {
  Identifier name;
  Parameters args;
  Body body;
  Exprs decorator_list;
  OptionalExpr returns;
  TypeComment type_comment;
  TypeParameters type_params;
  bool is_async = false;
  static constexpr std::string_view kind = "FunctionDef", flagged_kind = "AsyncFunctionDef";
  static constexpr bool FunctionDef::*flag = &FunctionDef::is_async;
  static constexpr std::tuple fields{Field{"name", &FunctionDef::name},
                                     Field{"args", &FunctionDef::args},
                                     Field{"body", &FunctionDef::body},
                                     Field{"decorator_list", &FunctionDef::decorator_list},
                                     Field{"returns", &FunctionDef::returns},
                                     Field{"type_comment", &FunctionDef::type_comment},
                                     Field{"type_params", &FunctionDef::type_params},
                                     Field{"is_async", &FunctionDef::is_async}};
};

// @decorator
// class name[T](base, keyword=value):
//     body
struct ClassDef {
  Identifier name;
  Exprs bases;
  std::vector<Keyword> keywords;
  Body body;
  Exprs decorator_list;
  TypeParameters type_params;
  static constexpr std::string_view kind = "ClassDef";
  static constexpr std::tuple fields{Field{"name", &ClassDef::name},
                                     Field{"bases", &ClassDef::bases},
                                     Field{"keywords", &ClassDef::keywords},
                                     Field{"body", &ClassDef::body},
                                     Field{"decorator_list", &ClassDef::decorator_list},
                                     Field{"type_params", &ClassDef::type_params}};
};

// return value
struct Return {
  OptionalExpr value;
  static constexpr std::string_view kind = "Return";
  static constexpr std::tuple fields{Field{"value", &Return::value}};
};

// del a, b[0]
struct Delete {
  Exprs targets;
  static constexpr std::string_view kind = "Delete";
  static constexpr std::tuple fields{Field{"targets", &Delete::targets}};
};

// a = b, c = value
struct Assign {
  Exprs targets;
  Expr value;
  TypeComment type_comment;
  static constexpr std::string_view kind = "Assign";
  static constexpr std::tuple fields{Field{"targets", &Assign::targets}, Field{"value", &Assign::value},
                                     Field{"type_comment", &Assign::type_comment}};
};

// type name[T] = value (3.12)
struct TypeAlias {
  Expr name;  // a Name
  TypeParameters type_params;
  Expr value;
  static constexpr std::string_view kind = "TypeAlias";
  static constexpr std::tuple fields{Field{"name", &TypeAlias::name}, Field{"type_params", &TypeAlias::type_params},
                                     Field{"value", &TypeAlias::value}};
};

// target += value
struct AugAssign {
  Expr target;
  BinaryOperator op;
  Expr value;
  static constexpr std::string_view kind = "AugAssign";
  static constexpr std::tuple fields{Field{"target", &AugAssign::target}, Field{"op", &AugAssign::op},
                                     Field{"value", &AugAssign::value}};
};

// target: annotation = value; simple unless the target is written (x), or is no name
struct AnnAssign {
  Expr target, annotation;
  OptionalExpr value;
  bool simple = true;
  static constexpr std::string_view kind = "AnnAssign";
  static constexpr std::tuple fields{Field{"target", &AnnAssign::target}, Field{"annotation", &AnnAssign::annotation},
                                     Field{"value", &AnnAssign::value}, Field{"simple", &AnnAssign::simple}};
};

// async for target in iter:
//     body
// else:
//     orelse
struct For {
  Expr target, iter;
  Body body, orelse;
  TypeComment type_comment;
  bool is_async = false;
  static constexpr std::string_view kind = "For", flagged_kind = "AsyncFor";
  static constexpr bool For::*flag = &For::is_async;
  static constexpr std::tuple fields{Field{"target", &For::target},
                                     Field{"iter", &For::iter},
                                     Field{"body", &For::body},
                                     Field{"orelse", &For::orelse},
                                     Field{"type_comment", &For::type_comment},
                                     Field{"is_async", &For::is_async}};
};

// while test:
//     body
// else:
//     orelse
struct While {
  Expr test;
  Body body, orelse;
  static constexpr std::string_view kind = "While";
  static constexpr std::tuple fields{Field{"test", &While::test}, Field{"body", &While::body},
                                     Field{"orelse", &While::orelse}};
};

// if test:
//     body
// else:
//     orelse
struct If {
  Expr test;
  Body body, orelse;
  static constexpr std::string_view kind = "If";
  static constexpr std::tuple fields{Field{"test", &If::test}, Field{"body", &If::body}, Field{"orelse", &If::orelse}};
};

// context_expr as optional_vars
struct WithItem {
  Expr context_expr;
  OptionalExpr optional_vars;
  static constexpr std::string_view kind = "withitem";
  static constexpr std::tuple fields{Field{"context_expr", &WithItem::context_expr},
                                     Field{"optional_vars", &WithItem::optional_vars}};
};

// async with a as b, c:
//     body
struct With {
  std::vector<WithItem> items;
  Body body;
  TypeComment type_comment;
  bool is_async = false;
  static constexpr std::string_view kind = "With", flagged_kind = "AsyncWith";
  static constexpr bool With::*flag = &With::is_async;
  static constexpr std::tuple fields{Field{"items", &With::items}, Field{"body", &With::body},
                                     Field{"type_comment", &With::type_comment}, Field{"is_async", &With::is_async}};
};

// case pattern if guard:
//     body
struct MatchCase {
  Pattern pattern;
  OptionalExpr guard;
  Body body;
  static constexpr std::string_view kind = "match_case";
  static constexpr std::tuple fields{Field{"pattern", &MatchCase::pattern}, Field{"guard", &MatchCase::guard},
                                     Field{"body", &MatchCase::body}};
};

// match subject:
//     case ...
struct Match {
  Expr subject;
  std::vector<MatchCase> cases;
  static constexpr std::string_view kind = "Match";
  static constexpr std::tuple fields{Field{"subject", &Match::subject}, Field{"cases", &Match::cases}};
};

// raise exc from cause
struct Raise {
  OptionalExpr exc, cause;
  static constexpr std::string_view kind = "Raise";
  static constexpr std::tuple fields{Field{"exc", &Raise::exc}, Field{"cause", &Raise::cause}};
};

// except type as name:
//     body
struct ExceptHandler {
  OptionalExpr type;
  OptionalIdentifier name;
  Body body;
  Range range;
  static constexpr std::string_view kind = "ExceptHandler";
  static constexpr std::tuple fields{Field{"type", &ExceptHandler::type}, Field{"name", &ExceptHandler::name},
                                     Field{"body", &ExceptHandler::body}};
};

// try:
//     body
// except type as name:      (except* type: is_star, 3.11)
//     ...
// else:
//     orelse
// finally:
//     finalbody
struct Try {
  Body body;
  std::vector<ExceptHandler> handlers;
  Body orelse, finalbody;
  bool is_star = false;
  static constexpr std::string_view kind = "Try", flagged_kind = "TryStar";
  static constexpr bool Try::*flag = &Try::is_star;
  static constexpr std::tuple fields{Field{"body", &Try::body}, Field{"handlers", &Try::handlers},
                                     Field{"orelse", &Try::orelse}, Field{"finalbody", &Try::finalbody},
                                     Field{"is_star", &Try::is_star}};
};

// assert test, msg
struct Assert {
  Expr test;
  OptionalExpr msg;
  static constexpr std::string_view kind = "Assert";
  static constexpr std::tuple fields{Field{"test", &Assert::test}, Field{"msg", &Assert::msg}};
};

// name as asname, in an import; the name may have dots, or be "*"
struct Alias {
  std::string name;
  OptionalIdentifier asname;
  Range range;  // of nothing on Python 3.9
  static constexpr std::string_view kind = "alias";
  static constexpr std::tuple fields{Field{"name", &Alias::name}, Field{"asname", &Alias::asname}};
};

// import a.b as c, d
struct Import {
  std::vector<Alias> names;
  static constexpr std::string_view kind = "Import";
  static constexpr std::tuple fields{Field{"names", &Import::names}};
};

// from ..module import a as b; the level is the number of dots
struct ImportFrom {
  OptionalIdentifier module;
  std::vector<Alias> names;
  int level = 0;
  static constexpr std::string_view kind = "ImportFrom";
  static constexpr std::tuple fields{Field{"module", &ImportFrom::module}, Field{"names", &ImportFrom::names},
                                     Field{"level", &ImportFrom::level}};
};

// global a, b
struct Global {
  std::vector<Identifier> names;
  static constexpr std::string_view kind = "Global";
  static constexpr std::tuple fields{Field{"names", &Global::names}};
};

// nonlocal a, b
struct Nonlocal {
  std::vector<Identifier> names;
  static constexpr std::string_view kind = "Nonlocal";
  static constexpr std::tuple fields{Field{"names", &Nonlocal::names}};
};

// value, as a statement
struct ExpressionStatement {
  Expr value;
  static constexpr std::string_view kind = "Expr";
  static constexpr std::tuple fields{Field{"value", &ExpressionStatement::value}};
};

// pass
struct Pass {
  static constexpr std::string_view kind = "Pass";
  static constexpr std::tuple<> fields{};
};

// break
struct Break {
  static constexpr std::string_view kind = "Break";
  static constexpr std::tuple<> fields{};
};

// continue
struct Continue {
  static constexpr std::string_view kind = "Continue";
  static constexpr std::tuple<> fields{};
};

struct Statement {
  using Node = std::variant<ExpressionStatement, Assign, If, Return, FunctionDef, ClassDef, For, While, With, AugAssign,
                            AnnAssign, Raise, Try, Assert, Import, ImportFrom, Delete, Global, Nonlocal, Match,
                            TypeAlias, Pass, Break, Continue>;
  Node node;
  Range range;
};

// A file.
struct Module {
  Body body;
  static constexpr std::string_view kind = "Module";
  static constexpr std::tuple fields{Field{"body", &Module::body}};
};

}  // namespace dy2stat::ast
