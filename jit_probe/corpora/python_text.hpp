// Python source as text: where brackets close, arguments end and statements begin. For the short lines of examples,
// which need not be whole programs, so that a parser would refuse them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dy2stat::corpora {

bool is_name_character(char letter);
std::string_view trimmed(std::string_view text);

// The place of the bracket that closes the one at `open`; npos if none does. Strings are passed over.
std::size_t closing_bracket(std::string_view text, std::size_t open);

// The parts between commas that no bracket and no string encloses, trimmed, without an empty last one.
std::vector<std::string> split_at_commas(std::string_view text);

// An argument of a call: "alpha=2" has a keyword.
struct Argument {
  std::string keyword;  // empty: by position; "*" and "**" stay in `value`
  std::string value;
};
std::vector<Argument> arguments_in(std::string_view text);

// Whether the expression is made of numbers, strings, True, False, None and brackets of these, or names a type of
// element ("torch.float32"): written into a program, it means the same everywhere.
bool is_constant(std::string_view expression);
bool is_identifier(std::string_view text);

// The elements and brackets of "(a, b)" or "[a, b]".
struct Display {
  char open, close;
  std::vector<std::string> elements;
};
std::optional<Display> display_in(std::string_view expression);

// A call of `name`, whatever module stands before it, that nothing encloses but a call's or an assignment's expression.
struct FoundCall {
  std::size_t begin, end;  // of the whole call in the text
  std::string receiver;  // what stands before the name, without its dot: "torch.nn", "x", "torch.ones(2)"; may be empty
  std::string arguments;  // the text between its brackets
};
std::optional<FoundCall> find_call(std::string_view text, std::string_view name);

// "a", "b" for "a, b = ..."; empty if the statement assigns nothing.
std::vector<std::string> assigned_names(std::string_view statement);

}  // namespace dy2stat::corpora
