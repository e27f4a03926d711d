// A small Python program in a file of its own, as torch.jit.script needs it; gone with the object.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::tests {

class PythonProgram {
 public:
  // `source` follows "import torch" in line 1 and "from typing import List, Optional" in line 2.
  explicit PythonProgram(const std::string& source) {
    static int made = 0;
    name_ = "probed_program_" + std::to_string(++made);
    std::string folder = (std::filesystem::temp_directory_path() / "probes-XXXXXX").string();
    if (!::mkdtemp(folder.data())) throw std::runtime_error("cannot make a folder");
    folder_ = folder;
    std::ofstream(folder_ / (name_ + ".py")) << "import torch\nfrom typing import List, Optional\n" << source;
    const auto sys = py::module_::import("sys");
    sys.attr("path").attr("insert")(0, folder_.string());
    py::module_::import("importlib").attr("invalidate_caches")();
    module_ = py::module_::import(name_.c_str());
    sys.attr("path").attr("pop")(0);
  }
  ~PythonProgram() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  PythonProgram(const PythonProgram&) = delete;
  PythonProgram& operator=(const PythonProgram&) = delete;

  py::object operator[](const char* name) const { return module_.attr(name); }
  py::object script(const char* name) const {
    return py::module_::import("torch.jit").attr("script")(module_.attr(name));
  }
  const std::string& name() const { return name_; }
  std::string folder() const { return folder_.string(); }

 private:
  std::string name_;
  std::filesystem::path folder_;
  py::object module_;
};

inline py::object evaluate(const std::string& expression) {
  py::dict names;
  names["torch"] = py::module_::import("torch");
  return py::module_::import("builtins").attr("eval")(expression, names);
}

// The bytes of the blob that `reference` names, out of blob frames.
inline std::string blob_in(const std::string& frames, const std::string& name) {
  const auto at = frames.find(name);
  if (at == std::string::npos) throw std::runtime_error("no such blob");
  const auto length = static_cast<unsigned char>(frames[at - 5]) | static_cast<unsigned char>(frames[at - 4]) << 8 |
                      static_cast<unsigned char>(frames[at - 3]) << 16 |
                      static_cast<unsigned char>(frames[at - 2]) << 24;
  return frames.substr(at + name.size(), length - name.size());
}

}  // namespace dy2stat::tests
