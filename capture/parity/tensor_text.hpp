// Tensor snapshots as tensors again, and in short for a person.
#pragma once

#include <string>

#include "capture/parity/snapshot.hpp"

namespace dy2stat::parity {

// "float32[2, 3]"
std::string type_text(const TensorSnapshot& tensor);
// "float32[2] 1.5, 2", with the first few elements.
std::string tensor_text(const TensorSnapshot& tensor);
// "float32"
std::string dtype_text(c10::ScalarType dtype);
// "[2, 3]"
std::string sizes_text(const std::vector<std::int64_t>& sizes);
// A one-dimensional tensor over the snapshot's own bytes, which must outlive it. Quantised ones come as
// float32.
at::Tensor flat_view(const TensorSnapshot& tensor);

}  // namespace dy2stat::parity
