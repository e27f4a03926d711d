// What the harness is held against: torch.utils.benchmark.Timer on the same calls, and calls that do nothing.
#pragma once

#include <utility>
#include <vector>

#include "bench/latency/callable.hpp"
#include "bench/latency/rounds.hpp"

namespace dy2stat::latency {

class AgreementSides {
 public:
  // The program's entry as eager is measured, with the arguments it is given there, on so many threads.
  AgreementSides(const py::object& entry, const py::object& instance, const ArgumentSource& arguments, int threads);
  AgreementSides(const AgreementSides&) = delete;
  AgreementSides& operator=(const AgreementSides&) = delete;

  // The further sides of the rounds, which refer to this. `level`: of eager, seconds of a call.
  std::vector<std::pair<Way, Side>> sides(double level);

 private:
  Repetition timer_of_torch(std::int64_t untimed, std::int64_t calls) const;

  Arguments arguments_;
  py::object timer_;
  py::object nothing_;
  ArgumentSource no_arguments_;
  std::unique_ptr<Callable> python_, cpp_;
};

}  // namespace dy2stat::latency
