// Names from TorchScript's syntax tree.
#include "jit_probe/probes/inferred_names.hpp"

#include <torch/csrc/jit/frontend/tree_views.h>
#include <torch/csrc/jit/runtime/operator.h>

#include <algorithm>
#include <map>
#include <set>

#include "jit_probe/probes/python_text.hpp"

namespace dy2stat::probes {
namespace {

using torch::jit::TreeRef;

// Names that the compiler knows before it asks Python for them (Environment::getSugaredVar in torch's ir_emitter.cpp).
const std::set<std::string> builtins_of_torchscript{
    "print",   "tuple", "float",    "int",  "bool",  "str",    "getattr", "hasattr", "isinstance", "range",
    "zip",     "list",  "dict",     "all",  "any",   "min",    "max",     "abs",     "divmod",     "sum",
    "len",     "hex",   "oct",      "bin",  "round", "sorted", "ord",     "chr",     "enumerate",  "rangelist",
    "complex", "set",   "reversed", "type", "iter",  "next",   "super",   "pow",     "format",     "annotate"};

// A place in the tree at which the compiler resolves a name.
struct Occurrence {
  Name name;
  bool may_be_asked;  // a plain identifier: left to the callback's record if the callback was asked
};

class Reader {
 public:
  Reader(std::string in, py::object module_type) : in_(std::move(in)), module_type_(std::move(module_type)) {}

  std::vector<Occurrence> read(const TreeRef& definition) {
    bind(definition);
    visit(definition, 0);
    return std::move(found_);
  }

 private:
  static int line_of(const TreeRef& tree) {
    const auto& range = tree->range();
    if (!range.source()) return 0;
    const auto place = range.file_line_col();
    return place ? static_cast<int>(std::get<1>(*place)) : 0;
  }

  static std::string identifier(const TreeRef& tree) { return torch::jit::Ident(tree).name(); }

  static bool is_statement(int kind) {
    switch (kind) {
      case torch::jit::TK_ASSIGN:
      case torch::jit::TK_AUG_ASSIGN:
      case torch::jit::TK_EXPR_STMT:
      case torch::jit::TK_RETURN:
      case torch::jit::TK_IF:
      case torch::jit::TK_WHILE:
      case torch::jit::TK_FOR:
      case torch::jit::TK_RAISE:
      case torch::jit::TK_ASSERT:
      case torch::jit::TK_WITH:
      case torch::jit::TK_DELETE:
        return true;
      default:
        return false;
    }
  }

  // Parameters, and every variable that the function assigns, loops over or binds in a with.
  void bind(const TreeRef& tree) {
    const auto bind_targets = [&](const TreeRef& targets) {
      const std::function<void(const TreeRef&)> each = [&](const TreeRef& target) {
        if (target->kind() == torch::jit::TK_VAR) locals_.insert(identifier(target->tree(0)));
        if (target->kind() == torch::jit::TK_LIST || target->kind() == torch::jit::TK_TUPLE_LITERAL ||
            target->kind() == torch::jit::TK_STARRED)
          for (const auto& part : target->trees()) each(part);
      };
      each(targets);
    };
    switch (tree->kind()) {
      case torch::jit::TK_PARAM:
        locals_.insert(identifier(tree->tree(0)));
        return;
      case torch::jit::TK_ASSIGN:
      case torch::jit::TK_FOR:
        bind_targets(tree->tree(0));
        break;
      case torch::jit::TK_LIST_COMP:
        bind_targets(tree->tree(1));
        break;
      case torch::jit::TK_WITH_ITEM:
        bind_targets(tree->tree(1));
        break;
      default:
        break;
    }
    if (tree->isAtom()) return;
    for (const auto& part : tree->trees()) bind(part);
  }

  void add(const std::string& name, const char* how, const std::string& what, int line, bool may_be_asked) {
    found_.push_back({{name, how, what, true, line, in_}, may_be_asked});
  }

  void visit_variable(const std::string& name, int line) {
    if (locals_.contains(name))
      add(name, "local", "", line, true);
    else if (builtins_of_torchscript.contains(name))
      add(name, "builtin", "TorchScript's own " + name, line, true);
    else
      add(name, "", "", line, true);  // asked for, or never reached
  }

  // The type of the module that an expression such as `self.encoder` stands for, or none.
  py::object module_at(const TreeRef& tree) const {
    if (tree->kind() == torch::jit::TK_VAR)
      return identifier(tree->tree(0)) == "self" ? module_type_ : py::object(py::none());
    if (tree->kind() != '.') return py::none();
    const auto parent = module_at(tree->tree(0));
    if (parent.is_none()) return parent;
    return py::dict(parent.attr("get_modules")()).attr("get")(identifier(tree->tree(1)));
  }

  void visit_select(const TreeRef& tree, int line) {
    const auto member = identifier(tree->tree(1));
    const auto text = tree->tree(0)->kind() == torch::jit::TK_VAR || tree->tree(0)->kind() == '.'
                          ? path_of(tree)
                          : std::string(".") + member;
    if (const auto module = module_at(tree->tree(0)); !module.is_none()) {
      const auto [how, what] = member_of(module, member);
      return add(text, how, what, line, false);
    }
    if (!starts_local(tree)) return;  // of a Python module: the callback's record has it
    const auto symbol = c10::Symbol::fromQualString("aten::" + member);
    const bool is_known = !torch::jit::getAllOperatorsFor(symbol).empty();
    if (is_known)
      add(text, "torch_operator", "operator aten::" + member + " if it is a method of a tensor", line, false);
    else
      add(text, "attribute", "", line, false);
  }

  static std::string path_of(const TreeRef& tree) {
    if (tree->kind() == torch::jit::TK_VAR) return identifier(tree->tree(0));
    if (tree->kind() == '.') return path_of(tree->tree(0)) + "." + identifier(tree->tree(1));
    return "";
  }

  // Whether the expression that an attribute is taken from begins with a local, or is computed.
  bool starts_local(const TreeRef& tree) const {
    if (tree->kind() == '.') return starts_local(tree->tree(0));
    return tree->kind() != torch::jit::TK_VAR || locals_.contains(identifier(tree->tree(0)));
  }

  static std::pair<const char*, std::string> member_of(const py::object& module, const std::string& member) {
    const py::dict modules = module.attr("get_modules")(), attributes = module.attr("get_attributes")(),
                   constants = module.attr("get_constants")();
    const auto name = py::str(member);
    if (modules.contains(name)) return {"submodule", full_name(modules[name].attr("py_class"))};
    if (attributes.contains(name)) {
      const py::tuple type_and_kind = attributes[name];
      const bool is_parameter = type_and_kind[1].cast<bool>();
      return {"attribute",
              (is_parameter ? "parameter " : "attribute ") + py::str(type_and_kind[0]).cast<std::string>()};
    }
    if (constants.contains(name)) return {"attribute", "constant " + describe(constants[name])};
    if (py::hasattr(module.attr("py_class"), member.c_str()))
      return {"attribute", describe(module.attr("py_class").attr(member.c_str()))};
    return {"not_found", "the module's TorchScript type has no such attribute"};
  }

  // In the order in which the compiler evaluates.
  void visit(const TreeRef& tree, int line) {
    if (is_statement(tree->kind())) line = line_of(tree);
    const auto visit_in_order = [&](std::initializer_list<std::size_t> order) {
      for (const auto index : order) visit(tree->tree(index), line);
    };
    switch (tree->kind()) {
      case torch::jit::TK_VAR:
        return visit_variable(identifier(tree->tree(0)), line);
      case torch::jit::TK_DECL:
        return;  // annotations are asked for; defaults are values that Python hands over
      case '.':
        visit(tree->tree(0), line);
        return visit_select(tree, line);
      case torch::jit::TK_ASSIGN:
        return visit_in_order({1, 2, 0});  // value, annotation, targets
      case torch::jit::TK_FOR:
        return visit_in_order({1, 0, 2});  // iterated, targets, body
      case torch::jit::TK_LIST_COMP:
        return visit_in_order({2, 1, 0});  // iterated, target, element
      default:
        if (tree->isAtom()) return;
        for (const auto& part : tree->trees()) visit(part, line);
    }
  }

  std::string in_;
  py::object module_type_;
  std::set<std::string> locals_;
  std::vector<Occurrence> found_;
};

// Puts the occurrences of one function between its asked names.
class Merger {
 public:
  explicit Merger(std::vector<Occurrence> occurrences) : occurrences_(std::move(occurrences)) {}

  // Appends what comes before the place at which `asked` is asked for.
  void before(const Name& asked, std::vector<Name>& merged) {
    // For each place the compiler asks twice, for a type and for a value.
    const bool again = asked.name == last_.name && asked.line == last_.line && times_ % 2 == 1;
    times_ = asked.name == last_.name && asked.line == last_.line ? times_ + 1 : 1;
    last_ = asked;
    if (again) return;
    const auto at = std::find_if(occurrences_.begin() + next_, occurrences_.end(), [&](const Occurrence& each) {
      return each.may_be_asked && each.name.line == asked.line && each.name.name == asked.name;
    });
    if (at == occurrences_.end()) return;
    append_until(static_cast<std::size_t>(at - occurrences_.begin()), merged);
    ++next_;
  }

  void rest(std::vector<Name>& merged) { append_until(occurrences_.size(), merged); }

 private:
  void append_until(std::size_t end, std::vector<Name>& merged) {
    for (; next_ < end; ++next_)
      if (!occurrences_[next_].name.how.empty()) merged.push_back(occurrences_[next_].name);
  }

  std::vector<Occurrence> occurrences_;
  std::size_t next_ = 0;
  Name last_;
  int times_ = 0;
};

}  // namespace

std::vector<Name> with_inferred(const std::vector<Name>& asked, const std::vector<Compilation>& compilations) {
  using Key = std::pair<int, std::string>;  // a function, in the group that it was compiled with
  std::map<Key, Merger> functions;
  std::map<Key, std::size_t> last_asked;
  std::set<Key> completed;
  for (const auto& each : compilations) {
    const Key key(each.group, each.in);
    if (each.in.empty() || each.trees.size() != 1) continue;
    functions.emplace(key, Merger(Reader(each.in, each.module_type).read(each.trees.front())));
    if (each.completed) completed.insert(key);
  }
  for (std::size_t index = 0; index < asked.size(); ++index) last_asked[{asked[index].group, asked[index].in}] = index;
  std::vector<Name> merged;
  const auto finish = [&](const Key& key) {
    if (const auto found = functions.find(key); found != functions.end() && completed.contains(key))
      found->second.rest(merged);
  };
  for (std::size_t index = 0; index < asked.size(); ++index) {
    const auto& name = asked[index];
    const Key key(name.group, name.in);
    if (const auto found = functions.find(key); found != functions.end()) found->second.before(name, merged);
    merged.push_back(name);
    if (last_asked.at(key) == index) finish(key);
  }
  for (const auto& each : compilations)
    if (!last_asked.contains({each.group, each.in})) finish({each.group, each.in});
  return merged;
}

}  // namespace dy2stat::probes
