// Texts of values and types that are the same in every run: no addresses, no mangling.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::probes {

// "2", "'relu'", "[1, 2]", "tensor(Float[2, 3])"; tensors of at most 16 elements with their values to 6 digits.
// Objects are named by their type.
std::string literal(const c10::IValue& value);

// "2, 3"
std::string shape_text(at::IntArrayRef sizes);

// A type as torch prints it in graphs, e.g. "Tensor", "Float(2, 3, strides=[3, 1])", "__torch__.program.Net", without
// the "___torch_mangle_N" which says only how many types of that name the process has made.
std::string type_text(const c10::Type& type);
// The same for a qualified name of a type or function.
std::string without_mangling(std::string name);

}  // namespace dy2stat::probes
