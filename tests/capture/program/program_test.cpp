// A program is loaded from its files alone, and what it lacks is said.
#include "capture/program/program.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "tests/support/folder.hpp"

using namespace dy2stat;

namespace {

// A program in a folder of its own, which is the current one while this lives.
class Loaded {
 public:
  explicit Loaded(CaseRequest request) : before_(std::filesystem::current_path()), request_(std::move(request)) {
    enter_folder(folder_.path, request_);
  }
  ~Loaded() {
    std::filesystem::current_path(before_);
    forget_program(folder_.path);
  }
  Program program() const { return load_program(request_); }
  std::string complaint() const {
    try {
      load_program(request_);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return {};
  }

 private:
  test::Folder folder_;
  std::filesystem::path before_;
  CaseRequest request_;
};

CaseRequest request_for(const std::string& source, const std::string& entry,
                        const std::string& module = "loaded_program") {
  CaseRequest request;
  request.files[module + ".py"] = source;
  request.module = module;
  request.entry = entry;
  return request;
}

const std::string function = "import torch\nlimit = 3\ndef f(x, flag=False):\n    return x\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(program_test)

BOOST_AUTO_TEST_CASE(input_sets_come_in_three_forms) {
  const Loaded loaded(
      request_for(function + "def inputs():\n    return [(1, 2), ((1,), {'flag': True}), torch.ones(2)]\n", "f"));
  const auto program = loaded.program();
  BOOST_TEST_REQUIRE(program.inputs.size() == 3u);
  BOOST_TEST(program.inputs[0].positional.size() == 2u);
  BOOST_TEST(program.inputs[0].keywords.size() == 0u);
  BOOST_TEST(program.inputs[1].positional.size() == 1u);
  BOOST_TEST(program.inputs[1].keywords.contains("flag"));
  BOOST_TEST(program.inputs[2].positional.size() == 1u);  // a tensor alone is a tuple of one
  BOOST_TEST(program.instance.is_none());
}

BOOST_AUTO_TEST_CASE(expressions_know_the_names_of_the_module_and_torch) {
  auto request = request_for(
      "from torch import nn\nlimit = 3\nclass Net(nn.Module):\n    def __init__(self, n, b=0):\n"
      "        super().__init__()\n        self.n = n + b\n",
      "Net");
  request.init_expression = "((limit,), {'b': 4})";
  request.input_expressions = {"torch.ones(limit)", "(limit, 2)"};
  const Loaded loaded(request);
  const auto program = loaded.program();
  BOOST_TEST(program.instance.is(program.entry));
  BOOST_TEST(program.entry.attr("n").cast<int>() == 7);
  BOOST_TEST_REQUIRE(program.inputs.size() == 2u);
  BOOST_TEST(py::len(program.inputs[0].positional[0]) == 3u);
  BOOST_TEST(program.inputs[1].positional.size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_entry_may_be_a_method_of_an_instance) {
  const Loaded loaded(
      request_for("import torch\nclass Net(torch.nn.Module):\n    def twice(self, x):\n        return x\n"
                  "net = Net()\ndef inputs():\n    return [(1,)]\n",
                  "net.twice"));
  const auto program = loaded.program();
  BOOST_TEST(py::hasattr(program.entry, "__self__"));
  BOOST_TEST(program.instance.is(program.entry.attr("__self__")));
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_said) {
  BOOST_TEST(Loaded(request_for(function, "g")).complaint() ==
             "the program has no 'g'; define it, or name another entry");
  BOOST_TEST(Loaded(request_for(function, "f")).complaint() ==
             "the program has no inputs(); define it, or give --input EXPRESSION");
  BOOST_TEST(Loaded(request_for(function + "def inputs():\n    return []\n", "f")).complaint() ==
             "inputs() returned no input set; return at least one");
}

BOOST_AUTO_TEST_CASE(a_file_named_like_a_module_of_python_is_refused) {
  const auto complaint = Loaded(request_for(function, "f", "json")).complaint();
  BOOST_TEST(complaint == "Python has a module 'json' of its own, which hides json.py; give the file another name");
}

BOOST_AUTO_TEST_CASE(a_program_is_loaded_anew_once_it_is_forgotten) {
  for (const std::string value : {"1", "2"}) {
    const Loaded loaded(
        request_for("value = " + value + "\ndef f():\n    return value\ndef inputs():\n    return [()]\n", "f"));
    BOOST_TEST(loaded.program().entry().cast<int>() == std::stoi(value));
  }
}

BOOST_AUTO_TEST_CASE(a_program_that_replaced_itself_is_forgotten_too) {
  for (const std::string value : {"1", "2"}) {
    const Loaded loaded(request_for("import sys\nclass Names:\n    __file__ = __file__\n    def f():\n        return " +
                                        value +
                                        "\n    def inputs():\n        return [()]\nsys.modules[__name__] = Names\n",
                                    "f"));
    BOOST_TEST(loaded.program().entry().cast<int>() == std::stoi(value));
  }
}

BOOST_AUTO_TEST_CASE(packages_that_are_not_installed_are_named) {
  CaseRequest request;
  request.required_packages = {"torch", "no_such_package>=2"};
  BOOST_TEST(missing_packages(request) ==
             "needs the package no_such_package, which is not installed beside this torch");
  request.required_packages = {"torch", "numpy>=1.2,<99"};
  BOOST_TEST(missing_packages(request) == "");
  request.required_packages = {"numpy>=99"};
  const auto numpy = py::module_::import("numpy").attr("__version__").cast<std::string>();
  BOOST_TEST(missing_packages(request) ==
             "needs the package numpy>=99, and " + numpy + " is installed beside this torch");
}

BOOST_AUTO_TEST_SUITE_END()
