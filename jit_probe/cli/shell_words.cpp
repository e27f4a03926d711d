// Quoting for the shell.
#include "jit_probe/cli/shell_words.hpp"

#include <filesystem>

namespace dy2stat {
namespace {

std::string quoted(const std::string& word) {
  constexpr auto safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
  if (!word.empty() && word.find_first_not_of(safe) == std::string::npos) return word;
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? "'\\''" : std::string(1, letter);
  return text + "'";
}

}  // namespace

std::string shell_words(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) line += (line.empty() ? "" : " ") + quoted(word);
  return line;
}

std::string this_program() {
  const auto program = std::filesystem::read_symlink("/proc/self/exe");
  const auto near = std::filesystem::proximate(program);
  return near.string().starts_with("..") ? program.string() : near.string();
}

}  // namespace dy2stat
