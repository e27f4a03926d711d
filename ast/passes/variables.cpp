// variables: a variable that may have no value holds one that says so.
//
//     if c:                 x = ag__.Undefined("x")
//         x = 1             if c:
//     use(x)                    x = 1
//                           use(ag__.ld(x))
//
//     del x                 ag__.ld(x)
//                           x = ag__.Undefined("x")
//
// Done for the variables that are read where they may have no value; the others always have one. control_flow does so
// itself for those that its functions share.
#include <algorithm>
#include <iterator>

#include "ast/passes/undefined_names.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

// The function's own variables that one of its nodes reads where they may have no value.
template <class ReadAt>
NameSet read_without_value(const ScopedFunction& scoped, ReadAt read_at) {
  NameSet names;
  const auto reachable = scoped.graph().reachable();
  for (std::size_t k = 0; k < scoped.graph().nodes.size(); ++k) {
    if (!reachable[k]) continue;
    for (const auto& name : read_at(scoped.graph().nodes[k]))
      if (scoped.is_own(name) && scoped.flow().perhaps_unbound_before(static_cast<int>(k), name)) names.insert(name);
  }
  return names;
}

NameSet names_read_at(const FlowNode& node) {
  auto names = plain_names(node.activity.read);
  names.merge(names_deferred_at(node));
  return names;
}

void define_in(Body& body, UndefinedNames& undefined) {
  Body made;
  for (auto& statement : body) {
    if (!is<FunctionDef>(statement) && !is<ClassDef>(statement))
      for_each_body(statement, [&](Body& inner) { define_in(inner, undefined); });
    std::ranges::move(undefined.taken(statement), std::back_inserter(made));
  }
  body = std::move(made);
}

template <class ReadAt>
void define_read(ScopedFunction& scoped, Lowering& lowering, ReadAt read_at) {
  auto& body = scoped.definition().body;
  const auto names = read_without_value(scoped, read_at);
  if (names.empty()) return;
  const auto range = body.front().range;
  UndefinedNames undefined(scoped, names, lowering.python_minor);
  const char* why = looks_at_its_frame(body) ? "a function that looks at its frame (super(), locals(), stacklevel=)"
                                             : undefined.why_not();
  if (why) return lowering.left.push_back("line " + std::to_string(range.line) + ": " + why);
  define_in(body, undefined);
  auto first = undefined.definitions(range);
  body.insert(after_docstring(body), std::make_move_iterator(first.begin()), std::make_move_iterator(first.end()));
}

template <class ReadAt>
void define_read(FunctionDef& function, Lowering& lowering, ReadAt read_at) {
  try {
    ScopedFunction scoped(function);
    define_read(scoped, lowering, read_at);
  } catch (const ScopeError& error) {
    lowering.left.push_back("line " + std::to_string(error.range.line) + ": " + error.what());
  }
}

}  // namespace

void lower_variables(FunctionDef& function, Lowering& lowering) {
  define_read(function, lowering, names_read_at);
}

void define_deferred(FunctionDef& function, Lowering& lowering) {
  define_read(function, lowering, names_deferred_at);
}

}  // namespace dy2stat::ast
