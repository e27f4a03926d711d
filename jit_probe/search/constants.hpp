// The numbers and texts that are written in a program: what its conditions compare with.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat::search {

struct Constants {
  std::vector<std::int64_t> integers;
  std::vector<double> numbers;  // the integers too
  std::vector<std::string> texts;
};

// Those in the code of `files` (name -> text), each once, but for those of inputs(), init() and bench_inputs(). Of a
// file that Python cannot compile there are none. Common numbers (0, 1, -1, 2, 0.5) are always among them.
Constants constants_in(const std::map<std::string, std::string>& files);

}  // namespace dy2stat::search
