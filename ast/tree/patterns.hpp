// The nodes of the patterns of match statements (3.10), each with the Python that it stands for.
#pragma once

#include "ast/tree/expressions.hpp"

namespace dy2stat::ast {

// case 1 / case "text" / case a.b
struct MatchValue {
  Expr value;
  static constexpr std::string_view kind = "MatchValue";
  static constexpr std::tuple fields{Field{"value", &MatchValue::value}};
};

// case None / case True
struct MatchSingleton {
  ConstantValue value;
  static constexpr std::string_view kind = "MatchSingleton";
  static constexpr std::tuple fields{Field{"value", &MatchSingleton::value}};
};

// case [a, *rest]
struct MatchSequence {
  std::vector<Pattern> patterns;
  static constexpr std::string_view kind = "MatchSequence";
  static constexpr std::tuple fields{Field{"patterns", &MatchSequence::patterns}};
};

// case {key: pattern, **rest}
struct MatchMapping {
  Exprs keys;
  std::vector<Pattern> patterns;
  OptionalIdentifier rest;
  static constexpr std::string_view kind = "MatchMapping";
  static constexpr std::tuple fields{Field{"keys", &MatchMapping::keys}, Field{"patterns", &MatchMapping::patterns},
                                     Field{"rest", &MatchMapping::rest}};
};

// case cls(pattern, attribute=pattern)
struct MatchClass {
  Expr cls;
  std::vector<Pattern> patterns;
  std::vector<Identifier> kwd_attrs;
  std::vector<Pattern> kwd_patterns;
  static constexpr std::string_view kind = "MatchClass";
  static constexpr std::tuple fields{Field{"cls", &MatchClass::cls}, Field{"patterns", &MatchClass::patterns},
                                     Field{"kwd_attrs", &MatchClass::kwd_attrs},
                                     Field{"kwd_patterns", &MatchClass::kwd_patterns}};
};

// *name, or *_ without one, in a sequence
struct MatchStar {
  OptionalIdentifier name;
  static constexpr std::string_view kind = "MatchStar";
  static constexpr std::tuple fields{Field{"name", &MatchStar::name}};
};

// case pattern as name; case name; case _
struct MatchAs {
  OptionalPattern pattern;
  OptionalIdentifier name;
  static constexpr std::string_view kind = "MatchAs";
  static constexpr std::tuple fields{Field{"pattern", &MatchAs::pattern}, Field{"name", &MatchAs::name}};
};

// case a | b
struct MatchOr {
  std::vector<Pattern> patterns;
  static constexpr std::string_view kind = "MatchOr";
  static constexpr std::tuple fields{Field{"patterns", &MatchOr::patterns}};
};

struct Pattern {
  std::variant<MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass, MatchStar, MatchAs, MatchOr> node;
  Range range;
};

}  // namespace dy2stat::ast
