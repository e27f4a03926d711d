// The aspect aliasing: which results share storage with which arguments, parameters or other results.
#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {
namespace {

std::string sharing_text(const std::set<std::string>& names) {
  if (names.empty()) return "shares storage with nothing";
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "shares storage with " : ", ") + name;
  return text;
}

}  // namespace

void compare_aliasing(const Call& eager, const Call& captured, const Place& place, Findings& findings) {
  for (const auto& [path, shared] : eager.aliases) {
    const auto found = captured.aliases.find(path);
    if (found == captured.aliases.end() || found->second == shared) continue;  // a lost tensor is another aspect's
    findings.add(place.at("result" + path), Aspect::aliasing, Severity::wrong, sharing_text(shared),
                 sharing_text(found->second));
  }
}

}  // namespace dy2stat::parity
