// A Python value as a tree of plain C++ data, which outlives the value and crosses processes.
#pragma once

#include <complex>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat::parity {

enum class Kind : std::uint8_t {
  none,
  boolean,
  integer,
  floating,
  complex,
  text,
  bytes,
  tensor,
  list,
  tuple,
  dict,
  set,
  record,
  other
};
std::string_view name_of(Kind kind);

struct TensorSnapshot {
  c10::ScalarType dtype = c10::ScalarType::Undefined;
  std::vector<std::int64_t> sizes, strides;  // strides only of strided ones
  std::string form;                          // "Strided", "Sparse", "meta"
  bool requires_grad = false;
  // Contiguous elements in the order of the indices, zeros of sparse ones included; those of quantised ones as float32.
  std::string data;
  // The same elements as a float64 run has them, double or complex double; empty unless a second opinion was added.
  std::string in_float64;
};

struct Snapshot {
  Kind kind = Kind::none;
  std::string type_name;           // of the Python class
  std::string text;                // text, bytes, an integer's digits, the repr of `other` without addresses
  double real = 0, imaginary = 0;  // boolean, floating, complex
  TensorSnapshot tensor;
  std::vector<Snapshot> keys;      // of a dict, or the field names of a record (a dataclass or a plain object)
  std::vector<Snapshot> children;  // elements or values; a set's are in the order of their reprs
};

// Never throws for what the value's own methods raise: such a value becomes `other`. What refers to itself, is nested
// deeper than 60 levels or lies beyond the first 100,000 parts is left out, and says so.
Snapshot snapshot_of(py::handle value);

// A hash of the tensor's elements, dtype, sizes and requires_grad.
std::size_t fingerprint(const at::Tensor& tensor);

// Calls `visit` with each tensor in `value` and the path to it ("[2]['mask']"), depth first, through containers and
// the attributes of dataclasses and plain objects.
void each_tensor(
    py::handle value, const std::string& path,
    const std::function<void(const at::Tensor& tensor, const std::string& path, py::handle object)>& visit);

// The same bits: NaN equals the same NaN.
bool identical(const Snapshot& left, const Snapshot& right);

// The value in short, as a difference shows it.
std::string brief(const Snapshot& snapshot);

}  // namespace dy2stat::parity
