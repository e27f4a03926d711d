// Tensor snapshots as tensors again, and in short for a person.
#include "capture/parity/tensor_text.hpp"

#include <sstream>

namespace dy2stat::parity {

std::string dtype_text(c10::ScalarType dtype) {
  const auto object = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(torch::getTHPDtype(dtype)));
  return py::str(object).cast<std::string>().substr(sizeof "torch." - 1);
}

std::string sizes_text(const std::vector<std::int64_t>& sizes) {
  std::string text = "[";
  for (auto size : sizes) text += (text.size() > 1 ? ", " : "") + std::to_string(size);
  return text + "]";
}

std::string type_text(const TensorSnapshot& tensor) {
  return dtype_text(tensor.dtype) + sizes_text(tensor.sizes);
}

at::Tensor flat_view(const TensorSnapshot& tensor) {
  const auto dtype = c10::isQIntType(tensor.dtype) ? at::kFloat : tensor.dtype;
  const auto count = static_cast<std::int64_t>(tensor.data.size() / c10::elementSize(dtype));
  return at::from_blob(const_cast<char*>(tensor.data.data()), {count}, at::TensorOptions().dtype(dtype));
}

std::string tensor_text(const TensorSnapshot& tensor) {
  constexpr std::int64_t shown = 6;
  std::ostringstream text;
  text << type_text(tensor);
  if (tensor.data.empty()) return text.str();
  text.precision(8);
  const auto flat = flat_view(tensor);
  const auto first = flat.slice(0, 0, shown);
  if (flat.is_complex()) {
    const auto wide = first.to(at::kComplexDouble);
    const auto* values = static_cast<const std::complex<double>*>(wide.data_ptr());
    for (std::int64_t i = 0; i < wide.numel(); ++i)
      text << (i ? ", " : " ") << values[i].real() << (values[i].imag() < 0 ? "" : "+") << values[i].imag() << "j";
  } else if (flat.is_floating_point()) {
    const auto wide = first.to(at::kDouble);
    const auto* values = static_cast<const double*>(wide.data_ptr());
    for (std::int64_t i = 0; i < wide.numel(); ++i) text << (i ? ", " : " ") << values[i];
  } else {
    const auto wide = first.to(at::kLong);
    const auto* values = static_cast<const std::int64_t*>(wide.data_ptr());
    for (std::int64_t i = 0; i < wide.numel(); ++i) text << (i ? ", " : " ") << values[i];
  }
  if (flat.numel() > shown) text << ", ...";
  return text.str();
}

}  // namespace dy2stat::parity
