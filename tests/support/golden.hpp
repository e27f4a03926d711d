// Golden outputs: what was printed when a person last looked at it and found it right.
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>

#include "jit_probe/compare/diff.hpp"
#include "support/folder.hpp"

namespace dy2stat::test {

// Checks that `actual` is what tests/golden/NAME holds. With DY2STAT_ACCEPT=1 in the environment the file is written
// instead: look at the difference that git shows before it is committed.
inline void check_golden(const std::string& name, const std::string& actual) {
  const auto file = std::filesystem::path(DY2STAT_SOURCE) / "tests/golden" / name;
  const auto* accept = std::getenv("DY2STAT_ACCEPT");
  if (accept && std::string(accept) == "1") {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
  }
  const auto diff = unified_diff(content_of(file), actual, "tests/golden/" + name, "printed");
  BOOST_CHECK_MESSAGE(diff.empty() && std::filesystem::exists(file), "if this is right, DY2STAT_ACCEPT=1 accepts it:\n"
                                                                         << diff);
}

}  // namespace dy2stat::test
