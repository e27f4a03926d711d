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
  const auto dtype = c10::isQIntType(tensor.dtype) ? c10::toUnderlying(tensor.dtype) : tensor.dtype;
  const auto count = static_cast<std::int64_t>(tensor.data.size() / c10::elementSize(dtype));
  return at::from_blob(const_cast<char*>(tensor.data.data()), {count}, at::TensorOptions().dtype(dtype));
}

std::string tensor_text(const TensorSnapshot& tensor) {
  constexpr std::int64_t shown = 6;
  std::ostringstream text;
  text << type_text(tensor);
  if (tensor.data.empty()) return text.str();
  const auto flat = flat_view(tensor);
  text.precision(8);
  for (std::int64_t i = 0; i < std::min(shown, flat.numel()); ++i) {
    text << (i ? ", " : " ");
    const auto element = flat[i];
    if (element.is_complex()) {
      const auto value = element.to(at::kComplexDouble).item<c10::complex<double>>();
      text << value.real() << (value.imag() < 0 ? "" : "+") << value.imag() << "j";
    } else if (element.is_floating_point()) {
      text << element.to(at::kDouble).item<double>();
    } else {
      text << element.to(at::kLong).item<std::int64_t>();
    }
  }
  if (flat.numel() > shown) text << ", ...";
  return text.str();
}

}  // namespace dy2stat::parity
