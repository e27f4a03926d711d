// star_arguments: arguments that are written out in a tuple, a list or a dict become plain ones.
//
//     f(*(a, b), **{"c": d})        f(a, b, c=d)
//
// Others stay: how many there are, and under which names, is known when the call happens.
#include <iterator>
#include <set>

#include "ast/passes/deferring.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

bool is_identifier(const std::string& text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  for (const char one : text)
    if (!(one == '_' || (one >= '0' && one <= '9') || (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z')))
      return false;
  static const std::set<std::string> words{"False",  "None",   "True",   "and",      "as",       "assert", "async",
                                           "await",  "break",  "class",  "continue", "def",      "del",    "elif",
                                           "else",   "except", "for",    "from",     "finally",  "global", "if",
                                           "import", "in",     "is",     "lambda",   "nonlocal", "not",    "or",
                                           "pass",   "raise",  "return", "try",      "while",    "with",   "yield"};
  return !words.contains(text);
}

Exprs* written_out(Expression& starred) {
  if (auto* tuple = as<Tuple>(starred)) return &tuple->elts;
  if (auto* list = as<List>(starred)) return &list->elts;
  return nullptr;
}

// Only text that can be written as a name, each once in the call.
bool can_be_keywords(const Dict& dict, const Call& call) {
  std::set<std::string> seen;
  for (const auto& one : call.keywords)
    if (one.arg) seen.insert(*one.arg);
  for (const auto& key : dict.keys) {
    const auto* constant = key ? as<Constant>(*key) : nullptr;
    const auto* text = constant ? std::get_if<std::string>(&constant->value) : nullptr;
    if (!text || !is_identifier(*text) || !seen.insert(*text).second) return false;
  }
  return true;
}

void write_out(Call& call) {
  Exprs args;
  for (auto& one : call.args) {
    auto* starred = as<Starred>(*one);
    auto* elements = starred ? written_out(*starred->value) : nullptr;
    if (elements)
      std::move(elements->begin(), elements->end(), std::back_inserter(args));
    else
      args.push_back(std::move(one));
  }
  call.args = std::move(args);
  for (std::size_t k = 0; k < call.keywords.size(); ++k) {
    auto* dict = call.keywords[k].arg ? nullptr : as<Dict>(*call.keywords[k].value);
    if (!dict || !can_be_keywords(*dict, call)) continue;
    std::vector<Keyword> written;
    for (std::size_t item = 0; item < dict->keys.size(); ++item)
      written.push_back({std::get<std::string>(as<Constant>(*dict->keys[item])->value), std::move(dict->values[item]),
                         call.keywords[k].range});
    const auto at = call.keywords.begin() + static_cast<std::ptrdiff_t>(k);
    call.keywords.insert(call.keywords.erase(at), written.begin(), written.end());
    k += written.size();
    --k;
  }
}

}  // namespace

void lower_star_arguments(FunctionDef& function, Lowering& lowering) {
  change_expressions(function, [&](Expr& expression) {
    auto* call = as<Call>(*expression);
    if (!call) return;
    write_out(*call);
    const auto is_star = [](const Expr& one) { return is<Starred>(*one); };
    const auto is_double = [](const Keyword& one) { return !one.arg; };
    if (std::ranges::any_of(call->args, is_star) || std::ranges::any_of(call->keywords, is_double))
      lowering.left.push_back("line " + std::to_string(expression->range.line) +
                              ": arguments that are not written out");
  });
}

}  // namespace dy2stat::ast
