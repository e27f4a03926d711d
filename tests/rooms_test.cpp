// The house rules: no file includes what the table of rooms does not allow to its folder.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

// A room's folder, and the rooms and packages that its files may include beyond itself and the standard library.
// "torch" stands for libtorch, CPython and pybind11, which come through capture/python/headers.hpp.
const std::map<std::string, std::set<std::string>> allowed{
    {"ast/tree", {}},
    {"ast/scopes", {"ast/tree"}},
    {"ast/parse", {"ast/tree", "torch"}},  // of these CPython alone
    {"ast/passes", {"ast/tree", "ast/scopes"}},
    {"ast/runtime", {"ast/tree", "ast/passes", "ast/parse", "torch"}},
    {"ast/module", {"ast/tree", "ast/scopes", "ast/passes", "ast/parse", "ast/runtime", "torch"}},
    {"capture/python", {"torch", "nlohmann"}},
    {"capture/engines", {"capture/python", "ast"}},
    {"capture/parity", {"capture/python", "jit_probe/record"}},
    {"capture/program", {"capture/python", "capture/parity", "jit_probe/record"}},
    {"jit_probe/record", {"bench/calls/stream", "jit_probe/statistics", "nlohmann"}},
    {"jit_probe/processes", {}},
    {"jit_probe/suite", {"jit_probe/record", "toml++"}},
    {"jit_probe/probes", {"capture/python", "jit_probe/record", "torch", "nlohmann"}},
    {"jit_probe/search", {"capture/python", "capture/parity", "jit_probe/record", "torch"}},
    {"jit_probe/corpora", {"capture/python", "jit_probe/record", "torch"}},
    {"jit_probe/worker",
     {"ast/parse", "ast/passes", "ast/scopes", "ast/tree", "capture/python", "capture/engines", "capture/parity",
      "capture/program", "jit_probe/record", "jit_probe/processes", "jit_probe/probes", "jit_probe/search",
      "jit_probe/corpora", "jit_probe/statistics", "bench/calls", "bench/calls/stream", "bench/calls/writer",
      "bench/latency"}},
    {"jit_probe/schedule", {"jit_probe/record", "jit_probe/processes"}},
    {"jit_probe/compare", {"jit_probe/record", "jit_probe/statistics", "simdjson", "dtl"}},
    {"jit_probe/render", {"jit_probe/record", "jit_probe/compare", "jit_probe/statistics", "benchmark"}},
    {"jit_probe/statistics", {}},
    {"bench/latency/repetition", {"benchmark"}},
    {"bench/latency",
     {"bench/latency/repetition", "capture/python", "capture/engines", "capture/parity", "capture/program",
      "jit_probe/record", "jit_probe/processes", "jit_probe/statistics", "torch"}},
    {"bench/calls/stream", {}},
    {"bench/calls/writer", {"bench/calls/stream"}},
    {"bench/calls/module", {"bench/calls", "capture/python", "jit_probe/record"}},
    {"bench/calls", {"bench/calls/stream", "capture/python", "jit_probe/record", "torch"}},
    {"bench/self", {"jit_probe/record", "jit_probe/statistics", "CLI"}},
    {"jit_probe/cli",
     {"jit_probe/record", "jit_probe/suite", "jit_probe/schedule", "jit_probe/compare", "jit_probe/render",
      "jit_probe/statistics", "bench/calls/stream", "bench/calls/writer", "CLI"}},
};

// The room or package that an included path belongs to; empty for headers of the system and of fmt, free to all.
std::string belongs_to(const std::string& included) {
  // A room within another one comes after it.
  for (auto room = allowed.rbegin(); room != allowed.rend(); ++room)
    if (included.starts_with(room->first + "/")) return room->first;
  for (const std::string package : {"torch", "ATen", "c10", "pybind11"})
    if (included.starts_with(package + "/")) return "torch";
  if (included == "Python.h") return "torch";
  if (included == "simdjson.h") return "simdjson";
  for (const std::string package : {"nlohmann", "toml++", "CLI", "ast", "boost", "benchmark", "dtl"})
    if (included.starts_with(package + "/")) return package;
  return {};
}

std::string forbidden_include(const std::string& room, const std::string& line) {
  if (!line.starts_with("#include ")) return {};
  const auto included = line.substr(10, line.find_first_of("\">", 10) - 10);
  const auto owner = belongs_to(included);
  return owner.empty() || owner == room || allowed.at(room).contains(owner) ? "" : included;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rooms_test)

BOOST_AUTO_TEST_CASE(no_room_includes_what_it_may_not) {
  std::size_t files = 0;
  for (const auto& [room, may] : allowed) {
    const auto folder = fs::path(DY2STAT_SOURCE) / room;
    if (!fs::exists(folder)) continue;
    for (const auto& item : fs::directory_iterator(folder)) {
      if (item.path().extension() != ".cpp" && item.path().extension() != ".hpp") continue;
      ++files;
      std::ifstream file(item.path());
      for (std::string line; std::getline(file, line);)
        BOOST_CHECK_MESSAGE(forbidden_include(room, line).empty(), item.path() << " may not include " << line);
    }
  }
  BOOST_CHECK_GT(files, 20);
}

BOOST_AUTO_TEST_CASE(a_forbidden_include_is_found) {
  BOOST_TEST(forbidden_include("jit_probe/cli", "#include <torch/script.h>") == "torch/script.h");
  BOOST_TEST(forbidden_include("jit_probe/render", "#include \"jit_probe/schedule/schedule.hpp\"") ==
             "jit_probe/schedule/schedule.hpp");
  BOOST_TEST(forbidden_include("jit_probe/compare", "#include \"jit_probe/record/record.hpp\"") == "");
  BOOST_TEST(forbidden_include("jit_probe/compare", "#include <vector>") == "");
}

BOOST_AUTO_TEST_SUITE_END()
