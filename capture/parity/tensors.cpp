// The aspects dtype and shape of two tensors, their layout, and whether they require gradients.
#include "capture/parity/aspects.hpp"
#include "capture/parity/tensor_text.hpp"

namespace dy2stat::parity {
namespace {

// Strides of the dimensions that have more than one element: the others cannot be seen.
std::vector<std::int64_t> telling_strides(const TensorSnapshot& tensor) {
  std::vector<std::int64_t> strides;
  for (std::size_t i = 0; i < tensor.strides.size(); ++i) {
    if (tensor.sizes[i] == 0) return {};
    if (tensor.sizes[i] > 1) strides.push_back(tensor.strides[i]);
  }
  return strides;
}

std::string truth(bool value) {
  return value ? "True" : "False";
}

}  // namespace

void compare_tensors(const TensorSnapshot& eager, const TensorSnapshot& captured, const Place& place,
                     Findings& findings) {
  if (eager.requires_grad != captured.requires_grad)
    findings.add(place, place.aspect_or(Aspect::gradients), Severity::wrong, truth(eager.requires_grad),
                 truth(captured.requires_grad), "requires_grad");
  if (eager.form != captured.form)
    return findings.add(place, place.aspect_or(Aspect::structure), Severity::wrong, tensor_text(eager),
                        tensor_text(captured), eager.form + " became " + captured.form);
  if (eager.dtype != captured.dtype)
    findings.add(place, place.aspect_or(Aspect::dtype), Severity::wrong, tensor_text(eager), tensor_text(captured),
                 dtype_text(eager.dtype) + " became " + dtype_text(captured.dtype));
  if (eager.sizes != captured.sizes)
    return findings.add(place, place.aspect_or(Aspect::shape), Severity::wrong, tensor_text(eager),
                        tensor_text(captured), sizes_text(eager.sizes) + " became " + sizes_text(captured.sizes));
  if (eager.dtype != captured.dtype) return;
  if (telling_strides(eager) != telling_strides(captured))
    findings.add(place, Aspect::shape, Severity::note, sizes_text(eager.strides), sizes_text(captured.strides),
                 "other strides");
  compare_values(eager, captured, place, findings);
}

}  // namespace dy2stat::parity
