// Docstrings of torch's, Google's and NumPy's style.
#include "jit_probe/corpora/documentation.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::corpora {

using Texts = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(documentation_test)

BOOST_AUTO_TEST_CASE(a_function_of_torch) {
  const auto documentation = parse_documentation(
      "add(input, other, *, alpha=1, out=None) -> Tensor\n\n"
      "Adds.\n\n"
      "Args:\n"
      "    input (Tensor): the input tensor.\n"
      "    other (Tensor or Number): the tensor or number to add to\n"
      "        :attr:`input`.\n\n"
      "Keyword args:\n"
      "    alpha (Number): the multiplier. Default: ``1``\n\n"
      "Examples::\n\n"
      "    >>> a = torch.randn(4)\n"
      "    >>> torch.add(a,\n"
      "    ...           20)\n"
      "    tensor([20.0202])\n",
      "add");
  BOOST_TEST(documentation.has_signature);
  BOOST_TEST(documentation.signature == "input, other, *, alpha=1, out=None");
  BOOST_REQUIRE(documentation.parameters.size() == 3u);
  BOOST_TEST(documentation.parameters[1].type == "Tensor or Number");
  BOOST_TEST(documentation.parameters[1].described == "the tensor or number to add to :attr:`input`.");
  BOOST_TEST(!documentation.parameters[1].is_optional);
  BOOST_TEST(documentation.parameters[2].default_value == "1");
  BOOST_TEST(documentation.examples == (Texts{"a = torch.randn(4)", "torch.add(a,\n          20)"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_module_with_shapes) {
  const auto documentation = parse_documentation(
      "Applies.\n\n"
      "Args:\n"
      "    in_channels (int): Number of channels\n"
      "    bias (bool, optional): adds a bias. Default: ``True``\n\n"
      "Shape:\n"
      "    - Input: :math:`(N, C_{in}, H_{in}, W_{in})` or :math:`(C_{in}, H_{in}, W_{in})`\n"
      "    - Output: :math:`(N, C_{\\text{out}}, *)`, where\n\n"
      "      .. math::\n"
      "          H_{out} = 1\n\n"
      "Attributes:\n"
      "    weight (Tensor): the weights\n",
      "Conv2d");
  BOOST_TEST(!documentation.has_signature);
  BOOST_TEST(documentation.parameters.size() == 2u);
  BOOST_REQUIRE(documentation.shapes.size() >= 2u);
  BOOST_TEST(documentation.shapes[0].of == "Input");
  BOOST_REQUIRE(documentation.shapes[0].shapes.size() == 2u);
  BOOST_TEST(documentation.shapes[0].shapes[0] == (Texts{"N", "C_in", "H_in", "W_in"}),
             boost::test_tools::per_element());
  BOOST_TEST(documentation.shapes[1].shapes[0] == (Texts{"N", "C_out", "*"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(numpys_underlined_headings) {
  const auto documentation = parse_documentation(
      "Smooths.\n\n"
      "Parameters\n"
      "----------\n"
      "x : Tensor\n"
      "    What is smoothed.\n"
      "width : int, optional\n"
      "    How far.\n\n"
      "Returns\n"
      "-------\n"
      "Tensor\n",
      "smooth");
  BOOST_REQUIRE(documentation.parameters.size() == 2u);
  BOOST_TEST(documentation.parameters[0].name == "x");
  BOOST_TEST(documentation.parameters[1].is_optional);
  BOOST_TEST(documentation.returns == "Tensor\n");
}

BOOST_AUTO_TEST_CASE(text_that_is_no_documentation_gives_nothing) {
  for (const auto* text : {"", "Adds two numbers.", "Note:\n    (N, C) is a shape", ">>>", "((((", "Args:", "x"})
    BOOST_TEST(!parse_documentation(text, "f").is_parsed(), text);
}

BOOST_AUTO_TEST_CASE(prose_in_brackets_is_no_shape) {
  BOOST_TEST(dimensions_in("(the batch size)").empty());
  BOOST_TEST(dimensions_in("(N, C, \\text{kernel\\_size}[0])").empty());
  BOOST_TEST(dimensions_in("(N, 3)") == (Texts{"N", "3"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::corpora
