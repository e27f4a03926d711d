// The interface of engines: entry and example in, artifact out.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat {

// How what is no TorchScript is saved and loaded again, by torch's own means.
struct ProductArchive {
  const char* suffix;  // of such a file's name, ".pt2"
  // The archive's bytes. Throws py::error_already_set with the refusal.
  std::function<std::string()> save;
  // Something that is called like the artifact; a module with the artifact's parameters and buffers where that is one.
  // Throws py::error_already_set.
  std::function<py::object(const std::string& archive)> load;
};

// What an engine made.
struct Artifact {
  py::object callable;               // called like the entry
  py::object script;                 // the ScriptFunction or ScriptModule to inspect and save, or none
  py::object instance;               // the module that holds the artifact's parameters, buffers and attributes, or none
  std::string method = "forward";    // which method of `script` the callable is, where that is a module
  std::vector<std::string> notes{};  // what else is worth knowing of how it was captured
  // Of an engine that makes no TorchScript what it made instead: fx's GraphModule, an ExportedProgram, a list that gets
  // each GraphModule that dynamo compiles during the calls; of freeze the module that was frozen.
  py::object product = py::none();
  // What is saved in place of `script`, if that is fit to be called and not to be saved; else none.
  py::object saved = py::none();
  // Of `product`, if there is a way.
  std::optional<ProductArchive> archive{};

  // The TorchScript that an archive holds, or none.
  const py::object& archived() const { return saved.is_none() ? script : saved; }
};

class Engine {
 public:
  virtual ~Engine() = default;
  // Captures `entry`: a function, a bound method, an nn.Module instance or any other callable. `positional` and
  // `keywords` are the first input set, in fresh copies. Throws py::error_already_set with the engine's own refusal.
  virtual Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const = 0;
  // The names of the aspects that no artifact of this engine can have, e.g. gradients by parameters where these were
  // frozen; they are not checked. Empty for most.
  virtual std::vector<std::string> cannot_have() const { return {}; }
};

// What engines may need beside a program's entry and example.
struct EngineNeeds {
  std::map<std::string, std::string> own_engines{};  // of each `py:FILE:FUNCTION` the text of FILE
  // The program's dynamic_shapes: a function that returns which sizes may vary, as torch.export.export takes it; or
  // none.
  py::object dynamic_shapes = py::none();
};

// The engine of that name. Throws std::invalid_argument for a name that is none.
std::unique_ptr<Engine> make_engine(std::string_view name, const EngineNeeds& needs = {});

// Why the torch that is imported has no such engine ("there is no torch.export in torch 1.13.1: it came with torch
// 2.1"), or cannot have it without a package; empty if it has. `torch` is its version as the reader knows it. Imports
// nothing.
std::string why_unavailable(std::string_view engine, const std::string& torch);

// One function an engine, each in a file of its own.
std::unique_ptr<Engine> make_script_engine(bool with_types = false);
std::unique_ptr<Engine> make_trace_engine();
std::unique_ptr<Engine> make_freeze_engine();
std::unique_ptr<Engine> make_fx_engine();
std::unique_ptr<Engine> make_export_engine(bool strict, py::object dynamic_shapes);
std::unique_ptr<Engine> make_own_engine(std::string_view name, std::string text);  // `text` of its file
std::unique_ptr<Engine> make_onnx_engine(py::object dynamic_shapes);
// With its options, "[backend=NAME][fullgraph]".
std::unique_ptr<Engine> make_dynamo_engine(std::string_view brackets, py::object dynamic_shapes);

// If `entry` is a bound method of an nn.Module, that module and the method's name.
struct ModuleMethod {
  py::object module;
  std::string name;
};
std::optional<ModuleMethod> module_method(const py::object& entry);

bool is_module(const py::handle& object);

// The arguments of a call by place, for what takes no others: keyword arguments stand where the entry's signature has
// them, and defaults are filled in only where they stand before one of those.
py::tuple arguments_by_place(const py::object& entry, const py::tuple& positional, const py::dict& keywords);

// Parts of torch's compiler draw progress bars, and where tqdm is installed the first one starts a thread that stays. A
// process with threads must not fork: engines that may get there call this before.
void keep_progress_bars_from_starting_threads();

// What `write` writes into a file that it is given, and such a file of those bytes.
std::string written_bytes(const std::function<void(const py::object& file)>& write);
py::object file_of(const std::string& bytes);

}  // namespace dy2stat
