// A tree as objects of CPython's module `ast`, by the description that each node has of its fields.
#include "ast/parse/to_python.hpp"

#include <string>
#include <unordered_map>
#include <utility>

#include "ast/parse/parse.hpp"
#include "ast/parse/python_types.hpp"
#include "ast/tree/to_source.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

// What the tree leaves out: whether a name, an attribute and so on is read, assigned or deleted.
enum class Context { load, store, del };

void append(PyObject* list, Owned item) {
  if (PyList_Append(list, item.get()) < 0) throw PythonRaised();
}

Owned text_object(std::string_view text) {
  return required(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass"));
}

Owned none_object() {
  return share(Py_None);
}

// An instance of the class of ast, without calling its constructor, which asks for all fields.
Owned instance_of(PyTypeObject* type) {
  static PyObject* const nothing = required(PyTuple_New(0)).release();
  return required(type->tp_new(type, nothing, nullptr));
}

PyTypeObject* required_type(std::string_view name) {
  auto* type = type_named(name);
  if (!type) throw UnknownSyntax("this Python's ast has no " + std::string(name));
  return type;
}

// Operators and contexts have no fields: one object for all.
Owned shared_instance(std::string_view name) {
  static auto* const instances = new std::unordered_map<std::string, PyObject*>;
  auto& one = (*instances)[std::string(name)];
  if (!one) one = instance_of(required_type(name)).release();
  return share(one);
}

Owned constant_object(const ConstantValue& value) {
  return std::visit(
      Overloaded{[](NoneValue) { return none_object(); }, [](bool one) { return required(PyBool_FromLong(one)); },
                 [](EllipsisValue) { return share(Py_Ellipsis); },
                 [](const Integer& one) { return required(PyLong_FromString(one.digits.c_str(), nullptr, 0)); },
                 [](double one) { return required(PyFloat_FromDouble(one)); },
                 [](const Complex& one) { return required(PyComplex_FromDoubles(one.real, one.imag)); },
                 [](const std::string& one) { return text_object(one); },
                 [](const Bytes& one) {
                   return required(
                       PyBytes_FromStringAndSize(one.bytes.data(), static_cast<Py_ssize_t>(one.bytes.size())));
                 }},
      value);
}

class PythonMaker {
 public:
  template <class Node>
  Owned make_node(const Node& node, Context context) {
    auto* type = required_type(kind_of(node));
    auto made = instance_of(type);
    for_each_field(node, [&](std::string_view name, const auto& member) {
      if (has(type, "_fields", name)) set(made.get(), name, object_of(member, context_in<Node>(name, context), name));
    });
    if (has(type, "_fields", "ctx"))
      set(made.get(), "ctx",
          shared_instance(context == Context::load    ? "Load"
                          : context == Context::store ? "Store"
                                                      : "Del"));
    if (has(type, "_attributes", "lineno")) set_range(made.get());
    return made;
  }

  // u"text" is kept by Python as the kind "u".
  Owned make_node(const Constant& node, Context) {
    auto made = instance_of(required_type("Constant"));
    set(made.get(), "value", constant_object(node.value));
    set(made.get(), "kind", node.is_u ? text_object("u") : none_object());
    set_range(made.get());
    return made;
  }

  Owned make_node(const Interpolation& node, Context context) {
    auto made = instance_of(required_type("Interpolation"));
    set(made.get(), "value", object_of(node.value, context, "value"));
    set(made.get(), "str", text_object(node.str.empty() ? to_source(*node.value) : node.str));
    set(made.get(), "conversion", object_of(node.conversion, context, "conversion"));
    set(made.get(), "format_spec", object_of(node.format_spec, context, "format_spec"));
    set_range(made.get());
    return made;
  }

  // Python keeps them in seven fields; defaults belong to the last of the positional ones.
  Owned make_node(const Parameters& node, Context) {
    auto made = instance_of(required_type("arguments"));
    const auto list = [] { return required(PyList_New(0)); };
    auto posonlyargs = list(), args = list(), kwonlyargs = list(), kw_defaults = list(), defaults = list();
    auto vararg = none_object(), kwarg = none_object();
    for (const auto& one : node.all) {
      using enum Parameter::Kind;
      auto parameter = within(one.range, [&] { return make_parameter(one); });
      const auto kind = one.parameter_kind;
      if (kind == var_positional) vararg = std::move(parameter);
      if (kind == var_keyword) kwarg = std::move(parameter);
      if (kind == keyword_only)
        append(kw_defaults.get(), object_of(one.default_value, Context::load, ""));
      else if (one.default_value)
        append(defaults.get(), object_of(one.default_value, Context::load, ""));
      if (kind == positional_only) append(posonlyargs.get(), std::move(parameter));
      if (kind == positional) append(args.get(), std::move(parameter));
      if (kind == keyword_only) append(kwonlyargs.get(), std::move(parameter));
    }
    set(made.get(), "posonlyargs", std::move(posonlyargs));
    set(made.get(), "args", std::move(args));
    set(made.get(), "vararg", std::move(vararg));
    set(made.get(), "kwonlyargs", std::move(kwonlyargs));
    set(made.get(), "kw_defaults", std::move(kw_defaults));
    set(made.get(), "kwarg", std::move(kwarg));
    set(made.get(), "defaults", std::move(defaults));
    return made;
  }

 private:
  // The context of a field's expressions.
  template <class Node>
  static Context context_in(std::string_view field, Context own) {
    if (field == "targets") return std::is_same_v<Node, Delete> ? Context::del : Context::store;
    if (field == "target" || field == "optional_vars") return Context::store;
    if (std::is_same_v<Node, TypeAlias> && field == "name") return Context::store;
    if (std::is_same_v<Node, Tuple> || std::is_same_v<Node, List> || std::is_same_v<Node, Starred>) return own;
    return Context::load;
  }

  // Runs make for a node with this range, or, if it has none, with that of the node around it.
  template <class Make>
  Owned within(const Range& range, Make make) {
    is_module_ = false;
    const auto around = std::exchange(range_, range.line > 0 ? range : range_);
    auto made = make();
    range_ = around;
    return made;
  }

  Owned make_parameter(const Parameter& node) {
    auto made = instance_of(required_type("arg"));
    set(made.get(), "arg", text_object(node.name));
    set(made.get(), "annotation", object_of(node.annotation, Context::load, ""));
    set(made.get(), "type_comment", object_of(node.type_comment, Context::load, ""));
    set_range(made.get());
    return made;
  }

  Owned object_of(const std::string& member, Context, std::string_view) { return text_object(member); }
  Owned object_of(const std::optional<std::string>& member, Context, std::string_view) {
    return member ? text_object(*member) : none_object();
  }
  Owned object_of(int member, Context, std::string_view) { return required(PyLong_FromLong(member)); }
  Owned object_of(bool member, Context, std::string_view) { return required(PyLong_FromLong(member)); }
  Owned object_of(const ConstantValue& member, Context, std::string_view) { return constant_object(member); }
  template <AnOperator Operator>
  Owned object_of(Operator member, Context, std::string_view) {
    return shared_instance(name_of(member));
  }
  template <class Value>
  Owned object_of(const Box<Value>& member, Context context, std::string_view field) {
    return member ? object_of(*member, context, field) : none_object();
  }
  template <class Item>
  Owned object_of(const std::vector<Item>& member, Context context, std::string_view field) {
    auto list = required(PyList_New(0));
    for (const auto& item : member) append(list.get(), object_of(item, context, field));
    if constexpr (std::is_same_v<Item, Statement>)
      if (member.empty() && field == "body" && !is_module_) append(list.get(), make_node(Pass{}, context));
    return list;
  }
  template <Described Node>
  Owned object_of(const Node& node, Context context, std::string_view) {
    if constexpr (requires { node.range; })
      return within(node.range, [&] { return make_node(node, context); });
    else
      return make_node(node, context);
  }
  template <OneOfKinds Sum>
  Owned object_of(const Sum& sum, Context context, std::string_view) {
    return within(sum.range,
                  [&] { return std::visit([&](const auto& node) { return make_node(node, context); }, sum.node); });
  }

  static void set(PyObject* object, std::string_view name, Owned value) {
    if (PyObject_SetAttrString(object, std::string(name).c_str(), value.get()) < 0) throw PythonRaised();
  }
  void set_range(PyObject* object) const {
    set(object, "lineno", required(PyLong_FromLong(range_.line)));
    set(object, "col_offset", required(PyLong_FromLong(range_.column)));
    set(object, "end_lineno", required(PyLong_FromLong(range_.end_line)));
    set(object, "end_col_offset", required(PyLong_FromLong(range_.end_column)));
  }

  Range range_{1, 0, 1, 0};
  bool is_module_ = true;  // nothing but the module itself was come to
};

}  // namespace

Owned to_python(const Module& module) {
  auto made = PythonMaker().make_node(module, Context::load);
  if (PyObject_SetAttrString(made.get(), "type_ignores", required(PyList_New(0)).get()) < 0) throw PythonRaised();
  return made;
}

Owned compiled(const Module& module, const std::string& file_name, int flags) {
  const auto tree = to_python(module);
  const auto builtins = required(PyImport_ImportModule("builtins"));
  const auto compile = required(PyObject_GetAttrString(builtins.get(), "compile"));
  return required(PyObject_CallFunction(compile.get(), "OOsii", tree.get(), text_object(file_name).get(), "exec",
                                        flags & PyCF_MASK, 1));
}

}  // namespace dy2stat::ast
