// Trying inputs in processes that are forked from one which has loaded the program and called nothing of it.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "capture/program/program.hpp"
#include "jit_probe/search/explore.hpp"
#include "jit_probe/worker/search_processes.hpp"

namespace dy2stat {

// The engine refused the program, so that there is nothing to search; what() is its error in one line.
struct SearchRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class SearchTrials final : public search::Trials {
 public:
  // Both must outlive it; `program` is what this process has loaded.
  SearchTrials(SharedSearch& shared, const Program& program, std::string engine);

  // In batches, a process each. Throws SearchRefused; std::runtime_error if a process cannot be made to capture.
  std::vector<search::Outcome> try_all(const std::vector<search::Input>& inputs) override;
  search::Confirmation confirm(const search::Input& input) override;
  search::Branches known_branches() override { return known_; }

 private:
  // How a forked process ended.
  struct Ended {
    bool in_time = true;
    int status = 0;  // as waitpid gives it
    bool well() const { return in_time && status == 0; }
  };
  Ended run(const std::function<void()>& body);
  double seconds_allowed(int reached) const;
  std::string words_of(const Ended& ended) const;

  void try_batch(const std::vector<search::Input>& inputs, std::size_t from);
  void try_each(const std::vector<search::Input>& inputs, std::size_t from);
  void take_frames(std::vector<search::Outcome>& outcomes);
  search::Outcome died(const Ended& ended) const;
  std::shared_ptr<parity::Observations> observed(const search::Input& input, bool captured, bool in_float64,
                                                 Ended& ended);

  SharedSearch& shared_;
  const Program& program_;
  std::string engine_;
  search::Branches known_;
  bool apart_ = false;  // each input in a process of its own, as calls change what later calls see
};

}  // namespace dy2stat
