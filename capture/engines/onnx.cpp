// `onnx`: torch.onnx.export of what torch.export.export captures, run by onnxruntime.
#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

// An ONNX model takes tensors and returns tensors, each in a row. This calls one like the program: arguments of another
// structure than the example's are refused, those that export made constants are left out, as the model has no input
// for them, and the results stand in the structure, and beside the constants, that the program returned them in.
constexpr const char* calling_like_the_program = R"(
import onnxruntime
import torch
from torch.export.graph_signature import ConstantArgument, InputKind, OutputKind, TensorArgument
from torch.utils import _pytree

def session(model):
    options = onnxruntime.SessionOptions()
    # No threads: the process that captures may have to fork.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

def given(value, arg):
    if isinstance(arg, TensorArgument):
        return value
    return value.item()  # a size or another number, which a model can only give as a tensor

def like_the_program(exported, program):
    program.initialize_inference_session(session)
    taken = [spec.arg for spec in exported.graph_signature.input_specs if spec.kind is InputKind.USER_INPUT]
    results = [spec.arg for spec in exported.graph_signature.output_specs if spec.kind in (
        OutputKind.USER_OUTPUT, OutputKind.LOSS_OUTPUT)]
    takes, gives = exported.call_spec.in_spec, exported.call_spec.out_spec

    def call(*positional, **keywords):
        values, structure = _pytree.tree_flatten((positional, keywords))
        if structure != takes:
            raise TypeError(f"the model takes arguments as the example was, {takes}, not {structure}")
        tensors = [value.detach() if isinstance(value, torch.Tensor) else value
                   for value, arg in zip(values, taken) if not isinstance(arg, ConstantArgument)]
        made = iter(program(*tensors))
        flat = [arg.value if isinstance(arg, ConstantArgument) else given(next(made), arg) for arg in results]
        return _pytree.tree_unflatten(flat, gives)

    return call
)";

class OnnxEngine final : public Engine {
 public:
  explicit OnnxEngine(py::object dynamic_shapes) : dynamic_shapes_(std::move(dynamic_shapes)) {}

  Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const override {
    const auto exported = make_export_engine(false, dynamic_shapes_)->capture(entry, positional, keywords).product;
    const py::object program = py::module_::import("torch.onnx")
                                   .attr("export")(exported, py::arg("dynamo") = true, py::arg("verbose") = false);
    py::dict names;
    py::module_::import("builtins").attr("exec")(calling_like_the_program, names);
    Artifact artifact{names["like_the_program"](exported, program), py::none(), py::none()};
    artifact.product = program;
    // What the session runs was loaded from these bytes, so that loading them once more would show nothing new.
    artifact.archive = {".onnx",
                        [program] {
                          const py::object model = program.attr("model_proto");
                          return model.attr("SerializeToString")().cast<std::string>();
                        },
                        {}};
    return artifact;
  }
  // Numbers come back out of another runtime, in memory of their own.
  std::vector<std::string> cannot_have() const override { return {"gradients", "aliasing"}; }

 private:
  py::object dynamic_shapes_;
};

}  // namespace

std::unique_ptr<Engine> make_onnx_engine(py::object dynamic_shapes) {
  return std::make_unique<OnnxEngine>(std::move(dynamic_shapes));
}

}  // namespace dy2stat
