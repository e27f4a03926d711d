// Copies keep every aliasing, and touch nothing of the original.
#include "tests/capture/parity/programs.hpp"

#include "capture/parity/copier.hpp"

namespace dy2stat::parity::test {

namespace {

// Copies the tuple `arguments` that `source` defines, beside its module `net` if there is one, and leaves `copied`.
struct Copied {
  explicit Copied(const std::string& source, const CopyOptions& options = {}) : names(run_python(source)) {
    const py::object net = names.contains("net") ? py::object(names["net"]) : py::object(py::none());
    const py::object other = names.contains("other") ? py::object(names["other"]) : net;
    made = Copier(net, other).copy({names["arguments"], py::dict()}, options);
    names["copied"] = made.arguments.positional;
    py::module_::import("builtins")
        .attr("exec")(R"(
def storage(t): return (t.untyped_storage() if hasattr(t, 'untyped_storage') else t.storage()).data_ptr()
)",
                      names);
  }
  bool operator()(const std::string& expression) const {
    return py::module_::import("builtins").attr("eval")(expression, names).cast<bool>();
  }
  py::dict names;
  ArgumentCopy made;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(copier_test)

BOOST_AUTO_TEST_CASE(views_of_one_storage_stay_views_of_one_storage) {
  const Copied is(R"(
base = torch.arange(12.0).reshape(3, 4)
arguments = (base.t(), base[1], [base[:, 2]], {'last': base[2, 3]}, base)
)");
  BOOST_TEST(is("all(torch.equal(a, b) for a, b in zip(copied[:2], arguments))"));
  BOOST_TEST(is("copied[0].stride() == (1, 4) and copied[1].storage_offset() == 4"));
  BOOST_TEST(is("len({storage(t) for t in (*copied[:2], *copied[2], copied[3]['last'], copied[4])}) == 1"));
  BOOST_TEST(is("storage(copied[0]) != storage(arguments[0])"));
  BOOST_TEST(
      is("copied[1].fill_(7).sum() == 28 and copied[0][2, 1] == 7 and copied[2][0][1] == 7 and base[1, 2] == 6"));
}

BOOST_AUTO_TEST_CASE(views_of_other_dtypes_see_each_others_writes) {
  const Copied is(R"(
x = torch.ones(2)
arguments = (x, x.view(torch.int32))
)");
  BOOST_TEST(is("copied[1].fill_(0).sum() == 0 and copied[0].sum() == 0 and x.sum() == 2"));
}

BOOST_AUTO_TEST_CASE(the_same_object_stays_the_same_object) {
  const Copied is("x = torch.ones(2)\nnames = ['a']\narguments = (x, [x], names, names)\n");
  BOOST_TEST(is("copied[0] is copied[1][0] and copied[2] is copied[3] and copied[2] is not names"));
}

BOOST_AUTO_TEST_CASE(what_shares_with_the_module_is_the_modules_own) {
  const Copied is(R"(
net = nn.Linear(2, 2)
net.register_buffer('mean', torch.zeros(4))
arguments = (net.weight, net.weight[0], net.mean[1:], net, torch.ones(1))
)");
  BOOST_TEST(is("copied[0] is net.weight and copied[3] is net"));
  BOOST_TEST(is("storage(copied[1]) == storage(net.weight) and storage(copied[2]) == storage(net.mean)"));
  BOOST_TEST(is("storage(copied[4]) != storage(arguments[4])"));
}

BOOST_AUTO_TEST_CASE(beside_a_copy_of_the_module_it_is_the_copys_own) {
  const Copied is(R"(
import copy
net = nn.Linear(2, 2)
net.register_buffer('mean', torch.zeros(4))
other = copy.deepcopy(net)
arguments = (net.weight, net.mean[1:], net.weight.detach())
)");
  BOOST_TEST(is("copied[0] is other.weight and storage(copied[1]) == storage(other.mean)"));
  BOOST_TEST(is("copied[1].shape == (3,) and copied[1].storage_offset() == 1"));
  BOOST_TEST(is("storage(copied[2]) == storage(other.weight) and not copied[2].requires_grad"));
}

BOOST_AUTO_TEST_CASE(what_requires_gradients_does_so_and_a_non_leaf_stays_one) {
  const Copied is(R"(
leaf = torch.ones(2, requires_grad=True)
arguments = (leaf, leaf * 2, torch.ones(1))
)");
  BOOST_TEST(is("copied[0].requires_grad and copied[0].is_leaf"));
  BOOST_TEST(is("copied[1].requires_grad and not copied[1].is_leaf and copied[1].add_(1).sum() == 6"));
  BOOST_TEST(is("not copied[2].requires_grad and leaf.grad is None"));
}

BOOST_AUTO_TEST_CASE(conjugate_and_negative_bits_are_kept) {
  const Copied is(R"(
z = torch.tensor([1 + 2j, 3 - 1j])
arguments = (z.conj(), z.conj().imag, z)
)");
  BOOST_TEST(is("copied[0].is_conj() and copied[1].is_neg()"));
  BOOST_TEST(is("torch.equal(copied[0], z.conj()) and torch.equal(copied[1], z.conj().imag)"));
  BOOST_TEST(is("storage(copied[0]) == storage(copied[2])"));
}

BOOST_AUTO_TEST_CASE(unusual_tensors_are_copied_too) {
  const Copied is(R"(
named = [torch.ones(2).rename('n')] if hasattr(torch.Tensor, 'rename') else []  # torch 2.13 has no named tensors
quantised = torch.quantize_per_tensor(torch.ones(2), 0.5, 3, torch.quint8)
arguments = (torch.zeros(0, 3), torch.tensor(4.0), torch.ones(1).expand(3), torch.eye(2).to_sparse(), quantised,
             torch.ones(2, device='meta'), torch.tensor([True]), torch.zeros(2, 2).half(), *named)
)");
  BOOST_TEST(is("copied[0].shape == (0, 3) and copied[1] == 4 and copied[2].stride() == (0,)"));
  BOOST_TEST(is("copied[3].is_sparse and torch.equal(copied[3].to_dense(), torch.eye(2))"));
  BOOST_TEST(is("torch.equal(copied[4].int_repr(), quantised.int_repr()) and copied[4].q_zero_point() == 3"));
  BOOST_TEST(is("copied[5].is_meta and copied[6].dtype == torch.bool and all(t.names == ('n',) for t in copied[8:])"));
  BOOST_TEST(is("all(a is not b for a, b in zip(copied, arguments))"));
}

BOOST_AUTO_TEST_CASE(classes_of_tensors_are_kept) {
  const Copied is(R"(
class Marked(torch.Tensor): pass
arguments = (nn.Parameter(torch.ones(2)), torch.ones(2).as_subclass(Marked), nn.Parameter(torch.ones(1), requires_grad=False))
)");
  BOOST_TEST(is("isinstance(copied[0], nn.Parameter) and copied[0].requires_grad and copied[0].is_leaf"));
  BOOST_TEST(is("type(copied[1]) is Marked and storage(copied[1]) != storage(arguments[1])"));
  BOOST_TEST(is("isinstance(copied[2], nn.Parameter) and not copied[2].requires_grad"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_copied_is_passed_on_and_the_rest_is_copied) {
  const Copied is(R"(
class Stubborn:
    def __deepcopy__(self, memo): raise TypeError('no')
stubborn = Stubborn()
numbers = [1, 2]
arguments = (torch.ones(1), [stubborn, numbers], {'n': numbers})
)");
  BOOST_TEST(is("copied[1][0] is stubborn and copied[0] is not arguments[0]"));
  BOOST_TEST(is("copied[1] is not arguments[1] and copied[1][1] is not numbers and copied[2]['n'] == [1, 2]"));
}

BOOST_AUTO_TEST_CASE(differentiable_copies_are_non_leaves_over_one_leaf_a_storage) {
  const Copied is(R"(
x = torch.tensor([1.0, 2.0, 3.0])
arguments = (x[:2], x[1:], torch.tensor([5]), x.view(torch.int32))
)",
                  {.differentiable = true});
  BOOST_TEST(is.made.leaves.size() == 1u);
  BOOST_TEST(is.made.leaves[0].name == "argument [0]");
  BOOST_TEST(is("not copied[0].is_leaf and copied[0].requires_grad and not copied[2].requires_grad"));
  BOOST_TEST(is("copied[1].mul_(2).sum() == 10 and copied[0][1] == 4 and storage(copied[3]) == storage(copied[0])"));
  BOOST_TEST(is("copied[0].sum().backward() is None"));
  const auto gradient = is.made.leaves[0].tensor.grad();
  BOOST_TEST(brief(snapshot_of(py::cast(gradient))) == "float32[3] 1, 2, 0");
}

BOOST_AUTO_TEST_CASE(copies_in_float64_keep_views_and_leave_integers) {
  const Copied is(R"(
x = torch.tensor([1.0, 2.0, 3.0])
arguments = (x[:2], x[1:], torch.tensor([5]), torch.tensor([1j]), torch.tensor([1.5]).half())
)",
                  {.in_float64 = true});
  BOOST_TEST(
      is("[t.dtype for t in copied] == [torch.float64, torch.float64, torch.int64, torch.complex128, torch.float64]"));
  BOOST_TEST(is("copied[1].fill_(7).sum() == 14 and copied[0][1] == 7 and copied[4] == 1.5"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
