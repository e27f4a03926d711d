// Follows dynamo while it compiles: which frames, because of which call, with which guards, and where it broke the
// graph.
#pragma once

#include <memory>
#include <string>

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"
#include "jit_probe/probes/lines.hpp"

namespace dy2stat::probes {

// Listens to what torch.compile logs for tools (the logger torch.__trace) while it lives. What it hears never disturbs
// dynamo.
class DynamoWatch {
 public:
  // `folder` is the program's own, which is cut off from paths. Throws py::error_already_set on a torch without dynamo.
  explicit DynamoWatch(const std::string& folder);
  ~DynamoWatch();
  DynamoWatch(const DynamoWatch&) = delete;
  DynamoWatch& operator=(const DynamoWatch&) = delete;

  // To be told before each call, so that compilations are put down to it.
  void before_call(int round, int input_set);

  // {compilations, breaks}; see notes/records.md.
  Json facts(Blobs& blobs) const;
  // Of each graph that inductor compiled {compilation, round, input_set, kernels: [{name, operators, nodes}], calls,
  // code}; empty with another backend.
  Json generated(Blobs& blobs) const;
  // Adds the lines that guards come from, and those that Python runs since the graph breaks there or none came out.
  void add_lines(ArtifactLines& lines) const;

 private:
  struct Heard;
  std::shared_ptr<Heard> heard_;
  py::object handler_;
};

}  // namespace dy2stat::probes
