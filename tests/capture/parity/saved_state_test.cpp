// What a capture changed in a module is put back.
#include "tests/capture/parity/programs.hpp"

#include "capture/parity/saved_state.hpp"

namespace dy2stat::parity::test {

namespace {

// Runs `change` on a module between saving and restoring; `check` must hold of it afterwards.
Texts restored(const std::string& change, const std::string& holds) {
  const auto names = run_python(R"(
class Inner(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.weight = nn.Parameter(torch.ones(2))
        self.calls, self.seen, self.table, self.plain = 0, [1], {'a': torch.ones(1)}, torch.zeros(2)
        self.hook = lambda: None
net = nn.Sequential(Inner())
inner = net[0]
seen, table, mean, plain, hook = inner.seen, inner.table, inner.norm.running_mean, inner.plain, inner.hook
)");
  const SavedState saved(names["net"]);
  py::module_::import("builtins").attr("exec")(change, names);
  const auto texts = saved.restore();
  BOOST_TEST_CONTEXT(change)
  BOOST_TEST(py::module_::import("builtins").attr("eval")(holds, names).cast<bool>());
  BOOST_TEST(saved.restore().empty());
  return texts;
}

void check_restored(const std::string& change, const std::string& holds, const Texts& expected) {
  BOOST_TEST_CONTEXT(change) BOOST_TEST(restored(change, holds) == expected, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(saved_state_test)

BOOST_AUTO_TEST_CASE(each_kind_of_state_is_put_back_into_the_same_object) {
  check_restored("inner.norm.running_mean.add_(1)", "inner.norm.running_mean is mean and mean.sum() == 0",
                 {"buffer '0.norm.running_mean'"});
  check_restored("inner.norm.running_mean = torch.ones(2)", "inner.norm.running_mean is mean and mean.sum() == 0",
                 {"buffer '0.norm.running_mean'"});
  check_restored("inner.weight.data.mul_(3)", "inner.weight.sum() == 2 and inner.weight.requires_grad",
                 {"parameter '0.weight'"});
  check_restored("inner.plain.resize_(5).fill_(1)", "inner.plain is plain and plain.shape == (2,) and plain.sum() == 0",
                 {"attribute '0.plain'"});
  check_restored("inner.calls += 1", "inner.calls == 0", {"attribute '0.calls'"});
  check_restored("inner.seen.append(2)", "inner.seen is seen and seen == [1]", {"attribute '0.seen'"});
  check_restored("inner.table['b'] = 2", "inner.table is table and list(table) == ['a']", {"attribute '0.table'"});
  check_restored("del inner.calls", "inner.calls == 0", {"attribute '0.calls'"});
}

BOOST_AUTO_TEST_CASE(what_was_added_is_taken_away) {
  check_restored("inner.extra = 1; inner.register_buffer('more', torch.ones(1))",
                 "not hasattr(inner, 'extra') and not hasattr(inner, 'more')",
                 {"buffer '0.more'", "attribute '0.extra'"});
}

BOOST_AUTO_TEST_CASE(a_trace_changes_a_batch_norm_and_what_it_made_is_put_back_with_it) {
  const auto names = run_python(R"(
net = nn.BatchNorm1d(2)
x = torch.tensor([[1.0, 2.0], [3.0, 5.0]])
)");
  const SavedState saved(names["net"]);
  py::module_::import("builtins").attr("exec")("traced = torch.jit.trace(net, (x,), check_trace=False)", names);
  const Texts expected{"buffer 'running_mean'", "buffer 'running_var'", "buffer 'num_batches_tracked'"};
  BOOST_TEST(saved.restore() == expected, boost::test_tools::per_element());
  BOOST_TEST(py::module_::import("builtins")
                 .attr("eval")("traced.running_mean.sum() == 0 and traced.num_batches_tracked == 0", names)
                 .cast<bool>());
}

BOOST_AUTO_TEST_CASE(nothing_changed_and_no_module_restore_nothing) {
  check_restored("pass", "inner.hook is hook", {});
  check_restored("torch.jit.script(inner.norm)", "True", {});  // torch 1.13 leaves an attribute __overloads__
  BOOST_TEST(SavedState(py::none()).restore().empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
