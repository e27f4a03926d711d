// Finding the steady state from measured times.
#include "bench/latency/settling.hpp"

#include <algorithm>
#include <numeric>

#include "bench/latency/clock.hpp"
#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat::latency {
namespace {

constexpr std::size_t usual_window = 5, window_of_long_calls = 3, most_calls = 300;
constexpr double long_call = 0.01;  // seconds; mishaps of the machine are small against it
constexpr double same = 1.1;        // two windows of this ratio are alike
constexpr double calm = 1.5;        // a call that takes more than this of the level is no steady one
constexpr double wild = 10.0;       // this is no mishap of one call, but work that only a first call does

using Times = std::vector<double>;

double median_of(const Times& seconds, std::size_t from, std::size_t to) {
  return statistics::median(
      {seconds.begin() + static_cast<std::ptrdiff_t>(from), seconds.begin() + static_cast<std::ptrdiff_t>(to)});
}

// How many calls in a row are compared with as many before.
std::size_t window_for(const Times& seconds) {
  return seconds.back() < long_call ? usual_window : window_of_long_calls;
}

// Whether the calls from `first` on are at the level, one mishap among the next ones forgiven.
bool begins_calm(const Times& seconds, std::size_t first, double level) {
  if (seconds[first] > calm * level) return false;
  const auto end = std::min(first + window_for(seconds), seconds.size());
  int mishaps = 0;
  for (auto k = first; k < end; ++k) {
    if (seconds[k] > wild * level) return false;
    mishaps += seconds[k] > calm * level;
  }
  return mishaps <= 1;
}

double timed_once(Callable& callable) {
  callable.prepare(1);
  std::optional<py::gil_scoped_release> no_gil;
  if (!callable.needs_gil()) no_gil.emplace();
  const double start = now();
  callable.call();
  return now() - start;
}

}  // namespace

bool is_steady(const Times& seconds, const std::vector<int>& plans) {
  const auto calls = seconds.size(), window = calls > 0 ? window_for(seconds) : usual_window;
  if (calls < 2 * window || plans[calls - 1] != plans[calls - window]) return false;
  const double before = median_of(seconds, calls - 2 * window, calls - window),
               last = median_of(seconds, calls - window, calls);
  return last < same * before && before < same * last;
}

Settling settling_of(const Times& seconds, const std::vector<int>& plans) {
  const auto calls = seconds.size();
  Settling settling;
  settling.first_call = seconds.front();
  settling.level = median_of(seconds, calls - std::min(window_for(seconds), calls), calls);
  const auto last_plan = std::find(plans.begin(), plans.end(), plans.back()) - plans.begin();
  auto first = static_cast<std::size_t>(last_plan);
  while (first + 1 < calls && !begins_calm(seconds, first, settling.level)) ++first;
  settling.calls = static_cast<int>(first);
  settling.seconds = std::accumulate(seconds.begin(), seconds.begin() + settling.calls, 0.0);
  return settling;
}

Settling settle(Callable& callable, double patience) {
  Times seconds;
  std::vector<int> plans;
  double spent = 0;
  const auto patient = [&] {
    return seconds.size() < usual_window || (spent < patience && seconds.size() < most_calls);
  };
  while (patient() && !is_steady(seconds, plans)) {
    plans.push_back(callable.plans());
    seconds.push_back(timed_once(callable));
    if (seconds.size() > usual_window) spent += seconds.back();
  }
  auto settling = settling_of(seconds, plans);
  settling.settled = is_steady(seconds, plans);
  return settling;
}

}  // namespace dy2stat::latency
