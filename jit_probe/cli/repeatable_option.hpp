// Options that are repeated for several words, or take them joined by commas.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace dy2stat {

// Each time the option is given it takes one word, so that a PATH or RUN may follow it.
CLI::Option* add_repeatable(CLI::App& command, const std::string& name, std::vector<std::string>& words,
                            const std::string& help);

}  // namespace dy2stat
