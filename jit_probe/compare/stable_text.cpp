// Scans a text once, from place to place where something unstable may begin.
#include "jit_probe/compare/stable_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace dy2stat {
namespace {

bool is_path_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || std::string_view("/._+-~").find(c) != std::string_view::npos;
}

// The length of the part at the beginning of `text` whose characters all satisfy `is`.
template <typename Is>
std::size_t leading(std::string_view text, const Is& is) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is) - text.begin());
}

std::size_t leading_digits(std::string_view text) {
  return leading(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// Where the package's name begins in the path of an installed file; npos for any other path.
std::size_t package_in(std::string_view path) {
  for (const std::string_view folder : {"/site-packages/", "/dist-packages/"})
    if (const auto at = path.rfind(folder); at != std::string_view::npos) return at + folder.size();
  // The standard library: ".../lib/python3.11/typing.py".
  const std::string_view library = "/lib/python3.";
  const auto at = path.rfind(library);
  if (at == std::string_view::npos) return at;
  const auto version = at + library.size();
  const auto slash = version + leading_digits(path.substr(version));
  return slash < path.size() && path[slash] == '/' ? slash + 1 : std::string_view::npos;
}

// The path with each name that Python's tempfile gave ("tmp" and eight characters, below a folder "tmp" at least four)
// as "tmp...".
std::string without_temporary_names(std::string_view path) {
  std::string stable;
  bool below_tmp = false;
  for (std::size_t start = 0; start <= path.size();) {
    const auto slash = std::min(path.find('/', start), path.size());
    const auto name = path.substr(start, slash - start);
    std::size_t random = 0;
    if (name.starts_with("tmp"))
      random = leading(name.substr(3), [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '_'; });
    const auto rest = name.substr(std::min(3 + random, name.size()));
    if ((random == 8 || (below_tmp && random >= 4)) && (rest.empty() || rest.front() == '.'))
      stable.append("tmp...").append(rest);
    else
      stable += name;
    if (slash < path.size()) stable += '/';
    below_tmp = name == "tmp";
    start = slash + 1;
  }
  return stable;
}

// Copies what stands between a file's name and its line's number, as tracebacks ("file", line 7) and trace's own errors
// (file(7): name) write it, and replaces the number. Returns the rest.
std::string_view without_line(std::string_view rest, std::string& stable) {
  for (const std::string_view before : {"\", line ", "(", ":"}) {
    if (!rest.starts_with(before)) continue;
    const auto digits = leading_digits(rest.substr(before.size()));
    if (digits == 0) continue;
    stable.append(before).append("...");
    return rest.substr(before.size() + digits);
  }
  return rest;
}

}  // namespace

std::string stable_text(std::string_view text) {
  std::string stable;
  stable.reserve(text.size());
  while (!text.empty()) {
    const auto digits =
        text.starts_with("0x") ? leading(text.substr(2), [](unsigned char c) { return std::isxdigit(c) != 0; }) : 0;
    if (digits > 0) {
      stable += "0x...";
      text.remove_prefix(2 + digits);
      continue;
    }
    if (const std::string_view mangling = "___torch_mangle_"; text.starts_with(mangling)) {
      text.remove_prefix(mangling.size());
      text.remove_prefix(leading_digits(text));
      if (text.starts_with('.')) text.remove_prefix(1);
      continue;
    }
    // The whole path is taken at once, so that its parts are not looked at again.
    const auto length = std::max<std::size_t>(text.front() == '/' ? leading(text, is_path_character) : 1, 1);
    const auto path = text.substr(0, length);
    text.remove_prefix(length);
    const auto package = package_in(path);
    if (package == std::string_view::npos) {
      stable += without_temporary_names(path);
      continue;
    }
    stable += path.substr(package);
    text = without_line(text, stable);
  }
  return stable;
}

}  // namespace dy2stat
