// The program that each engine's test captures, and what its results come to.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::tests {

// A function with a default, and a module, its own method and forward as bound methods.
inline const std::string net_program = R"(
def f(x, scale=2):
    return x * scale
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rate = torch.nn.Parameter(torch.ones(2) * 3)
    def scaled(self, x):
        return x * self.rate
    def forward(self, x):
        return x + self.rate
net = Net()
scaled = net.scaled
forward = net.forward
)";

inline double sum_of(const py::object& tensor) {
  return tensor.attr("sum")().attr("item")().cast<double>();
}

}  // namespace dy2stat::tests
