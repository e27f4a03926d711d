// Short, harmless texts of Python objects: no code of a program under test runs to make them.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::probes {

// What an object is: "module torch.nn", "function program.helper", "class program.Net", "Tensor float32[2, 3]", "int
// 3", "str 'relu'", "None", "program.Net" (an instance). Numbers and strings are shown up to 60 characters.
std::string describe(const py::handle& object);

// "module.qualified.name" of a function, method or class.
std::string full_name(const py::handle& object);

// The function below a method (or `callable` itself). TorchScript compiles a bound method as the function it binds.
py::object function_of(const py::object& callable);

}  // namespace dy2stat::probes
