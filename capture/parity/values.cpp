// The aspect values: elements and numbers, within the tolerances of torch.testing.assert_close.
#include <algorithm>
#include <cmath>
#include <complex>
#include <optional>
#include <sstream>

#include "capture/parity/aspects.hpp"
#include "capture/parity/tensor_text.hpp"

namespace dy2stat::parity {
namespace {

// Those of torch.testing.assert_close; it has none (0, 0) for integers, booleans and float8, and compares quantised
// tensors as the float32 that they stand for.
struct Tolerance {
  double relative = 0, absolute = 0;
};

Tolerance tolerance_of(c10::ScalarType dtype) {
  switch (dtype) {
    case at::kHalf:
    case at::kComplexHalf:
      return {1e-3, 1e-5};
    case at::kBFloat16:
      return {1.6e-2, 1e-5};
    case at::kFloat:
    case at::kComplexFloat:
    case at::kQInt8:
    case at::kQUInt8:
    case at::kQInt32:
    case c10::ScalarType::QUInt4x2:
    case c10::ScalarType::QUInt2x4:
      return {1.3e-6, 1e-5};
    case at::kDouble:
    case at::kComplexDouble:
      return {1e-7, 1e-7};
    default:
      return {};
  }
}

bool same_double(double left, double right) {
  return left == right || (std::isnan(left) && std::isnan(right));
}

bool close_parts(double eager, double captured, Tolerance allowed) {
  if (same_double(eager, captured)) return true;
  return std::isfinite(eager) && std::abs(captured - eager) <= allowed.absolute + allowed.relative * std::abs(eager);
}

bool is_close(std::complex<double> eager, std::complex<double> captured, Tolerance allowed) {
  const double error = std::abs(captured - eager);
  if (std::isfinite(error)) return error <= allowed.absolute + allowed.relative * std::abs(eager);
  // NaN or an infinity in one part: it must be the same in both, and the other part close.
  return close_parts(eager.real(), captured.real(), allowed) && close_parts(eager.imag(), captured.imag(), allowed);
}

// The elements of a tensor, or of its float64 run, as complex doubles.
class Elements {
 public:
  explicit Elements(const at::Tensor& flat) : wide_(widened(flat)) {}
  static Elements in_float64(const TensorSnapshot& tensor) {
    TensorSnapshot wide;
    wide.dtype = c10::isComplexType(tensor.dtype) ? at::kComplexDouble : at::kDouble;
    wide.data = tensor.in_float64;
    return Elements(flat_view(wide).clone());
  }
  std::complex<double> operator[](std::int64_t i) const {
    return static_cast<const std::complex<double>*>(wide_.data_ptr())[i];
  }
  std::int64_t size() const { return wide_.numel(); }

 private:
  // By way of double: not every narrow float converts to a complex number.
  static at::Tensor widened(const at::Tensor& flat) {
    return flat.is_complex() ? flat.to(at::kComplexDouble) : flat.to(at::kDouble).to(at::kComplexDouble);
  }
  at::Tensor wide_;
};

// How an error compares with eager's own, if the artifact is excused: its greatest distance from the float64 run is no
// larger than eager's. Eager's own must be small beside the values: otherwise the float64 run did something else (other
// random numbers, another branch) and proves nothing.
std::optional<std::string> excuse(const TensorSnapshot& eager, const Elements& left, const Elements& right) {
  constexpr double most_of_rounding = 0.01;
  if (eager.in_float64.empty()) return std::nullopt;
  const auto exact = Elements::in_float64(eager);
  double own = 0, error = 0, scale = 0;
  for (std::int64_t i = 0; i < exact.size(); ++i) {
    if (!std::isfinite(std::abs(exact[i]))) {
      if (!is_close(exact[i], left[i], {}) || !is_close(exact[i], right[i], {})) return std::nullopt;
      continue;
    }
    own = std::max(own, std::abs(left[i] - exact[i]));
    error = std::max(error, std::abs(right[i] - exact[i]));
    scale = std::max(scale, std::abs(exact[i]));
    if (!std::isfinite(std::abs(left[i])) || !std::isfinite(std::abs(right[i]))) return std::nullopt;
  }
  if (own > most_of_rounding * scale || error > own) return std::nullopt;
  std::ostringstream text;
  text << "rounding: its greatest error against float64 is " << error << ", eager's own " << own;
  return text.str();
}

void compare_floats(const TensorSnapshot& eager, const TensorSnapshot& captured, const Place& place,
                    Findings& findings) {
  const auto allowed = tolerance_of(eager.dtype);
  const Elements left(flat_view(eager)), right(flat_view(captured));
  std::int64_t differing = 0;
  double greatest = 0, bound = 0;
  for (std::int64_t i = 0; i < left.size(); ++i) {
    if (is_close(left[i], right[i], allowed)) continue;
    ++differing;
    const double error = std::abs(right[i] - left[i]);
    if (differing > 1 && !(error > greatest)) continue;
    greatest = error;
    bound = allowed.absolute + allowed.relative * std::abs(left[i]);
  }
  if (!differing) return;
  std::ostringstream detail;
  detail << differing << " of " << left.size() << " elements differ, greatest difference " << greatest << " (allowed "
         << bound << ")";
  const auto excused = excuse(eager, left, right);
  if (excused) detail << "; " << *excused;
  findings.add(place, place.aspect_or(Aspect::values), excused ? Severity::note : Severity::wrong, tensor_text(eager),
               tensor_text(captured), detail.str());
}

void compare_bits(const TensorSnapshot& eager, const TensorSnapshot& captured, const Place& place, Findings& findings) {
  const auto size = c10::elementSize(eager.dtype);
  std::size_t differing = 0;
  for (std::size_t at = 0; at < eager.data.size(); at += size)
    differing += eager.data.compare(at, size, captured.data, at, size) != 0;
  findings.add(place, place.aspect_or(Aspect::values), Severity::wrong, tensor_text(eager), tensor_text(captured),
               std::to_string(differing) + " of " + std::to_string(eager.data.size() / size) + " elements differ");
}

}  // namespace

void compare_values(const TensorSnapshot& eager, const TensorSnapshot& captured, const Place& place,
                    Findings& findings) {
  const auto allowed = tolerance_of(eager.dtype);
  findings.tolerance(dtype_text(eager.dtype), allowed.relative, allowed.absolute);
  if (eager.data == captured.data) return;
  if (c10::isFloatingType(eager.dtype) || c10::isComplexType(eager.dtype) || c10::isQIntType(eager.dtype))
    compare_floats(eager, captured, place, findings);
  else
    compare_bits(eager, captured, place, findings);
}

void compare_numbers(const Snapshot& eager, const Snapshot& captured, const Place& place, Findings& findings) {
  const auto allowed =
      tolerance_of(eager.kind == Kind::floating || eager.kind == Kind::complex ? at::kDouble : at::kLong);
  if (allowed.relative > 0) findings.tolerance("float", allowed.relative, allowed.absolute);
  if (eager.text == captured.text &&
      is_close({eager.real, eager.imaginary}, {captured.real, captured.imaginary}, allowed))
    return;
  findings.add(place, place.aspect_or(Aspect::values), Severity::wrong, brief(eager), brief(captured));
}

}  // namespace dy2stat::parity
