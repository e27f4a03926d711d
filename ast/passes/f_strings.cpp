// f_strings: str.format.
//
//     f"{a}: {b!r:>{w}}"            "{}: {!r:>{}}".format(a, b, w)
//     f"{a}{f(b)}"                  "{}".format(a) + "{}".format(f(b))
//
// An f-string formats each value before it computes the next one: what could tell the difference, a value that calls
// something, comes into a format of its own. A format in a format in a format stays, and so does one with braces of its
// own.
#include <set>
#include <string>
#include <utility>

#include "ast/passes/deferring.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

std::string with_double_braces(const std::string& text) {
  std::string made;
  for (const char one : text) {
    made += one;
    if (one == '{' || one == '}') made += one;
  }
  return made;
}

// Computing it changes nothing and asks no one else.
bool is_calm(const Expression& expression) {
  return is<Name>(expression) || is<Constant>(expression);
}

// The parts of a format specification are text and values without specifications of their own.
bool can_be_a_specification(const Expression& specification) {
  for (const auto& part : as<JoinedStr>(specification)->values) {
    if (const auto* text = as<Constant>(*part)) {
      if (std::get<std::string>(text->value).find_first_of("{}") != std::string::npos) return false;
    } else if (const auto* value = as<FormattedValue>(*part); !value || value->format_spec) {
      return false;
    }
  }
  return true;
}

bool can_be_formatted(const JoinedStr& string) {
  for (const auto& part : string.values) {
    const auto* value = as<FormattedValue>(*part);
    if (!value && !is<Constant>(*part)) return false;
    if (value && value->format_spec && !can_be_a_specification(*value->format_spec)) return false;
  }
  return true;
}

class FormatWriter {
 public:
  explicit FormatWriter(Range range) : range_(range) {}

  Expr written(JoinedStr& string) {
    for (auto& part : string.values) {
      if (auto* value = as<FormattedValue>(*part)) {
        if (!arguments_.empty() && !is_calm(*value->value)) finish();
        add(*value);
      } else {
        text_ += with_double_braces(std::get<std::string>(as<Constant>(*part)->value));
      }
    }
    finish();
    return made_ ? std::move(made_) : at(build::text(""));
  }

 private:
  void add(FormattedValue& value) {
    text_ += '{';
    arguments_.push_back(std::move(value.value));
    if (value.conversion > 0) text_ += std::string("!") + static_cast<char>(value.conversion);
    if (value.format_spec) {
      text_ += ':';
      for (auto& part : as<JoinedStr>(*value.format_spec)->values) {
        if (auto* inner = as<FormattedValue>(*part))
          add(*inner);
        else
          text_ += std::get<std::string>(as<Constant>(*part)->value);
      }
    }
    text_ += '}';
  }

  // What was gathered becomes a call; text alone needs none.
  void finish() {
    if (text_.empty() && arguments_.empty()) return;
    auto piece = at(build::call(at(build::attribute(at(build::text(std::exchange(text_, {}))), "format")),
                                std::exchange(arguments_, {})));
    made_ = made_ ? at(build::expression(BinOp{std::move(made_), BinaryOperator::Add, std::move(piece)}))
                  : std::move(piece);
  }

  Expr at(Expr expression) const {
    expression->range = range_;
    return expression;
  }

  Range range_;
  std::string text_;
  Exprs arguments_;
  Expr made_;
};

}  // namespace

void lower_f_strings(FunctionDef& function, Lowering& lowering) {
  // A specification is an f-string too, and is written with the value that it is for.
  std::set<const Expression*> specifications;
  for (const auto& statement : function.body)
    walk(statement, [&](const auto& node) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, Expression>)
        if (const auto* value = as<FormattedValue>(node)) specifications.insert(value->format_spec.get());
    });
  change_expressions(function, [&](Expr& expression) {
    auto* string = as<JoinedStr>(*expression);
    if (!string || specifications.contains(expression.get())) return;
    const auto range = expression->range;
    if (!can_be_formatted(*string))
      return lowering.left.push_back("line " + std::to_string(range.line) +
                                     ": an f-string with a format within a format");
    expression = FormatWriter(range).written(*string);
  });
}

}  // namespace dy2stat::ast
