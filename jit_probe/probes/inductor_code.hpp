// What inductor's generated code says of itself: its kernels, what each of them fuses, and what it leaves to libraries.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace dy2stat::probes {

struct InductorKernel {
  std::string name;                    // "cpp_fused_add_relu_0"
  std::vector<std::string> operators;  // that it computes: "aten.add", or all of them joined, "add_relu"
  std::vector<std::string> nodes;      // of the graph, "x_1", that they were, where that is told
};

struct InductorCode {
  std::vector<InductorKernel> kernels;
  std::map<std::string, int> calls;  // of what it does not generate: "extern_kernels.mm", "torch.ops.aten.sort.default"
};

// `code` is the Python module that inductor writes for one graph. What a kernel computes stands in a comment before it
// or, on the CPU, only in its name.
InductorCode read_inductor_code(const std::string& code);

}  // namespace dy2stat::probes
