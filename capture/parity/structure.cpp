// The aspect structure: types, lengths and keys of two values.
#include <algorithm>

#include "capture/parity/aspects.hpp"

namespace dy2stat::parity {
namespace {

bool is_sequence(Kind kind) {
  return kind == Kind::list || kind == Kind::tuple;
}
bool has_names(Kind kind) {
  return kind == Kind::dict || kind == Kind::record;
}
bool is_comparable(Kind eager, Kind captured) {
  return eager == captured || (is_sequence(eager) && is_sequence(captured)) ||
         (has_names(eager) && has_names(captured));
}

std::string typed(const Snapshot& snapshot) {
  return snapshot.type_name + " " + brief(snapshot);
}

}  // namespace

void compare_trees(const Snapshot& eager, const Snapshot& captured, const Place& place, Findings& findings) {
  const auto aspect = place.aspect_or(Aspect::structure);
  const auto wrong = [&](std::string detail) {
    findings.add(place, aspect, Severity::wrong, typed(eager), typed(captured), std::move(detail));
  };
  if (!is_comparable(eager.kind, captured.kind))
    return wrong(std::string(name_of(eager.kind)) + " became " + std::string(name_of(captured.kind)));
  const bool container = is_sequence(eager.kind) || has_names(eager.kind) || eager.kind == Kind::set;
  if ((container || eager.kind == Kind::tensor) && eager.type_name != captured.type_name)
    findings.add(place, Aspect::structure, Severity::note, eager.type_name, captured.type_name,
                 container ? "the same elements in another class of container" : "another class of tensor");
  if (container && eager.children.size() != captured.children.size())
    return wrong(std::to_string(eager.children.size()) + " elements became " +
                 std::to_string(captured.children.size()));
  if (!std::equal(eager.keys.begin(), eager.keys.end(), captured.keys.begin(), captured.keys.end(), identical))
    return wrong("other keys, or in another order");
  switch (eager.kind) {
    case Kind::none:
      return;
    case Kind::tensor:
      return compare_tensors(eager.tensor, captured.tensor, place, findings);
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::complex:
    case Kind::text:
    case Kind::bytes:
    case Kind::other:
      return compare_numbers(eager, captured, place, findings);
    default:
      break;
  }
  for (std::size_t i = 0; i < eager.children.size(); ++i) {
    const auto step = i < eager.keys.size() ? "[" + brief(eager.keys[i]) + "]" : "[" + std::to_string(i) + "]";
    compare_trees(eager.children[i], captured.children[i], place.at(step), findings);
  }
}

}  // namespace dy2stat::parity
