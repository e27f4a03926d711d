// The option --color and the variable NO_COLOR.
#include "jit_probe/cli/colour.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>

#include <cstdlib>

namespace dy2stat {

void add_colour_option(CLI::App& command, std::string& word) {
  word = "auto";
  command.add_option("--color", word, "auto (a terminal, unless NO_COLOR is set), always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
}

bool wants_colour(const std::string& word, int descriptor) {
  if (word != "auto") return word == "always";
  const auto* refused = std::getenv("NO_COLOR");
  return !(refused && *refused) && ::isatty(descriptor);
}

}  // namespace dy2stat
