// What is read out of the code that inductor writes.
#include "jit_probe/probes/inductor_code.hpp"

#include <boost/test/unit_test.hpp>

using namespace dy2stat::probes;

BOOST_AUTO_TEST_SUITE(inductor_code_test)

BOOST_AUTO_TEST_CASE(kernels_with_what_they_fuse_and_calls_of_libraries) {
  const auto read = read_inductor_code(R"py(
from torch._inductor.async_compile import AsyncCompile
# Topologically Sorted Source Nodes: [add, y], Original ATen: [aten.add, aten.relu]
# Source node to ATen node mapping:
cpp_fused_add_relu_0 = async_compile.cpp_pybinding(['const float*', 'float*'], r'''
extern "C" void kernel(const float* in_ptr0, float* out_ptr0) {
    for (int64_t x0 = 0; x0 < 2; x0 += 1) { out_ptr0[x0] = 1; }
}
''')
cpp_fused_native_layer_norm_relu_1 = async_compile.cpp_pybinding([], r'''''')
unknown = async_compile.cpp_pybinding([], r'''''')
class Runner:
    def call(self, args):
        # Topologically Sorted Source Nodes: [linear], Original ATen: [aten.addmm]
        # extern_kernels.not_called(x)
        extern_kernels.addmm(arg1_1, arg2_1, reinterpret_tensor(arg0_1, (2, 3), (1, 2), 0), alpha=1, out=buf0)
        extern_kernels.addmm(arg1_1, buf0, arg0_1, alpha=1, out=buf2)
        buf3 = torch.ops.aten.sort.stable(buf2, stable=False)
        return (buf3, )
)py");
  BOOST_TEST_REQUIRE(read.kernels.size() == 3u);
  const auto& fused = read.kernels[0];
  BOOST_TEST(fused.name == "cpp_fused_add_relu_0");
  BOOST_TEST(fused.operators == (std::vector<std::string>{"aten.add", "aten.relu"}), boost::test_tools::per_element());
  BOOST_TEST(fused.nodes == (std::vector<std::string>{"add", "y"}), boost::test_tools::per_element());
  BOOST_TEST(read.kernels[1].operators == (std::vector<std::string>{"native_layer_norm_relu"}),
             boost::test_tools::per_element());
  BOOST_TEST(read.kernels[1].nodes.empty());
  BOOST_TEST(read.kernels[2].name == "unknown");
  BOOST_TEST(read.kernels[2].operators.empty());
  BOOST_TEST(read.calls.size() == 2u);
  BOOST_TEST(read.calls.at("extern_kernels.addmm") == 2);
  BOOST_TEST(read.calls.at("torch.ops.aten.sort.stable") == 1);
}

BOOST_AUTO_TEST_CASE(code_of_another_kind_has_none) {
  BOOST_TEST(read_inductor_code("").kernels.empty());
  BOOST_TEST(read_inductor_code("def call(args):\n    return args\n# Original ATen: [").kernels.empty());
}

BOOST_AUTO_TEST_SUITE_END()
