// Targets without a case: what is sent to the worker, and the case that --save-case makes.
#include "jit_probe/cli/target.hpp"

#include <boost/test/unit_test.hpp>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/save_case.hpp"
#include "jit_probe/suite/suite.hpp"
#include "support/folder.hpp"

using namespace dy2stat;
namespace fs = std::filesystem;

namespace {

struct Targets {
  test::Folder folder;
  RunOptions options;
  std::string model = folder.write("src/net/model.py", "import torch\nclass Net: ...\n").string();

  CaseRequest request(const std::string& word) const { return target_request(word, options); }
  std::string refusal(const std::string& word) const {
    try {
      target_request(word, options);
    } catch (const UsageError& error) {
      return error.what();
    }
    return {};
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(target_test, Targets)

BOOST_AUTO_TEST_CASE(a_file_is_sent_under_its_own_name) {
  options.inputs = {"1", "2"};
  const auto request = this->request(model + ":Net.forward");
  BOOST_TEST(request.case_name == model + ":Net.forward");
  BOOST_TEST(request.module == "model");
  BOOST_TEST(request.entry == "Net.forward");
  BOOST_TEST(request.files.size() == 1u);
  BOOST_TEST(request.files.at("model.py") == "import torch\nclass Net: ...\n");
  BOOST_TEST(request.input_expressions == options.inputs, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tree_is_sent_without_what_is_no_source) {
  options.inputs = {"1"};
  options.source_tree = (folder.path / "src").string();
  folder.write("src/net/__init__.py", "");
  folder.write("src/data.bin", "x");
  folder.write("src/.git/hook.py", "");
  folder.write("src/env/pyvenv.cfg", "");
  folder.write("src/env/lib.py", "");
  const auto request = this->request("net.model:Net");
  BOOST_TEST(request.module == "net.model");
  BOOST_TEST(request.files.size() == 2u);
  BOOST_TEST(request.files.contains("net/model.py"));
  BOOST_TEST(this->request(model + ":Net").module == "net.model");
}

BOOST_AUTO_TEST_CASE(refusals_say_what_to_do) {
  BOOST_TEST(refusal(model + ":Net").find("has no inputs(), so that nothing can be called: give the arguments") !=
             std::string::npos);
  BOOST_TEST(refusal("torch.nn:ReLU").find("--input 'torch.randn(1, 3, 8, 8)'") != std::string::npos);
  options.inputs = {"1"};
  BOOST_TEST(refusal("nowhere.py:Net") ==
             "there is no file 'nowhere.py'; a target is file.py:ENTRY or package.module:ENTRY");
  BOOST_TEST(refusal("torch.nn:") ==
             "'torch.nn:' names no entry: write torch.nn:ENTRY, a function, class or instance in it");
  BOOST_TEST(refusal("src/net:Net").starts_with("'src/net' is neither a file that ends in .py nor a module"));
  BOOST_TEST(refusal(folder.write("a.b.py", "").string() + ":x").find("has a dot before .py") != std::string::npos);
  options.source_tree = "nowhere";
  BOOST_TEST(refusal("net:Net") == "--path 'nowhere' is no folder");
  options.source_tree = folder.write("odd/\xff.py", "").parent_path().string();
  BOOST_TEST(refusal("net:Net") ==
             "--path '" + options.source_tree + "' holds a file whose name is not UTF-8, $'\\xff.py': rename it");
  options.source_tree = (folder.path / "many").string();
  for (std::size_t k = 0; k <= most_tree_files; ++k) folder.write("many/m" + std::to_string(k) + ".py", "");
  BOOST_TEST(refusal("net:Net").find("holds more than 2000 .py files or 32 MiB of them; name a narrower folder") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_program_s_own_inputs_are_enough) {
  const auto file = folder.write("own.py", "def f(x): ...\ndef inputs(): return [(1,)]\n");
  BOOST_TEST(request(file.string() + ":f").input_expressions.empty());
}

BOOST_AUTO_TEST_CASE(a_path_that_exists_is_no_target) {
  BOOST_TEST(is_target("torch.nn:Conv2d"));
  BOOST_TEST(is_target("model.py:Net"));
  BOOST_TEST(!is_target("cases/closures"));
  BOOST_TEST(!is_target(folder.write("a:b", "").string()));
}

BOOST_AUTO_TEST_CASE(a_saved_case_reads_without_a_problem_and_expects_nothing) {
  options.init = "(3, 8, 3)";
  options.inputs = {"torch.randn(1, 3, 8, 8)", "(torch.ones(1, 3, 4, 4),)"};
  for (const std::string word : {std::string("torch.nn:Conv2d"), model + ":Net"}) {
    const auto at = folder.path / ("saved/" + word.substr(word.rfind(':') + 1));
    save_case(request(word), at);
    Problems problems;
    const auto suite = read_suite({at}, problems);
    for (const auto& problem : problems) BOOST_ERROR(problem.text());
    BOOST_TEST_REQUIRE(suite.cases.size() == 1u);
    BOOST_TEST(suite.cases[0].expectations.empty());
    BOOST_TEST(suite.cases[0].entry == word.substr(word.rfind(':') + 1));
    BOOST_TEST(suite.cases[0].files.contains("model.py") == (word != "torch.nn:Conv2d"));
    BOOST_CHECK_THROW(save_case(request(word), at), UsageError);
  }
  BOOST_TEST(
      test::content_of(folder.path / "saved/Conv2d/program.py") ==
      "from torch.nn import *\nfrom torch.nn import Conv2d\nimport torch\n\n\ndef init():\n    return (3, 8, 3)\n\n\n"
      "def inputs():\n    return [\n        torch.randn(1, 3, 8, 8),\n        (torch.ones(1, 3, 4, 4),),\n    ]\n");
}

BOOST_AUTO_TEST_CASE(a_saved_case_names_the_package_that_it_needs) {
  options.inputs = {"1"};
  save_case(request("kornia.filters:Sobel"), folder.path / "saved/sobel");
  BOOST_TEST(test::content_of(folder.path / "saved/sobel/case.toml").find("requires = [\"kornia\"]") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
