// The aspect values: elements and numbers, within the tolerances of torch.testing.assert_close.
#include <cmath>
#include <complex>
#include <sstream>

#include "capture/parity/aspects.hpp"
#include "capture/parity/tensor_text.hpp"

namespace dy2stat::parity {
namespace {

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

bool is_close(std::complex<double> eager, std::complex<double> captured, Tolerance allowed) {
  if (same_double(eager.real(), captured.real()) && same_double(eager.imag(), captured.imag())) return true;
  const double error = std::abs(captured - eager);
  return std::isfinite(error) && error <= allowed.absolute + allowed.relative * std::abs(eager);
}

}  // namespace

void compare_values(const TensorSnapshot& eager, const TensorSnapshot& captured, const Place& place,
                    Findings& findings) {
  const auto allowed = tolerance_of(eager.dtype);
  findings.tolerance(dtype_text(eager.dtype), allowed.relative, allowed.absolute);
  if (eager.data == captured.data) return;
  const auto left = flat_view(eager), right = flat_view(captured);
  std::int64_t differing = 0;
  double greatest = 0, bound = 0;
  std::ostringstream detail;
  if (left.is_floating_point() || left.is_complex()) {
    const auto wide_left = left.to(at::kComplexDouble), wide_right = right.to(at::kComplexDouble);
    const auto* expected = static_cast<const std::complex<double>*>(wide_left.data_ptr());
    const auto* actual = static_cast<const std::complex<double>*>(wide_right.data_ptr());
    for (std::int64_t i = 0; i < left.numel(); ++i) {
      if (is_close(expected[i], actual[i], allowed)) continue;
      ++differing;
      const double error = std::abs(actual[i] - expected[i]);
      if (differing > 1 && !(error > greatest)) continue;
      greatest = error;
      bound = allowed.absolute + allowed.relative * std::abs(expected[i]);
    }
    detail << differing << " of " << left.numel() << " elements differ, greatest difference " << greatest
           << " (allowed " << bound << ")";
  } else {
    differing = left.ne(right).sum().item<std::int64_t>();
    detail << differing << " of " << left.numel() << " elements differ";
  }
  if (differing)
    findings.add(place, place.aspect_or(Aspect::values), Severity::wrong, tensor_text(eager), tensor_text(captured),
                 detail.str());
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
