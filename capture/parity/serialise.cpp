// Observations as bytes and back: one description of the fields serves both ways.
#include <cstring>
#include <stdexcept>
#include <type_traits>

#include "capture/parity/observations.hpp"

namespace dy2stat::parity {
namespace {

struct Writer {
  std::string bytes;
  void raw(void* data, std::size_t size) { bytes.append(static_cast<const char*>(data), size); }
  static constexpr bool reads = false;
};

struct Reader {
  std::string_view bytes;
  void raw(void* data, std::size_t size) {
    if (size > bytes.size()) throw std::runtime_error("observations end too early");
    std::memcpy(data, bytes.data(), size);
    bytes.remove_prefix(size);
  }
  static constexpr bool reads = true;
};

template <typename Archive, typename Plain>
requires(std::is_arithmetic_v<Plain> || std::is_enum_v<Plain>) void visit(Archive& archive, Plain& value) {
  archive.raw(&value, sizeof value);
}

template <typename Archive>
std::size_t visit_size(Archive& archive, std::size_t size) {
  archive.raw(&size, sizeof size);
  if constexpr (Archive::reads)
    if (size > archive.bytes.size()) throw std::runtime_error("observations end too early");
  return size;
}

template <typename Archive>
void visit(Archive& archive, std::string& text) {
  text.resize(visit_size(archive, text.size()));
  archive.raw(text.data(), text.size());
}

template <typename Archive>
void visit(Archive& archive, Snapshot& snapshot);
template <typename Archive>
void visit(Archive& archive, Raised& raised);
template <typename Archive>
void visit(Archive& archive, Call& call);
template <typename Archive>
void visit(Archive& archive, GradientCall& call);
template <typename Archive, typename Element>
void visit(Archive& archive, std::set<Element>& elements);
template <typename Archive, typename Value>
void visit(Archive& archive, std::map<std::string, Value>& values);

template <typename Archive, typename Element>
void visit(Archive& archive, std::vector<Element>& elements) {
  elements.resize(visit_size(archive, elements.size()));
  for (auto& element : elements) visit(archive, element);
}

template <typename Archive, typename Element>
void visit(Archive& archive, std::set<Element>& elements) {
  std::vector<Element> listed(elements.begin(), elements.end());
  visit(archive, listed);
  elements = {listed.begin(), listed.end()};
}

template <typename Archive, typename Value>
void visit(Archive& archive, std::map<std::string, Value>& values) {
  std::vector<std::string> names;
  for (const auto& [name, value] : values) names.push_back(name);
  visit(archive, names);
  for (const auto& name : names) visit(archive, values[name]);
}

template <typename Archive, typename Value>
void visit(Archive& archive, std::optional<Value>& value) {
  bool present = value.has_value();
  visit(archive, present);
  if (present && !value) value.emplace();
  if (present) visit(archive, *value);
}

template <typename Archive, typename... Fields>
void all(Archive& archive, Fields&... fields) {
  (visit(archive, fields), ...);
}

template <typename Archive>
void visit(Archive& archive, Snapshot& snapshot) {
  auto& tensor = snapshot.tensor;
  all(archive, snapshot.kind, snapshot.type_name, snapshot.text, snapshot.real, snapshot.imaginary, tensor.dtype,
      tensor.sizes, tensor.strides, tensor.form, tensor.requires_grad, tensor.data, tensor.in_float64, snapshot.keys,
      snapshot.children);
}

template <typename Archive>
void visit(Archive& archive, Raised& raised) {
  all(archive, raised.type, raised.message, raised.where);
}

template <typename Archive>
void visit(Archive& archive, Call& call) {
  all(archive, call.raised, call.result, call.arguments, call.aliases, call.output);
}

template <typename Archive>
void visit(Archive& archive, GradientCall& call) {
  all(archive, call.raised, call.result, call.gradients);
}

template <typename Archive>
void visit_observations(Archive& archive, Observations& observations) {
  all(archive, observations.rounds, observations.states, observations.gradients);
}

}  // namespace

Bytes serialise(const Observations& observations) {
  Writer writer;
  visit_observations(writer, const_cast<Observations&>(observations));  // a Writer only reads the fields
  return std::move(writer.bytes);
}

std::shared_ptr<Observations> deserialise(std::string_view bytes) {
  auto observations = std::make_shared<Observations>();
  Reader reader{bytes};
  visit_observations(reader, *observations);
  return observations;
}

}  // namespace dy2stat::parity
