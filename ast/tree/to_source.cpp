// Statements as text.
#include "ast/tree/to_source.hpp"

#include <utility>

#include "ast/tree/expression_writer.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

class StatementWriter {
 public:
  explicit StatementWriter(const PrintOptions& options) : options_(options), expressions_(text_, options_) {}

  PrintedSource take() { return {std::move(text_), std::move(origins_)}; }

  // `may_have_docstring`: a string that comes first is the documentation of a module, a class or a function.
  void write(const Body& body, bool may_have_docstring = false) {
    if (body.empty()) begin_line(), end_line("pass");
    bool first = true;
    for (const auto& statement : body) {
      const auto outer = std::exchange(range_, statement.range);
      const bool defines = is<FunctionDef>(statement) || is<ClassDef>(statement);
      if (defines && !first) blank_line();
      if (first && may_have_docstring && is_string(statement)) {
        begin_line();
        text_ += docstring_literal(std::get<std::string>(docstring_of(statement)->value));
        end_line();
      } else {
        write(statement);
      }
      first = false;
      range_ = outer;
    }
  }

  // Its first line alone, if `only_heading`.
  void write(const Statement& statement, bool only_heading = false) {
    only_heading_ = only_heading;
    std::visit([this](const auto& node) { write_node(node); }, statement.node);
  }

 private:
  static const Constant* docstring_of(const Statement& statement) {
    const auto* expression = as<ExpressionStatement>(statement);
    return expression ? as<Constant>(*expression->value) : nullptr;
  }
  static bool is_string(const Statement& statement) {
    const auto* constant = docstring_of(statement);
    return constant && !constant->is_u && std::holds_alternative<std::string>(constant->value);
  }

  void begin_line() { text_.append(static_cast<std::size_t>(indent_) * 4, ' '); }
  void end_line(std::string_view rest = {}) {
    text_ += rest;
    text_ += '\n';
    for (; counted_ < text_.size(); ++counted_)
      if (text_[counted_] == '\n') origins_.push_back(range_);
  }
  void blank_line() {
    const auto outer = std::exchange(range_, {});
    end_line();
    range_ = outer;
  }
  void comment(const TypeComment& type) {
    if (type) text_ += "  # type: " + *type;
  }
  // Ends the heading of a block and writes it.
  void block(const Body& body, const TypeComment& type = {}, bool may_have_docstring = false) {
    text_ += ':';
    comment(type);
    end_line();
    if (only_heading_) return;
    ++indent_;
    write(body, may_have_docstring);
    --indent_;
  }
  void word_block(std::string_view word, const Body& body) {
    if (only_heading_ || body.empty()) return;
    begin_line();
    text_ += word;
    block(body);
  }
  void simple(std::string_view word) {
    begin_line();
    text_ += word;
  }
  void decorators(const Exprs& list) {
    if (only_heading_) return;
    for (const auto& one : list) {
      simple("@");
      expressions_.write(one, {.walrus = true});
      end_line();
    }
  }
  void names(std::string_view word, const std::vector<Identifier>& list) {
    simple(word);
    expressions_.separated(list, ", ", [&](const Identifier& name) { text_ += name; });
    end_line();
  }
  void alias(const Alias& one) {
    text_ += one.name;
    if (one.asname) text_ += " as " + *one.asname;
  }

  void write_node(const FunctionDef& node) {
    decorators(node.decorator_list);
    simple(node.is_async ? "async def " : "def ");
    text_ += node.name;
    expressions_.write(node.type_params);
    text_ += '(';
    expressions_.write(node.args);
    text_ += ')';
    if (node.returns) {
      text_ += " -> ";
      expressions_.write(node.returns);
    }
    block(node.body, node.type_comment, true);
  }

  void write_node(const ClassDef& node) {
    decorators(node.decorator_list);
    simple("class ");
    text_ += node.name;
    expressions_.write(node.type_params);
    if (!node.bases.empty() || !node.keywords.empty()) expressions_.write_arguments(node.bases, node.keywords);
    block(node.body, {}, true);
  }

  void write_node(const Return& node) {
    simple("return");
    if (node.value) {
      text_ += ' ';
      expressions_.write(node.value, {.tuple = true});
    }
    end_line();
  }

  void write_node(const Delete& node) {
    simple("del ");
    expressions_.separated(node.targets, ", ", [&](const Expr& one) { expressions_.write(one); });
    end_line();
  }

  void write_node(const Assign& node) {
    begin_line();
    for (const auto& target : node.targets) {
      expressions_.write(target, {.tuple = true});
      text_ += " = ";
    }
    expressions_.write(node.value, {.tuple = true, .yield = true});
    comment(node.type_comment);
    end_line();
  }

  void write_node(const TypeAlias& node) {
    simple("type ");
    expressions_.write(node.name);
    expressions_.write(node.type_params);
    text_ += " = ";
    expressions_.write(node.value);
    end_line();
  }

  void write_node(const AugAssign& node) {
    begin_line();
    expressions_.write(node.target);
    ((text_ += ' ') += written(node.op)) += "= ";
    expressions_.write(node.value, {.tuple = true, .yield = true});
    end_line();
  }

  void write_node(const AnnAssign& node) {
    begin_line();
    const bool parentheses = !node.simple && is<Name>(*node.target);
    if (parentheses) text_ += '(';
    expressions_.write(node.target);
    text_ += parentheses ? "): " : ": ";
    expressions_.write(node.annotation);
    if (node.value) {
      text_ += " = ";
      expressions_.write(node.value, {.tuple = true, .yield = true});
    }
    end_line();
  }

  void write_node(const For& node) {
    simple(node.is_async ? "async for " : "for ");
    expressions_.write(node.target, {.tuple = true});
    text_ += " in ";
    expressions_.write(node.iter, {.tuple = true});
    block(node.body, node.type_comment);
    word_block("else", node.orelse);
  }

  void write_node(const While& node) {
    simple("while ");
    expressions_.write(node.test, {.walrus = true});
    block(node.body);
    word_block("else", node.orelse);
  }

  void write_node(const If& node, std::string_view word = "if ") {
    simple(word);
    expressions_.write(node.test, {.walrus = true});
    block(node.body);
    const auto* next = node.orelse.size() == 1 ? as<If>(node.orelse.front()) : nullptr;
    if (!next || only_heading_) return word_block("else", node.orelse);
    const auto outer = std::exchange(range_, node.orelse.front().range);
    write_node(*next, "elif ");
    range_ = outer;
  }

  void write_node(const With& node) {
    simple(node.is_async ? "async with " : "with ");
    expressions_.separated(node.items, ", ", [&](const WithItem& one) {
      // with (a, b): has two items, with ((a, b)): one.
      const bool tuple = is<Tuple>(*one.context_expr) && !one.optional_vars;
      if (tuple) text_ += '(';
      expressions_.write(one.context_expr);
      if (tuple) text_ += ')';
      if (!one.optional_vars) return;
      text_ += " as ";
      expressions_.write(one.optional_vars);
    });
    block(node.body, node.type_comment);
  }

  void write_node(const Match& node) {
    simple("match ");
    expressions_.write(node.subject, {.tuple = true});
    text_ += ':';
    end_line();
    if (only_heading_) return;
    ++indent_;
    for (const auto& one : node.cases) {
      const auto outer = std::exchange(range_, one.pattern.range);
      simple("case ");
      expressions_.write(one.pattern);
      if (one.guard) {
        text_ += " if ";
        expressions_.write(one.guard, {.walrus = true});
      }
      block(one.body);
      range_ = outer;
    }
    --indent_;
  }

  void write_node(const Raise& node) {
    simple("raise");
    if (node.exc) {
      text_ += ' ';
      expressions_.write(node.exc);
    }
    if (node.cause) {
      text_ += " from ";
      expressions_.write(node.cause);
    }
    end_line();
  }

  void write_node(const Try& node) {
    simple("try");
    block(node.body);
    if (only_heading_) return;
    for (const auto& handler : node.handlers) {
      const auto outer = std::exchange(range_, handler.range);
      simple(node.is_star ? "except*" : "except");
      if (handler.type) {
        text_ += ' ';
        expressions_.write(handler.type);
      }
      if (handler.name) text_ += " as " + *handler.name;
      block(handler.body);
      range_ = outer;
    }
    word_block("else", node.orelse);
    word_block("finally", node.finalbody);
  }

  void write_node(const Assert& node) {
    simple("assert ");
    expressions_.write(node.test);
    if (node.msg) {
      text_ += ", ";
      expressions_.write(node.msg);
    }
    end_line();
  }

  void write_node(const Import& node) {
    simple("import ");
    expressions_.separated(node.names, ", ", [&](const Alias& one) { alias(one); });
    end_line();
  }

  void write_node(const ImportFrom& node) {
    simple("from ");
    text_.append(static_cast<std::size_t>(node.level), '.');
    text_ += node.module.value_or("") + " import ";
    expressions_.separated(node.names, ", ", [&](const Alias& one) { alias(one); });
    end_line();
  }

  void write_node(const Global& node) { names("global ", node.names); }
  void write_node(const Nonlocal& node) { names("nonlocal ", node.names); }

  void write_node(const ExpressionStatement& node) {
    begin_line();
    expressions_.write(node.value, {.tuple = true, .yield = true});
    end_line();
  }

  void write_node(const Pass&) { begin_line(), end_line("pass"); }
  void write_node(const Break&) { begin_line(), end_line("break"); }
  void write_node(const Continue&) { begin_line(), end_line("continue"); }

  const PrintOptions& options_;
  std::string text_;
  ExpressionWriter expressions_;
  std::vector<Range> origins_;
  std::size_t counted_ = 0;  // of the text, for the origins
  Range range_;
  int indent_ = 0;
  bool only_heading_ = false;
};

template <class Part>
std::string expression_text(const Part& part, const PrintOptions& options) {
  std::string text;
  ExpressionWriter(text, options).write(part);
  return text;
}

}  // namespace

PrintedSource print(const Module& module, const PrintOptions& options) {
  if (module.body.empty()) return {};
  StatementWriter writer(options);
  writer.write(module.body, true);
  return writer.take();
}

std::string to_source(const Module& module, const PrintOptions& options) {
  return print(module, options).text;
}

std::string to_source(const Statement& statement, const PrintOptions& options) {
  StatementWriter writer(options);
  writer.write(statement);
  return writer.take().text;
}

std::string to_source(const Expression& expression, const PrintOptions& options) {
  return expression_text(expression, options);
}

std::string to_source(const Pattern& pattern, const PrintOptions& options) {
  return expression_text(pattern, options);
}

std::string to_source(const Parameters& parameters, const PrintOptions& options) {
  return expression_text(parameters, options);
}

std::string heading(const Statement& statement, const PrintOptions& options) {
  StatementWriter writer(options);
  writer.write(statement, true);
  auto text = writer.take().text;
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace dy2stat::ast
