// Options that are repeated for several words, or take them joined by commas.
#include "jit_probe/cli/repeatable_option.hpp"

namespace dy2stat {

CLI::Option* add_repeatable(CLI::App& command, const std::string& name, std::vector<std::string>& words,
                            const std::string& help) {
  return command.add_option(name, words, help)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

}  // namespace dy2stat
