// Reading packed values.
#include "bench/calls/writer/value_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>  // for join, which newer versions keep there

#include <algorithm>
#include <cmath>

#include "bench/calls/stream/event.hpp"

namespace dy2stat::calls {
namespace {

constexpr std::size_t most_remembered = 20'000;

// How many bytes the UTF-8 character takes that the text begins with; 0 if it begins with none, as where it was cut.
std::size_t length_of_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xc2 ? 0
                             : first < 0xe0 ? 2
                             : first < 0xf0 ? 3
                             : first < 0xf5 ? 4
                                            : 0;
  if (length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k)
    if ((static_cast<unsigned char>(text[k]) & 0xc0) != 0x80) return 0;
  return length;
}

class Reader {
 public:
  Reader(std::string_view packed, const Arena& arena, std::string& text) : rest_(packed), arena_(arena), text_(text) {}

  bool more() const {
    return !rest_.empty() && static_cast<std::uint8_t>(rest_[0]) <= static_cast<std::uint8_t>(Tag::cut);
  }

  void value() {
    if (!more()) return static_cast<void>(text_ += "\"…\"");
    switch (const auto tag = take<Tag>()) {
      case Tag::none:
        text_ += "null";
        break;
      case Tag::yes:
      case Tag::no:
        text_ += tag == Tag::yes ? "true" : "false";
        break;
      case Tag::integer:
        fmt::format_to(std::back_inserter(text_), "{}", take<std::int64_t>());
        break;
      case Tag::real:
        real(take<double>());
        break;
      case Tag::complex: {
        const auto re = take<double>(), im = take<double>();
        fmt::format_to(std::back_inserter(text_), "\"{}{:+}j\"", re, im);
        break;
      }
      case Tag::text:
        string();
        break;
      case Tag::tensor:
        tensor();
        break;
      case Tag::undefined:
        text_ += "\"undefined tensor\"";
        break;
      case Tag::list:
      case Tag::tuple:
        items('[', ']', [this] { value(); });
        break;
      case Tag::dict:
        items('{', '}', [this] { pair(); });
        break;
      case Tag::integers:
        items('[', ']', [this] { fmt::format_to(std::back_inserter(text_), "{}", take<std::int64_t>()); });
        break;
      case Tag::name:
        append_json_string(text_, arena_.name(take<NameId>()));
        break;
      case Tag::keyword:
        text_ += '{';
        append_json_string(text_, arena_.name(take<NameId>()));
        text_ += ": ";
        value();
        text_ += '}';
        break;
      case Tag::cut:
        text_ += "\"…\"";
        rest_ = {};
        break;
    }
  }

 private:
  template <typename T>
  T take() {
    T taken{};
    if (rest_.size() >= sizeof taken) {
      std::memcpy(&taken, rest_.data(), sizeof taken);
      rest_.remove_prefix(sizeof taken);
    } else {
      rest_ = {};
    }
    return taken;
  }

  // JSON has no number for these.
  void real(double number) {
    if (std::isnan(number))
      text_ += "\"nan\"";
    else if (std::isinf(number))
      text_ += number > 0 ? "\"inf\"" : "\"-inf\"";
    else if (number == std::floor(number) && std::abs(number) < 1e15)
      fmt::format_to(std::back_inserter(text_), "{:.1f}", number);
    else
      fmt::format_to(std::back_inserter(text_), "{}", number);
  }

  void string() {
    const auto length = take<std::uint32_t>(), kept = take<std::uint32_t>();
    std::string value(rest_.substr(0, kept));
    rest_.remove_prefix(std::min<std::size_t>(kept, rest_.size()));
    if (length > kept) value += fmt::format("… ({} bytes)", length);
    append_json_string(text_, value);
  }

  template <typename One>
  void items(char open, char close, const One& one) {
    const auto length = take<std::uint32_t>(), kept = take<std::uint32_t>();
    text_ += open;
    for (std::uint32_t k = 0; k < kept && more_or_numbers(); ++k) {
      if (k) text_ += ", ";
      one();
    }
    if (length > kept) {
      if (kept) text_ += ", ";
      text_ += open == '{' ? fmt::format("\"…\": \"{} in all\"", length) : fmt::format("\"… {} in all\"", length);
    }
    text_ += close;
  }
  bool more_or_numbers() const { return !rest_.empty(); }

  // Keys of JSON are strings.
  void pair() {
    std::string key;
    std::swap(key, text_);
    value();
    std::swap(key, text_);
    key.starts_with('"') ? static_cast<void>(text_ += key) : append_json_string(text_, key);
    text_ += ": ";
    value();
  }

  void numbers(std::size_t count, std::int64_t* kept = nullptr) {
    text_ += '[';
    for (std::size_t k = 0; k < count; ++k) {
      const auto number = take<std::int64_t>();
      if (kept) kept[k] = number;
      fmt::format_to(std::back_inserter(text_), "{}{}", k ? ", " : "", number);
    }
    text_ += ']';
  }

  void tensor() {
    const auto head = take<TensorHead>();
    std::int64_t sizes[256], strides[256];
    text_ += "{\"dtype\": ";
    append_json_string(text_, arena_.name(arena_.dtypes[head.dtype % 64]));
    text_ += ", \"shape\": ";
    numbers(head.rank, sizes);
    text_ += ", \"strides\": ";
    if (head.contiguous) {
      std::int64_t stride = 1;
      for (int k = head.rank - 1; k >= 0; stride *= std::max<std::int64_t>(sizes[k--], 1)) strides[k] = stride;
      text_ += fmt::format("[{}]", fmt::join(strides, strides + head.rank, ", "));
    } else {
      numbers(head.rank);
    }
    text_ += ", \"device\": ";
    std::string device(arena_.name(arena_.devices[head.device % 32]));
    if (head.device_index >= 0) device += ":" + std::to_string(head.device_index);
    append_json_string(text_, device);
    text_ += head.requires_grad ? ", \"requires_grad\": true}" : ", \"requires_grad\": false}";
  }

  std::string_view rest_;
  const Arena& arena_;
  std::string& text_;
};

}  // namespace

void append_json_string(std::string& text, std::string_view value) {
  text += '"';
  const auto plain =
      std::ranges::find_if(value, [](unsigned char c) { return c < 0x20 || c > 0x7e || c == '"' || c == '\\'; });
  text.append(value.begin(), plain);
  value.remove_prefix(plain - value.begin());
  while (!value.empty()) {
    const auto c = static_cast<unsigned char>(value[0]);
    const std::size_t length = length_of_character(value);
    if (c == '"' || c == '\\')
      (text += '\\') += value[0];
    else if (c < 0x20)
      fmt::format_to(std::back_inserter(text), "\\u{:04x}", c);
    else if (length == 0)
      text += "\ufffd";
    else
      text += value.substr(0, length);
    value.remove_prefix(std::max<std::size_t>(length, 1));
  }
  text += '"';
}

std::string_view ValueText::arguments(std::string_view packed) {
  return remembered(packed, true);
}

std::string_view ValueText::value(std::string_view packed) {
  return remembered(packed, false);
}

std::string_view ValueText::remembered(std::string_view packed, bool as_list) {
  auto& known = as_list ? lists_ : values_;
  if (const auto found = known.find(packed); found != known.end()) return found->second;
  if (known.size() >= most_remembered) known.clear();
  std::string text;
  Reader reader(packed, arena_, text);
  if (as_list) text += '[';
  for (bool first = true; reader.more() && (as_list || first); first = false) {
    if (!first) text += ", ";
    reader.value();
  }
  if (as_list) text += ']';
  return known.emplace(packed, std::move(text)).first->second;
}

}  // namespace dy2stat::calls
