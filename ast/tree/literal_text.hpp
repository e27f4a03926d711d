// Constants as Python writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ast/tree/expressions.hpp"

namespace dy2stat::ast {

// The quotes of the f-strings that are open where something is written. Before Python 3.12 nothing within may contain
// them, nor a backslash, nor, if one of them is not tripled, a new line.
using OpenQuotes = std::vector<std::string_view>;

// In the order in which they are tried.
inline constexpr std::string_view all_quotes[] = {"\"", "'", "\"\"\"", "'''"};

// Whether the text may stand within them.
bool may_stand_within(const OpenQuotes& open, std::string_view text);

// "text", with escapes where they are needed, in single quotes if it contains double ones only.
std::string string_literal(std::string_view text);
// The same within f-strings before Python 3.12: without a backslash, in quotes that are not open. Nothing if there is
// no way.
std::optional<std::string> string_literal_within(const OpenQuotes& open, std::string_view text);
// """text""" with its lines as they are.
std::string docstring_literal(std::string_view text);
// b"bytes".
std::string bytes_literal(std::string_view bytes);
std::optional<std::string> bytes_literal_within(const OpenQuotes& open, std::string_view bytes);

// Appends the text as it is written between the quotes, with escapes; what may be left as it is (new lines in triple
// quotes) is escaped too. Braces are not doubled.
void append_escaped(std::string& out, std::string_view text, char quote);

// The shortest decimal number that is this one: "1.0", "1e+16", "1e309" for infinity. Throws CannotPrint for NaN.
std::string float_literal(double value);
// "2j", "(1+2j)".
std::string complex_literal(const Complex& value);

}  // namespace dy2stat::ast
