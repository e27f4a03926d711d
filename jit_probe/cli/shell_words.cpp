// Quoting for the shell.
#include "jit_probe/cli/shell_words.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "jit_probe/render/printable.hpp"

namespace dy2stat {
namespace {

// A word with control characters or bytes that are not UTF-8, in the quotation marks of bash in which they have names.
std::string escaped(const std::string& word) {
  std::string text = "$'";
  for (const char letter : word)
    if (letter == '\'' || letter == '\\')
      text += {'\\', letter};
    else if (letter >= ' ' && letter < 127)
      text += letter;
    else
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(letter));
  return text + "'";
}

std::string quoted(const std::string& word) {
  constexpr auto safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
  if (!word.empty() && word.find_first_not_of(safe) == std::string::npos) return word;
  if (printable(word) != word) return escaped(word);
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
