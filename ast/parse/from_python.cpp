// The tree from an object of CPython's module `ast`, by the description that each node has of its fields.
#include "ast/parse/from_python.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "ast/parse/parse.hpp"
#include "ast/parse/python_types.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

std::string_view text_view(PyObject* text) {
  Py_ssize_t size = 0;
  const char* bytes = PyUnicode_AsUTF8AndSize(text, &size);
  if (!bytes) throw PythonRaised();
  return {bytes, static_cast<std::size_t>(size)};
}

// With lone surrogates, which a string of Python may have.
std::string text_from(PyObject* text) {
  Py_ssize_t size = 0;
  if (const char* bytes = PyUnicode_AsUTF8AndSize(text, &size)) return {bytes, static_cast<std::size_t>(size)};
  PyErr_Clear();
  const auto bytes = required(PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass"));
  return {PyBytes_AS_STRING(bytes.get()), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.get()))};
}

int number_from(PyObject* number) {
  const long value = PyLong_AsLong(number);
  if (value == -1 && PyErr_Occurred()) throw PythonRaised();
  return static_cast<int>(value);
}

// The attribute's name as Python's own string, made once.
PyObject* interned(std::string_view name) {
  auto* text = PyUnicode_FromStringAndSize(name.data(), static_cast<Py_ssize_t>(name.size()));
  if (!text) throw PythonRaised();
  PyUnicode_InternInPlace(&text);
  return text;
}

Owned attribute(PyObject* object, PyObject* name) {
  return required(PyObject_GetAttr(object, name));
}

Range range_from(PyObject* object) {
  static PyObject* const names[] = {interned("lineno"), interned("col_offset"), interned("end_lineno"),
                                    interned("end_col_offset")};
  int values[4];
  for (int k = 0; k < 4; ++k) values[k] = number_from(attribute(object, names[k]).get());
  return {values[0], values[1], values[2], values[3]};
}

// The names by which the fields of a node are read; null for a field that this Python's node has not.
template <class Node>
struct Reader {
  static constexpr std::size_t size = std::tuple_size_v<std::remove_cvref_t<decltype(Node::fields)>>;
  std::array<PyObject*, size> names{};
  bool has_range;  // Python 3.9 has none for alias

  explicit Reader(PyTypeObject* type) : has_range(has(type, "_attributes", "lineno")) {
    std::size_t k = 0;
    const auto read = [&](std::string_view name) {
      names[k++] = has(type, "_fields", name) ? interned(name) : nullptr;
    };
    std::apply([&](const auto&... field) { (read(field.name), ...); }, Node::fields);
    const auto fields = required(PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "_fields"));
    const auto known = std::ranges::count_if(names, [](const PyObject* one) { return one != nullptr; }) +
                       (has(type, "_fields", "ctx") ? 1 : 0);  // left out on purpose
    if (PyTuple_Size(fields.get()) > known)
      throw UnknownSyntax("this Python's ast." + std::string(type->tp_name) +
                          " has a field that ast/tree does not know: it is newer than 3.14");
  }

  static const Reader& of(PyTypeObject* type) {
    static const Reader& reader = *new Reader(type);
    return reader;
  }
};

// -5, or beyond 64 bits -0x…: Python refuses decimal digits without end.
std::string digits_of(PyObject* integer) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(integer, &overflow);
  if (!overflow) return std::to_string(value);
  const auto text = required(PyNumber_ToBase(integer, 16));
  return std::string(text_view(text.get()));
}

// By the type of the object: which of its kinds the sum is made to be.
template <OneOfKinds Sum>
class Kinds;

// Fills a member of a node from what Python has for it: one function a type of member.
struct Convert {
  static void read(std::string& member, PyObject* object) { member = text_from(object); }
  static void read(std::optional<std::string>& member, PyObject* object) {
    if (object != Py_None) member = text_from(object);
  }
  static void read(int& member, PyObject* object) {
    if (object != Py_None) member = number_from(object);
  }
  static void read(bool& member, PyObject* object) { member = number_from(object) != 0; }

  template <AnOperator Operator>
  static void read(Operator& member, PyObject* object) {
    static const auto& by_type = *[] {
      auto* types = new std::unordered_map<PyTypeObject*, Operator>;
      int k = 0;
      for (const auto& spelling : spellings(Operator()))
        types->emplace(type_named(spelling.name), static_cast<Operator>(k++));
      return types;
    }();
    const auto found = by_type.find(Py_TYPE(object));
    if (found == by_type.end())
      throw UnknownSyntax(std::string("an operator that is not known: ") + Py_TYPE(object)->tp_name);
    member = found->second;
  }

  static void read(ConstantValue& member, PyObject* object) {
    if (PyUnicode_Check(object)) {
      member = text_from(object);
    } else if (object == Py_None) {
      member = NoneValue{};
    } else if (PyBool_Check(object)) {
      member = object == Py_True;
    } else if (object == Py_Ellipsis) {
      member = EllipsisValue{};
    } else if (PyLong_Check(object)) {
      member = Integer{digits_of(object)};
    } else if (PyFloat_Check(object)) {
      member = PyFloat_AsDouble(object);
    } else if (PyComplex_Check(object)) {
      member = Complex{PyComplex_RealAsDouble(object), PyComplex_ImagAsDouble(object)};
    } else if (PyBytes_Check(object)) {
      member = Bytes{{PyBytes_AS_STRING(object), static_cast<std::size_t>(PyBytes_GET_SIZE(object))}};
    } else {
      throw UnknownSyntax(std::string("a constant of a type that is not known: ") + Py_TYPE(object)->tp_name);
    }
  }

  template <class Value>
  static void read(Box<Value>& member, PyObject* object) {
    if (object != Py_None) member = convert<Value>(object);
  }

  template <class Item>
  static void read(std::vector<Item>& member, PyObject* object) {
    const auto count = PyList_Size(object);
    if (count < 0) throw PythonRaised();
    member.resize(static_cast<std::size_t>(count));
    for (Py_ssize_t k = 0; k < count; ++k) read(member[static_cast<std::size_t>(k)], PyList_GET_ITEM(object, k));
  }

  template <Described Node>
  static void read(Node& node, PyObject* object) {
    const auto& names = Reader<Node>::of(Py_TYPE(object)).names;
    std::size_t k = 0;
    const auto read_field = [&](auto& member) {
      if (auto* name = names[k++]) read(member, attribute(object, name).get());
    };
    std::apply([&](const auto&... field) { (read_field(node.*field.member), ...); }, Node::fields);
    if constexpr (requires { node.range; })
      if (Reader<Node>::of(Py_TYPE(object)).has_range) node.range = range_from(object);
  }

  // u"text" is kept by Python as the kind "u".
  static void read(Constant& node, PyObject* object) {
    static PyObject* const names[] = {interned("value"), interned("kind")};
    read(node.value, attribute(object, names[0]).get());
    node.is_u = attribute(object, names[1]).get() != Py_None;
  }

  // The text is None in a node that no parser made.
  static void read(Interpolation& node, PyObject* object) {
    static PyObject* const names[] = {interned("value"), interned("str"), interned("conversion"),
                                      interned("format_spec")};
    read(node.value, attribute(object, names[0]).get());
    read(node.str, attribute(object, names[1]).get());
    read(node.conversion, attribute(object, names[2]).get());
    read(node.format_spec, attribute(object, names[3]).get());
  }

  template <OneOfKinds Sum>
  static void read(Sum& sum, PyObject* object) {
    Kinds<Sum>::maker(Py_TYPE(object))(sum, object);
    sum.range = range_from(object);
  }

  template <class Value>
  static Value convert(PyObject* object) {
    Value value;
    read(value, object);
    return value;
  }

  // Reads a list of Python's arguments, giving each the kind.
  static void read_parameters(Parameters& all, PyObject* list, Parameter::Kind kind) {
    static PyObject* const names[] = {interned("arg"), interned("annotation"), interned("type_comment")};
    for (Py_ssize_t k = 0; k < PyList_Size(list); ++k) {
      auto* object = PyList_GET_ITEM(list, k);
      auto& parameter = all.all.emplace_back();
      parameter.parameter_kind = kind;
      read(parameter.name, attribute(object, names[0]).get());
      read(parameter.annotation, attribute(object, names[1]).get());
      read(parameter.type_comment, attribute(object, names[2]).get());
      parameter.range = range_from(object);
    }
  }

  static void read_parameter(Parameters& all, PyObject* object, Parameter::Kind kind) {
    if (object == Py_None) return;
    const auto list = required(PyList_New(1));
    PyList_SET_ITEM(list.get(), 0, share(object).release());
    read_parameters(all, list.get(), kind);
  }

  // Python keeps them in seven fields; defaults belong to the last of the positional ones.
  static void read(Parameters& member, PyObject* object) {
    using enum Parameter::Kind;
    static PyObject* const names[] = {interned("posonlyargs"), interned("args"),        interned("vararg"),
                                      interned("kwonlyargs"),  interned("kw_defaults"), interned("kwarg"),
                                      interned("defaults")};
    const auto field = [&](int k) { return attribute(object, names[k]); };
    read_parameters(member, field(0).get(), positional_only);
    read_parameters(member, field(1).get(), positional);
    Exprs defaults;
    read(defaults, field(6).get());
    for (std::size_t k = 0; k < defaults.size(); ++k)
      member.all.at(member.all.size() - defaults.size() + k).default_value = std::move(defaults[k]);
    read_parameter(member, field(2).get(), var_positional);
    std::vector<OptionalExpr> keyword_defaults;
    read(keyword_defaults, field(4).get());
    const auto first_keyword = member.all.size();
    read_parameters(member, field(3).get(), keyword_only);
    for (std::size_t k = 0; k < keyword_defaults.size(); ++k)
      member.all.at(first_keyword + k).default_value = std::move(keyword_defaults[k]);
    read_parameter(member, field(5).get(), var_keyword);
  }
};

template <OneOfKinds Sum>
class Kinds {
 public:
  using Make = void (*)(Sum&, PyObject*);

  static Make maker(PyTypeObject* type) {
    static const Kinds& kinds = *new Kinds;
    const auto found = kinds.makers_.find(type);
    if (found == kinds.makers_.end())
      throw UnknownSyntax(std::string("a node of Python's ast that ast/tree does not know: ") + type->tp_name);
    return found->second;
  }

 private:
  Kinds() { add(static_cast<decltype(Sum::node)*>(nullptr)); }

  template <class... Nodes>
  void add(std::variant<Nodes...>*) {
    (add_kind<Nodes>(), ...);
  }
  template <class Node>
  void add_kind() {
    add_type(Node::kind, [](Sum& sum, PyObject* object) { Convert::read(sum.node.template emplace<Node>(), object); });
    if constexpr (requires { Node::flag; })
      add_type(Node::flagged_kind, [](Sum& sum, PyObject* object) {
        auto& node = sum.node.template emplace<Node>();
        Convert::read(node, object);
        node.*Node::flag = true;
      });
  }
  void add_type(std::string_view name, Make make) {
    if (auto* type = type_named(name)) makers_.emplace(type, make);
  }

  std::unordered_map<PyTypeObject*, Make> makers_;
};

}  // namespace

Module from_python(PyObject* module) {
  static PyObject* const body = interned("body");
  Module made;
  Convert::read(made.body, attribute(module, body).get());
  return made;
}

}  // namespace dy2stat::ast
