// The tree as CPython's own: what is compiled of it is what Python compiles.
#include "ast/parse/to_python.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "ast/parse/parse.hpp"

namespace dy2stat::ast {

BOOST_AUTO_TEST_SUITE(to_python_test)

BOOST_AUTO_TEST_CASE(its_code_is_that_of_the_source) {
  const std::string command =
      "'" DY2STAT_PYTHON_EXECUTABLE
      "' -c 'import ast, json, os, sys; "
      "library = os.path.dirname(os.__file__); "
      "os.execv(sys.executable, [sys.executable, *sys.argv[1:], *(os.path.join(library, one) for one in "
      "(\"statistics.py\", \"textwrap.py\", \"typing.py\", \"ast.py\", \"asyncio\", \"json\"))])' "
      "'" DY2STAT_SOURCE "/tests/ast/parse/compiled.py' '" DY2STAT_SYNTAX_FOLDER "'";
  BOOST_TEST(std::system(command.c_str()) == 0);
}

BOOST_AUTO_TEST_CASE(what_has_no_place_is_where_the_node_around_is) {
  auto module = parse("x = 1\n\ny = (2,\n  z)\n");
  auto& assign = *as<Assign>(module.body[1]);
  as<Tuple>(*assign.value)->elts[1]->range = {};
  const auto code = compiled(module, "file.py");
  const auto lines = required(PyObject_CallMethod(code.get(), "co_lines", nullptr));
  int last = 0;
  while (const auto item = Owned(PyIter_Next(lines.get()))) {
    auto* line = PyTuple_GetItem(item.get(), 2);
    if (line != Py_None) last = std::max(last, static_cast<int>(PyLong_AsLong(line)));
  }
  BOOST_TEST(last == 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::ast
