// What is recorded of an ONNX model.
#pragma once

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// Of a torch.onnx.ONNXProgram:
//  - kind: "onnx_program";
//  - graph: {text, nodes, operators, loops, ifs, depth}, counted through the graphs of If, Loop and Scan; an operator
//  is
//    named with its domain where that is not ONNX's own, loops are Loop and Scan;
//  - opsets: {domain: version}, "ai.onnx" for ONNX's own;
//  - inputs, outputs: ["x: FLOAT[2,3]", ...], as the model names them;
//  - left_out: what the exported program had and the model has not: "input n, which is 3", "what is written to buffer
//    calls".
// A probe that fails leaves {"failed": ...} in its place.
Json onnx_facts(const py::object& program, Blobs& blobs);

}  // namespace dy2stat::probes
