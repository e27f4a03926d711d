// Programs made of documentation, and what becomes of those that do not run.
#include "jit_probe/corpora/docstrings.hpp"

#include <boost/test/unit_test.hpp>

namespace dy2stat::corpora {
namespace {

Target function(const std::string& name, const std::string& doc) {
  Target target;
  target.name = name;
  target.doc = doc;
  return target;
}

void contains_text(const std::string& text, const std::string& part) {
  BOOST_TEST(text.find(part) != std::string::npos, "'" << part << "' is not in:\n" << text);
}

std::string first_program(const Target& target) {
  const auto candidates = candidates_for(target);
  BOOST_REQUIRE(!candidates.empty());
  return program_text(target, candidates.front(), {});
}

const std::string add_doc =
    "add(input, other, *, alpha=1) -> Tensor\n\n"
    "Args:\n    input (Tensor): the input.\n    other (Tensor or Number): the other\n\n"
    "Example::\n\n"
    "    >>> a = torch.randn(4)\n"
    "    >>> a\n"
    "    tensor([1.])\n"
    "    >>> torch.add(a, torch.ones(4), alpha=10)\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(docstrings_test)

BOOST_AUTO_TEST_CASE(an_example_becomes_a_function_of_its_tensors) {
  const auto program = first_program(function("torch.add", add_doc));
  contains_text(program, "def entry(p0, p1):\n    return torch.add(p0, p1, alpha=10)\n");
  contains_text(program, "    a = torch.randn(4)\n    return [((a, torch.ones(4), ), {})]\n");
}

BOOST_AUTO_TEST_CASE(the_same_documentation_gives_the_same_bytes) {
  BOOST_TEST(first_program(function("torch.add", add_doc)) == first_program(function("torch.add", add_doc)));
}

BOOST_AUTO_TEST_CASE(what_an_argument_turned_out_to_be_is_written_into_the_call) {
  const auto target = function("torch.sum", "Example::\n\n    >>> d = 1\n    >>> torch.sum(torch.ones(2, 2), d)\n");
  const auto program = program_text(target, candidates_for(target).front(), {"", "1"});
  contains_text(program, "def entry(p0):\n    return torch.sum(p0, 1)\n");
  contains_text(program, "return [((torch.ones(2, 2), ), {})]");
}

BOOST_AUTO_TEST_CASE(tensors_in_a_list_are_parameters_each) {
  const auto program =
      first_program(function("torch.cat", "    >>> x = torch.ones(2)\n    >>> torch.cat((x, x), 0)\n"));
  contains_text(program, "def entry(p0):\n    return torch.cat((p0, p0), 0)\n");
}

BOOST_AUTO_TEST_CASE(a_method_uses_the_example_of_the_function_that_it_says_to_see) {
  auto target = function("torch.Tensor.add", "add(other) -> Tensor\n\nSee :func:`torch.add`");
  target.kind = TargetKind::method;
  target.related = add_doc;
  target.related_name = "add";
  contains_text(first_program(target), "return p0.add(p1, alpha=10)\n");
}

BOOST_AUTO_TEST_CASE(a_module_is_built_and_called_as_its_example_does) {
  auto target = function("torch.nn.Conv2d",
                         "Examples::\n\n"
                         "    >>> m = nn.Conv2d(16, 33, 3, stride=2)\n"
                         "    >>> m = nn.Conv2d(16, 33, (3, 5))\n"
                         "    >>> input = torch.randn(20, 16, 50, 100)\n"
                         "    >>> output = m(input)\n");
  target.kind = TargetKind::module_class;
  const auto program = first_program(target);
  contains_text(program, "    return torch.nn.Conv2d(16, 33, (3, 5))\n");
  contains_text(program, "    return [((input, ), {})]\n");
}

BOOST_AUTO_TEST_CASE(without_an_example_a_module_is_built_of_names_and_shapes) {
  auto target =
      function("torch.nn.Conv1d",
               "Args:\n    in_channels (int): channels\n    out_channels (int): channels\n"
               "    kernel_size (int or tuple): size\n\n"
               "Shape:\n    - Input: :math:`(N, C_{in}, L_{in})`\n    - Output: :math:`(N, C_{out}, L_{out})`\n");
  target.kind = TargetKind::module_class;
  target.signature = "in_channels: int, out_channels: int, kernel_size: int, stride=1";
  target.forward = "input: Tensor";
  const auto program = first_program(target);
  contains_text(program, "torch.nn.Conv1d(4, 6, 3)");
  contains_text(program, "torch.rand(2, 4, 8)");
}

BOOST_AUTO_TEST_CASE(the_next_candidate_is_tried_and_the_failure_kept) {
  int tries = 0;
  const auto made = made_of(function("torch.add", add_doc), [&](const std::string&) -> Tried {
    if (++tries < 3) return {"ran", "ValueError: no", {}};
    return {};
  });
  BOOST_TEST(!made.program.empty());
  BOOST_REQUIRE(made.attempts.size() == 2u);
  BOOST_TEST(made.attempts[0] == "example 1: ValueError: no");
}

BOOST_AUTO_TEST_CASE(how_far_a_target_came_is_said) {
  const auto never = [](const std::string&) -> Tried { return {"ran", "ValueError: no", {}}; };
  BOOST_TEST(made_of(function("torch.f", " \n"), never).left_out.stage == "documented");
  BOOST_TEST(made_of(function("torch.add", add_doc), never).left_out.stage == "ran");
  BOOST_TEST(made_of(function("torch.add", add_doc), never).left_out.name == "docstrings/torch/add");
  auto target = function("torch.nn.M", "Does it.");
  target.kind = TargetKind::module_class;
  target.signature = "unheard_of";
  BOOST_TEST(made_of(target, never).left_out.stage == "parsed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::corpora
