// Packing tensors and what TorchScript's stack holds.
#include "bench/calls/pack_ivalue.hpp"

#include "bench/calls/stream/recorder.hpp"

namespace dy2stat::calls {
namespace {

constexpr int most_rank = 64;

// What is neither a number nor a tensor is named for its kind.
void pack_kind(Packer& packer, const c10::IValue& value) {
  auto* arena = attached();
  if (!arena) return packer.tag(Tag::none);
  static std::mutex mutex;
  static std::map<std::pair<Arena*, std::string>, NameId> known;
  const std::lock_guard lock(mutex);
  const auto [found, is_new] = known.try_emplace({arena, value.tagKind()}, 0);
  if (is_new) found->second = arena->add_name("<" + value.tagKind() + ">");
  packer.name(found->second);
}

template <typename Items>
void pack_items(Packer& packer, Tag tag, const Items& items, int depth) {
  const auto kept = packer.items(tag, items.size());
  for (std::uint32_t k = 0; k < kept && !packer.is_cut(); ++k) pack_ivalue(packer, items[k], depth + 1);
}

// A list's elements without a copy of the whole list.
void pack_list(Packer& packer, const c10::IValue& value, int depth) {
  const auto elements = value.toListRef();
  if (!value.isIntList()) return pack_items(packer, Tag::list, elements, depth);
  std::int64_t numbers[most_items];
  const auto kept = std::min<std::size_t>(elements.size(), most_items);
  for (std::size_t k = 0; k < kept; ++k) numbers[k] = elements[k].toInt();
  packer.integers(numbers, kept, elements.size());
}

void pack_dict(Packer& packer, const c10::IValue& value, int depth) {
  const auto dict = value.toGenericDict();
  auto kept = packer.items(Tag::dict, dict.size());
  for (const auto& entry : dict) {
    if (kept-- == 0 || packer.is_cut()) return;
    pack_ivalue(packer, entry.key(), depth + 1);
    pack_ivalue(packer, entry.value(), depth + 1);
  }
}

}  // namespace

void pack_tensor(Packer& packer, const at::Tensor& tensor) {
  if (!tensor.defined()) return packer.tag(Tag::undefined);
  const auto& impl = *tensor.unsafeGetTensorImpl();
  TensorHead head{};
  head.dtype = static_cast<std::uint8_t>(c10::typeMetaToScalarType(impl.dtype()));
  head.device = static_cast<std::uint8_t>(impl.device_type());
  head.device_index = static_cast<std::int8_t>(tensor.device().index());
  head.requires_grad = tensor.requires_grad();
  // Sparse, nested and symbolic tensors have no numbers for strides, and some none for sizes.
  const bool strided = impl.layout() == c10::kStrided && !impl.has_symbolic_sizes_strides() && !tensor.is_nested();
  const auto sizes = strided ? impl.sizes() : c10::IntArrayRef();
  head.rank = static_cast<std::uint8_t>(std::min<std::size_t>(sizes.size(), most_rank));
  head.contiguous = !strided || impl.is_contiguous();
  packer.tensor(head, sizes.data(), head.contiguous ? nullptr : impl.strides().data());
}

void pack_ivalue(Packer& packer, const c10::IValue& value, int depth) {
  if (value.isTensor()) return pack_tensor(packer, value.toTensor());
  if (value.isNone()) return packer.tag(Tag::none);
  if (value.isInt()) return packer.integer(value.toInt());
  if (value.isDouble()) return packer.real(value.toDouble());
  if (value.isBool()) return packer.tag(value.toBool() ? Tag::yes : Tag::no);
  if (value.isString()) return packer.text(value.toStringRef());
  if (value.isComplexDouble()) return packer.complex(value.toComplexDouble().real(), value.toComplexDouble().imag());
  if (depth < most_depth) {
    if (value.isList()) return pack_list(packer, value, depth);
    if (value.isTuple()) return pack_items(packer, Tag::tuple, value.toTupleRef().elements(), depth);
    if (value.isGenericDict()) return pack_dict(packer, value, depth);
  }
  if (value.isDevice()) return packer.text(value.toDevice().str());
  pack_kind(packer, value);
}

void name_enumerations(Arena& arena) {
  const auto lower = [](std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
  };
  const std::map<c10::ScalarType, std::string> python_names{{c10::kByte, "uint8"},
                                                            {c10::kChar, "int8"},
                                                            {c10::kShort, "int16"},
                                                            {c10::kInt, "int32"},
                                                            {c10::kLong, "int64"},
                                                            {c10::kHalf, "float16"},
                                                            {c10::kFloat, "float32"},
                                                            {c10::kDouble, "float64"},
                                                            {c10::kComplexHalf, "complex32"},
                                                            {c10::kComplexFloat, "complex64"},
                                                            {c10::kComplexDouble, "complex128"}};
  for (int k = 0; k < static_cast<int>(c10::ScalarType::NumOptions) && k < 64; ++k) {
    const auto type = static_cast<c10::ScalarType>(k);
    const auto found = python_names.find(type);
    arena.dtypes[k] = arena.add_name(found == python_names.end() ? lower(c10::toString(type)) : found->second);
  }
  for (int k = 0; k < static_cast<int>(c10::COMPILE_TIME_MAX_DEVICE_TYPES) && k < 32; ++k)
    arena.devices[k] = arena.add_name(c10::DeviceTypeName(static_cast<c10::DeviceType>(k), true));
}

}  // namespace dy2stat::calls
