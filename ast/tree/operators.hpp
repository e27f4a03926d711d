// Python's operators, by the names that CPython's ast gives them and as they are written.
#pragma once

#include <array>
#include <string_view>

namespace dy2stat::ast {

enum class BoolOperator { And, Or };
enum class UnaryOperator { Invert, Not, UAdd, USub };
enum class BinaryOperator { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv };
enum class CompareOperator { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

struct OperatorSpelling {
  std::string_view name;     // "FloorDiv"
  std::string_view written;  // "//"
};

// In the order of the enumerations.
constexpr std::array<OperatorSpelling, 2> spellings(BoolOperator) {
  return {{{"And", "and"}, {"Or", "or"}}};
}
constexpr std::array<OperatorSpelling, 4> spellings(UnaryOperator) {
  return {{{"Invert", "~"}, {"Not", "not "}, {"UAdd", "+"}, {"USub", "-"}}};
}
constexpr std::array<OperatorSpelling, 13> spellings(BinaryOperator) {
  return {{{"Add", "+"},
           {"Sub", "-"},
           {"Mult", "*"},
           {"MatMult", "@"},
           {"Div", "/"},
           {"Mod", "%"},
           {"Pow", "**"},
           {"LShift", "<<"},
           {"RShift", ">>"},
           {"BitOr", "|"},
           {"BitXor", "^"},
           {"BitAnd", "&"},
           {"FloorDiv", "//"}}};
}
constexpr std::array<OperatorSpelling, 10> spellings(CompareOperator) {
  return {{{"Eq", "=="},
           {"NotEq", "!="},
           {"Lt", "<"},
           {"LtE", "<="},
           {"Gt", ">"},
           {"GtE", ">="},
           {"Is", "is"},
           {"IsNot", "is not"},
           {"In", "in"},
           {"NotIn", "not in"}}};
}

template <class Operator>
concept AnOperator = requires(Operator one) {
  spellings(one);
};

template <AnOperator Operator>
constexpr std::string_view name_of(Operator one) {
  return spellings(one)[static_cast<std::size_t>(one)].name;
}

// "not" comes with the space that follows it.
template <AnOperator Operator>
constexpr std::string_view written(Operator one) {
  return spellings(one)[static_cast<std::size_t>(one)].written;
}

}  // namespace dy2stat::ast
