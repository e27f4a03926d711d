// The heavy headers of a worker, precompiled once: Python, pybind11, TorchScript and JSON.
//
// Only files that need libtorch's own types include this; it costs about 20 s where it is not precompiled.
#pragma once

#include <ATen/Functions.h>  // on 1.13.1 nothing below brings the operators as functions
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/frontend/source_range.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/python/pybind_utils.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/csrc/jit/serialization/import.h>
#include <torch/csrc/utils/pybind.h>

#include <nlohmann/json.hpp>
