// Snapshots of Python values: nothing that a value is gets lost, nothing that it does gets out.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

namespace {

Snapshot snapshot(const std::string& expression) {
  return snapshot_of(run_python("value = " + expression + "\n")["value"]);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(snapshot_test)

BOOST_AUTO_TEST_CASE(values_in_short) {
  BOOST_TEST(brief(snapshot("[1, 2.5, True, None, 'a', {'k': (1j,)}]")) ==
             "[1, 2.5, True, None, 'a', {'k': ((0.0, 1.0j))}]");
  BOOST_TEST(brief(snapshot("10 ** 30")) == "1000000000000000000000000000000");
  BOOST_TEST(brief(snapshot("torch.arange(9)")) == "int64[9] 0, 1, 2, 3, 4, 5, ...");
  BOOST_TEST(brief(snapshot("torch.tensor([1 - 2j])")) == "complex64[1] 1-2j");
  BOOST_TEST(brief(snapshot("torch.zeros(0, 2)")) == "float32[0, 2]");
  BOOST_TEST(brief(snapshot("torch.ones(2, device='meta')")) == "float32[2]");
  BOOST_TEST(brief(snapshot("'x' * 1000")).size() == 160u);
}

BOOST_AUTO_TEST_CASE(objects_without_addresses) {
  BOOST_TEST(identical(snapshot("[object()]"), snapshot("[object()]")));
  BOOST_TEST(!identical(snapshot("object"), snapshot("int")));
}

BOOST_AUTO_TEST_CASE(what_refers_to_itself_or_raises_is_looked_at_as_far_as_it_goes) {
  const auto names = run_python(R"(
loop = [1]
loop.append(loop)
class Raises:
    __slots__ = ()
    def __repr__(self): raise ValueError('no')
class Node:
    def __init__(self): self.me, self.value = self, 3
raises, node = Raises(), Node()
deep = 1
for _ in range(100): deep = [deep]
wide = [[0] * 1000 for _ in range(1000)]
)");
  BOOST_TEST(snapshot_of(names["loop"]).children.at(1).text == "(refers to itself)");
  BOOST_TEST(snapshot_of(names["node"]).children.at(0).text == "(refers to itself)");
  BOOST_TEST(snapshot_of(names["node"]).children.at(1).text == "3");
  BOOST_TEST(snapshot_of(names["raises"]).text == "(cannot be looked at)");
  BOOST_TEST((snapshot_of(names["deep"]).kind == Kind::list));
  BOOST_TEST(brief(snapshot_of(names["wide"]).children.back()).find("too large") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_bits_are_identical_and_one_that_differs_is_not) {
  const char* different[] = {"1",
                             "1.0",
                             "True",
                             "'1'",
                             "b'1'",
                             "None",
                             "[1]",
                             "(1,)",
                             "{1}",
                             "{1: 1}",
                             "1j",
                             "torch.ones(1)",
                             "torch.ones(1, dtype=torch.float64)",
                             "torch.ones(1, 1)",
                             "torch.ones(1, requires_grad=True)",
                             "torch.ones(1).to_sparse()",
                             "torch.zeros(1)",
                             "float('nan')",
                             "torch.tensor([float('nan')])"};
  for (const auto* left : different)
    for (const auto* right : different) BOOST_TEST_CONTEXT(left << " and " << right)
  BOOST_TEST(identical(snapshot(left), snapshot(right)) == (left == right));
}

BOOST_AUTO_TEST_CASE(fingerprints_tell_contents_apart) {
  const auto of = [](const std::string& expression) {
    return fingerprint(THPVariable_Unpack(py::object(run_python("t = " + expression + "\n")["t"]).ptr()));
  };
  BOOST_TEST(of("torch.ones(2)") == of("torch.ones(4)[::2]"));
  for (const auto* other : {"torch.ones(2, 1)", "torch.tensor([1.0, 2.0])", "torch.ones(2, requires_grad=True)",
                            "torch.ones(2).view(torch.int32)", "torch.ones(2).half()"})
    BOOST_TEST(of("torch.ones(2)") != of(other), other);
}

BOOST_AUTO_TEST_CASE(tensors_are_visited_with_their_paths_and_each_container_once) {
  const auto names = run_python(R"(
class Box: pass
box = Box()
box.inside = torch.ones(1)
value = [torch.ones(1), {'k': (torch.ones(1),), 2: box}]
value.append(value)
)");
  Texts paths;
  each_tensor(names["value"], "",
              [&](const at::Tensor&, const std::string& path, py::handle) { paths.push_back(path); });
  const Texts expected{"[0]", "[1]['k'][0]", "[1][2].inside"};
  BOOST_TEST(paths == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
