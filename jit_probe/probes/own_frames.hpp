// Has fx and export keep the program's own frames of each node.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::probes {

// Non-strict export, and fx of new torches, keep of the stack that made a node only the frames of functions called
// `forward`: nothing of helpers, and nothing at all of an entry of another name. While this lives it keeps those of the
// program in `folder`, and where there are none what it would have kept. A torch whose tracer asks nobody which frames
// to keep stays as it is.
class OwnFrames {
 public:
  explicit OwnFrames(const std::string& folder);
  ~OwnFrames();
  OwnFrames(const OwnFrames&) = delete;
  OwnFrames& operator=(const OwnFrames&) = delete;

 private:
  py::object tracer_class_ = py::none(), original_ = py::none();
};

}  // namespace dy2stat::probes
