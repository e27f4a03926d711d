// Observations cross to another process as bytes.
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::parity::test {

namespace {

std::shared_ptr<Observations> everything() {
  const auto names = run_python(R"(
import dataclasses
@dataclasses.dataclass
class Output:
    a: object
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2))
        self.calls = 0
    def forward(self, x, y):
        self.calls += 1
        if self.calls == 2: raise ValueError('\udcff no')
        x[0] = 3
        return [None, True, 10**30, float('nan'), 1j, 'text\0\udcff', b'\xff\0', x * self.weight, [x], (1,), {'k': 1}, {1, 2},
                Output(1), object(), torch.eye(2).to_sparse(), torch.tensor([1j]), torch.zeros(0),
                torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.qint8)]
eager = Net()
inputs = [(torch.tensor([1.0, 2.0]), [1]), (torch.tensor([1.0, 2.0]), [1])]
)");
  Options options;
  options.take_output = [] { return std::string("out\0put", 7); };
  return observe_name(names, "eager", options);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(serialise_test)

BOOST_AUTO_TEST_CASE(every_kind_survives_the_way_there_and_back) {
  const auto original = everything();
  std::set<Kind> kinds;
  for (const auto& child : original->rounds[0][0].result.children) kinds.insert(child.kind);
  BOOST_TEST(kinds.size() == static_cast<std::size_t>(Kind::other) + 1);
  BOOST_TEST(original->rounds[0][1].raised.has_value());
  BOOST_TEST(!original->gradients[0].gradients.empty());
  const auto bytes = serialise(*original);
  const auto back = deserialise(bytes);
  BOOST_TEST(serialise(*back) == bytes);
  check(compare(*original, *back), {});
  check(compare(*back, *original), {});
  BOOST_TEST(identical(back->rounds[2][1].result, original->rounds[2][1].result));
  BOOST_TEST(identical(back->states[0].at("calls"), original->states[0].at("calls")));
  BOOST_TEST(back->rounds[0][0].output == std::string("out\0put", 7));
  BOOST_TEST(back->rounds[0][1].raised->type == "ValueError");
  BOOST_TEST((back->rounds[0][0].aliases == original->rounds[0][0].aliases));
}

BOOST_AUTO_TEST_CASE(bytes_that_end_too_early_are_refused_wherever_they_end) {
  const auto bytes = serialise(*everything());
  const auto says_so = [](const std::runtime_error& error) {
    return std::string(error.what()) == "observations end too early";
  };
  for (std::size_t size = 0; size < bytes.size(); size += 97)
    BOOST_CHECK_EXCEPTION(deserialise(std::string_view(bytes).substr(0, size)), std::runtime_error, says_so);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
