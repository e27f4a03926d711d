// Names and types of parameters, and what suits them.
#include "jit_probe/corpora/guesses.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace dy2stat::corpora {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char letter) { return std::tolower(letter); });
  return text;
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// Usual values of parameters by their names, for two attempts.
struct Usual {
  const char* name;
  const char* values[2];
};
constexpr Usual usual[] = {
    {"dim", {"0", "1"}},
    {"dim0", {"0", "0"}},
    {"dim1", {"1", "1"}},
    {"axis0", {"0", "0"}},
    {"axis1", {"1", "1"}},
    {"axis", {"0", "1"}},
    {"dims", {"(0,)", "(0, 1)"}},
    {"kernel_size", {"3", "(3, 3)"}},
    {"in_channels", {"4", "4"}},
    {"out_channels", {"6", "4"}},
    {"num_channels", {"4", "4"}},
    {"num_features", {"4", "4"}},
    {"num_groups", {"2", "2"}},
    {"in_features", {"4", "4"}},
    {"out_features", {"6", "6"}},
    {"in1_features", {"4", "4"}},
    {"in2_features", {"5", "5"}},
    {"d_model", {"8", "8"}},
    {"nhead", {"2", "2"}},
    {"embed_dim", {"8", "8"}},
    {"num_heads", {"2", "2"}},
    {"num_layers", {"2", "2"}},
    {"input_size", {"4", "4"}},
    {"hidden_size", {"6", "6"}},
    {"num_embeddings", {"10", "10"}},
    {"embedding_dim", {"3", "3"}},
    {"normalized_shape", {"4", "(3, 4)"}},
    {"output_size", {"2", "(2, 2)"}},
    {"upscale_factor", {"2", "2"}},
    {"downscale_factor", {"2", "2"}},
    {"scale_factor", {"2", "2.0"}},
    {"num_classes", {"5", "10"}},
    {"n_classes", {"10", "20"}},
    {"cutoffs", {"[4, 8]", "[2]"}},
    {"groups", {"1", "2"}},
    {"diagonal", {"0", "1"}},
    {"repeats", {"2", "2"}},
    {"shifts", {"1", "(1, 0)"}},
    {"sizes", {"(2, 6)", "(3, 4)"}},
    {"size", {"(3, 4)", "(2, 6)"}},
    {"shape", {"(2, 6)", "(3, 4)"}},
    {"padding", {"1", "(1, 1)"}},
    {"pad", {"(1, 1)", "(1, 1, 1, 1)"}},
    {"equation", {"'ij,jk->ik'", "'ij->ji'"}},
    {"p", {"2", "0.5"}},
    {"k", {"2", "1"}},
    {"n", {"2", "3"}},
    {"chunks", {"2", "2"}},
    {"sections", {"2", "1"}},
    {"split_size_or_sections", {"2", "1"}},
    {"indices_or_sections", {"2", "1"}},
    {"start", {"0", "0"}},
    {"end", {"4", "1"}},
    {"length", {"2", "1"}},
    {"index", {"1", "0"}},
    {"steps", {"5", "3"}},
    {"step", {"1", "2"}},
    {"value", {"0.5", "1"}},
    {"fill_value", {"0.5", "1"}},
    {"alpha", {"1.0", "1"}},
    {"beta", {"1.0", "1"}},
    {"lambd", {"0.5", "0.5"}},
    {"threshold", {"0.1", "0"}},
    {"weight", {"0.5", "0.5"}},
    {"exponent", {"2", "2.0"}},
    {"q", {"0.5", "0.25"}},
    {"maxnorm", {"1.0", "1"}},
    {"max_norm", {"1.0", "1.0"}},
    {"correction", {"1", "0"}},
    {"eps", {"1e-05", "0.001"}},
    {"sigma", {"(1.5, 1.5)", "1.5"}},
    {"dtype", {"torch.float64", "torch.int64"}},
    {"device", {"'cpu'", "'cpu'"}},
    {"n_fft", {"4", "4"}},
    {"window_length", {"6", "6"}},
    {"M", {"6", "6"}},
    {"driver", {"None", "None"}},
    {"mode", {"'nearest'", "'reflect'"}},
    {"reduce", {"'sum'", "'amax'"}},
    {"border_type", {"'reflect'", "'constant'"}},
    {"angle", {"torch.tensor([45.0])", "45.0"}},
    {"hidden_dim", {"8", "8"}},
    {"height", {"8", "4"}},
    {"width", {"8", "4"}},
    {"times", {"2", "2"}},
    {"dimension", {"0", "1"}},
    {"obj", {"[[1.0, 2.0], [3.0, 4.0]]", "1.0"}},
    {"data", {"[[1.0, 2.0], [3.0, 4.0]]", "1.0"}},
};

// A quoted word of the description, as in "can be ``'nearest'`` or ``'linear'``".
std::string quoted_word(const std::string& text, int attempt) {
  std::string found;
  for (std::size_t at = 0, number = 0; at < text.size(); ++at) {
    if (text[at] != '\'' && text[at] != '"') continue;
    const auto end = text.find(text[at], at + 1);
    if (end == std::string::npos || end - at > 30) continue;
    const auto word = text.substr(at + 1, end - at - 1);
    if (!word.empty() &&
        std::ranges::all_of(word, [](char letter) { return is_name_character(letter) || letter == '-'; })) {
      found = "'" + word + "'";
      if (number++ == static_cast<std::size_t>(attempt)) return found;
    }
    at = end;
  }
  return found;
}

std::string by_type(const std::string& type, int attempt) {
  if (holds(type, "str")) return "";
  const bool several = holds(type, "tuple") || holds(type, "list") || holds(type, "sequence") || holds(type, "ints") ||
                       holds(type, "size");
  if (several && (attempt == 1 || !holds(type, "or")) && !holds(type, "float"))
    return attempt == 1 ? "(2, 2)" : "(3, 3)";
  if (several && holds(type, "float")) return "(1.5, 1.5)";
  if (holds(type, "int")) return attempt == 0 ? "2" : "1";
  if (holds(type, "float") || holds(type, "scalar") || holds(type, "number")) return attempt == 0 ? "0.5" : "2.0";
  if (holds(type, "bool")) return attempt == 0 ? "False" : "True";
  if (holds(type, "dtype")) return "torch.float64";
  if (holds(type, "callable") || holds(type, "function")) return "torch.relu";
  if (holds(type, "module")) return "nn.Linear(4, 4)";
  return "";
}

}  // namespace

const std::vector<TensorStyle>& tensor_styles() {
  static const std::vector<TensorStyle> styles{
      {"torch.randn(3, 4)", "3 x 4"},
      {"torch.randn(4, 4)", "4 x 4"},
      {"torch.randn(2, 3, 8, 8)", "an image"},
      {"torch.randn(4)", "4"},
      {"torch.randint(0, 4, (4, 4))", "integers"},
      {"torch.randn(2, 4, 8)", "a signal"},
      {"torch.rand(3, 4)", "between 0 and 1"},
      {"torch.rand(2, 4, 6, 8, 8)", "a volume"},
      {"torch.rand(3, 4) > 0.5", "booleans"},
      {"torch.randn(3, 4, 4)", "matrices"},
      {"torch.randn(4, 4, dtype=torch.complex64)", "complex"},
      {"torch.eye(4) * 2 + 0.1", "positive definite"},
      {"torch.tensor(2.0)", "a scalar"},
  };
  return styles;
}

int Sizes::size_of(const std::string& dimension) {
  int number = 0;
  const auto* end = dimension.data() + dimension.size();
  if (std::from_chars(dimension.data(), end, number).ptr == end) return std::max(number, 0);
  if (const auto found = known_.find(dimension); found != known_.end()) return found->second;
  const auto name = lower(dimension);
  const std::pair<const char*, const char*> relations[] = {
      {"c_in", "in_channels"},   {"c_out", "out_channels"}, {"h_in", "in_features"},  {"h_out", "out_features"},
      {"c", "num_features"},     {"c", "num_channels"},     {"c", "in_channels"},     {"minibatch", "n"},
      {"e", "d_model"},          {"h_in", "input_size"},    {"h_out", "hidden_size"}, {"h_in1", "in1_features"},
      {"h_in2", "in2_features"}, {"h_cell", "hidden_size"}, {"in_channels", "c_in"},  {"out_channels", "c_out"}};
  for (const auto& [dim, parameter] : relations)
    if (name == dim)
      if (const auto found = known_.find(parameter); found != known_.end()) return known_[dimension] = found->second;
  int size = 8;
  if (name == "n" || name == "b" || name == "minibatch" || name == "batch" || name == "batch_size") size = 2;
  if (name == "c" || name.starts_with("c_") || holds(name, "channels")) size = 4;
  if (name.starts_with('k') || holds(name, "kernel")) size = 3;
  if (holds(name, "groups")) size = 4;
  if (name == "3xn" || name == "3") size = 3;
  return known_[dimension] = size;
}

std::vector<int> Sizes::of(const std::vector<std::string>& dims) {
  std::vector<int> sizes;
  for (const auto& dimension : dims) {
    if (dimension == "..." || dimension == "*")
      sizes.push_back(3);
    else
      sizes.push_back(size_of(dimension));
  }
  return sizes;
}

bool takes_tensors(const Parameter& parameter) {
  const auto type = lower(parameter.type);
  return parameter.name == "tensors" || holds(type, "tensors") || holds(type, "list[tensor") ||
         holds(type, "sequence of tensor") || holds(type, "tuple of tensor") || holds(type, "list of tensor");
}

bool takes_tensor(const Parameter& parameter) {
  const auto type = lower(parameter.type);
  if (holds(type, "tensor") || !parameter.dims.empty()) return true;
  static const std::array names{"input",  "other",  "self", "tensor", "x",      "y",     "mat1",    "mat2",
                                "mat",    "vec",    "vec1", "vec2",   "target", "image", "tensor1", "tensor2",
                                "batch1", "batch2", "A",    "B",      "src",    "query", "key"};
  return type.empty() && std::ranges::find(names, parameter.name) != names.end();
}

std::string guessed_value(const Parameter& parameter, int attempt) {
  if (!parameter.default_value.empty() && parameter.default_value != "None") return parameter.default_value;
  const auto type = lower(parameter.type);
  if (holds(type, "str"))
    if (const auto word = quoted_word(parameter.described, attempt); !word.empty()) return word;
  for (const auto& one : usual)
    if (parameter.name == one.name) return one.values[attempt % 2];
  if (const auto value = by_type(type, attempt % 2); !value.empty()) return value;
  return quoted_word(parameter.described, attempt);
}

std::string tensor_of(const std::vector<int>& sizes, const Parameter& parameter) {
  std::string text;
  for (const int size : sizes) text += (text.empty() ? "" : ", ") + std::to_string(size);
  const auto about = lower(parameter.type + " " + parameter.described);
  if (holds(about, "longtensor") || holds(about, "indices") || holds(about, "class index"))
    return "torch.randint(0, 3, (" + text + (sizes.size() == 1 ? ",))" : "))");
  return "torch.rand(" + (text.empty() ? "()" : text) + ")";
}

}  // namespace dy2stat::corpora
