// Changes of Python's own values: numbers, texts, None, lists and dicts.
#include <limits>

#include "jit_probe/search/changes.hpp"

namespace dy2stat::search {
namespace {

bool is_integer(const py::object& part) {
  return PyLong_CheckExact(part.ptr());
}
bool is_floating(const py::object& part) {
  return PyFloat_CheckExact(part.ptr());
}
bool is_boolean(const py::object& part) {
  return PyBool_Check(part.ptr());
}
bool is_text(const py::object& part) {
  return PyUnicode_CheckExact(part.ptr());
}
bool is_none(const py::object& part) {
  return part.is_none();
}
bool is_something(const py::object& part) {
  return !part.is_none();
}
bool is_filled_list(const py::object& part) {
  return PyList_CheckExact(part.ptr()) && py::len(part) > 0;
}
bool is_long_list(const py::object& part) {
  return PyList_CheckExact(part.ptr()) && py::len(part) > 1;
}
bool is_filled_dict(const py::object& part) {
  return PyDict_CheckExact(part.ptr()) && py::len(part) > 0;
}
bool is_long_dict(const py::object& part) {
  return PyDict_CheckExact(part.ptr()) && py::len(part) > 1;
}

py::object near_integer(const py::object& part, Random& random, const Surroundings&) {
  switch (random.below(5)) {
    case 0:
      return part + py::int_(1);
    case 1:
      return part - py::int_(1);
    case 2:
      return -part;
    case 3:
      return part * py::int_(2);
    default:
      return part + py::int_(static_cast<int>(random.below(20)) - 10);
  }
}

py::object constant_integer(const py::object&, Random& random, const Surroundings& surroundings) {
  const auto nudge = random.one_in(3) ? static_cast<std::int64_t>(random.below(3)) - 1 : 0;
  return py::int_(random.pick(surroundings.constants.integers) + nudge);
}

py::object boundary_integer(const py::object&, Random& random, const Surroundings&) {
  const std::int64_t boundaries[] = {127,
                                     128,
                                     255,
                                     256,
                                     1000,
                                     -1000,
                                     2147483647,
                                     2147483648,
                                     -2147483648,
                                     -2147483649,
                                     std::numeric_limits<std::int64_t>::max(),
                                     std::numeric_limits<std::int64_t>::min()};
  const py::int_ boundary(boundaries[random.below(std::size(boundaries))]);
  return random.one_in(12) ? py::object(boundary * py::int_(4)) : py::object(boundary);  // beyond 64 bits
}

py::object constant_number(const py::object& part, Random& random, const Surroundings& surroundings) {
  if (random.one_in(3)) return part * py::float_(random.one_in(2) ? -1.0 : 1000.0);
  return py::float_(random.pick(surroundings.constants.numbers));
}

py::object special_number(const py::object&, Random& random, const Surroundings&) {
  const double infinity = std::numeric_limits<double>::infinity();
  const double specials[] = {std::numeric_limits<double>::quiet_NaN(), infinity, -infinity, -0.0, 1e308, 1e-308, 0.1};
  return py::float_(specials[random.below(std::size(specials))]);
}

py::object other_truth(const py::object& part, Random&, const Surroundings&) {
  return py::bool_(!part.is(py::bool_(true)));
}

py::object other_text(const py::object& part, Random& random, const Surroundings& surroundings) {
  const auto& texts = surroundings.constants.texts;
  if (!texts.empty() && !random.one_in(3)) return py::str(random.pick(texts));
  if (random.one_in(2)) return py::str("");
  return random.one_in(2) ? part.attr("upper")() : part + py::str("\xc3\xa9");
}

py::object nothing_instead(const py::object&, Random&, const Surroundings&) {
  return py::none();
}

py::object something_instead(const py::object&, Random& random, const Surroundings& surroundings) {
  switch (random.below(4)) {
    case 0:
      return py::cast(at::ones({2}));
    case 1:
      return py::bool_(true);
    case 2:
      return py::float_(random.pick(surroundings.constants.numbers));
    default:
      return py::int_(random.pick(surroundings.constants.integers));
  }
}

// A value of its own like `value`.
py::object copied(const py::object& value) {
  return py::module_::import("copy").attr("deepcopy")(value);
}

py::object empty_list(const py::object&, Random&, const Surroundings&) {
  return py::list();
}
py::object shorter_list(const py::object& part, Random&, const Surroundings&) {
  return part[py::slice(0, -1, 1)];
}
py::object longer_list(const py::object& part, Random& random, const Surroundings&) {
  py::list made(part.attr("copy")());
  const auto more = random.one_in(3) ? 3 : 1;
  const py::object last = made[py::len(made) - 1];
  for (int k = 0; k < more; ++k) made.append(copied(last));
  return made;
}
py::object reversed_list(const py::object& part, Random&, const Surroundings&) {
  py::list made(part.attr("copy")());
  made.attr("reverse")();
  return made;
}
py::object reversed_dict(const py::object& part, Random&, const Surroundings&) {
  py::dict made;
  const py::list items(part.attr("items")());
  items.attr("reverse")();
  for (auto item : items) made[item[py::int_(0)]] = item[py::int_(1)];
  return made;
}
py::object shorter_dict(const py::object& part, Random& random, const Surroundings&) {
  py::dict made(part.attr("copy")());
  const py::list keys(part);
  made.attr("pop")(keys[random.below(keys.size())]);
  return made;
}

}  // namespace

const std::vector<Change>& python_changes() {
  static const std::vector<Change> changes{
      {"an integer near it", is_integer, near_integer},
      {"an integer of the program", is_integer, constant_integer},
      {"an integer boundary", is_integer, boundary_integer},
      {"a number of the program", is_floating, constant_number},
      {"a special number", is_floating, special_number},
      {"the other truth value", is_boolean, other_truth},
      {"another text", is_text, other_text},
      {"None instead", is_something, nothing_instead},
      {"something instead of None", is_none, something_instead},
      {"an empty list", is_filled_list, empty_list},
      {"a shorter list", is_long_list, shorter_list},
      {"a longer list", is_filled_list, longer_list},
      {"the list reversed", is_long_list, reversed_list},
      {"the dict's order reversed", is_long_dict, reversed_dict},
      {"a key left out", is_filled_dict, shorter_dict},
  };
  return changes;
}

}  // namespace dy2stat::search
