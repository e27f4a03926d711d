// Ways to simplify, each tried by whoever asks.
#include "jit_probe/search/shrink.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "capture/parity/copier.hpp"
#include "jit_probe/search/expression.hpp"
#include "jit_probe/search/sizes.hpp"

namespace dy2stat::search {
namespace {

constexpr std::int64_t most_single_elements = 16;

class Simplifying {
 public:
  Simplifying(const Input& input, const std::vector<Input>& bases, const Surroundings& surroundings)
      : input_(input), bases_(bases), surroundings_(surroundings) {}

  std::vector<Input> simpler() {
    leave_out_mutations();
    simplify_mode();
    std::set<PyObject*> seen;
    for (const auto& part : parts_of(input_.arguments)) {
      if (!is_plain_tensor(part.value))
        as_far_as_possible([&] { simplify_python(part); });
      else if (seen.insert(part.value.ptr()).second)
        as_far_as_possible([&] { simplify_tensor(part.value); });
    }
    as_far_as_possible([&] { simplify_all_sizes(); });
    for (const int number : {0, 1}) as_far_as_possible([&] { simplify_memory(number); });
    return std::move(made_);
  }

 private:
  // A dtype may not know an operator, and a tensor whose elements overlap may not be filled.
  template <typename Step>
  static void as_far_as_possible(const Step& step) {
    try {
      step();
    } catch (const std::exception&) {
    }
  }

  void add(parity::InputSet arguments) {
    auto made = input_;
    made.arguments = std::move(arguments);
    made.mutations.clear();  // they no longer lead to it
    made_.push_back(std::move(made));
  }

  void leave_out_mutations() {
    for (std::size_t left_out = 0; left_out < input_.mutations.size(); ++left_out) {
      std::optional<Input> made = bases_[static_cast<std::size_t>(input_.base)];
      made->mode.gradients = input_.mode.gradients;
      for (std::size_t k = 0; made && k < input_.mutations.size(); ++k)
        if (k != left_out) made = mutated(*made, input_.mutations[k], surroundings_);
      if (made) made_.push_back(std::move(*made));
    }
  }

  void simplify_mode() {
    const auto with_mode = [&](auto change) {
      auto made = input_;
      change(made.mode);
      if (made.mode != input_.mode) made_.push_back(std::move(made));
    };
    with_mode([](Mode& mode) { mode.training.reset(); });
    with_mode([](Mode& mode) { mode.no_grad = false; });
    with_mode([](Mode& mode) { mode.gradients = false; });
  }

  // Every element of every tensor becomes that number, in memory that stays shared.
  void simplify_memory(int number) {
    const parity::Copier copier{py::none(), py::none()};
    auto arguments = copier.copy(input_.arguments, {}).arguments;
    for (const auto& part : parts_of(arguments))
      if (is_plain_tensor(part.value)) at::Tensor(tensor_in(part.value).detach()).fill_(number);
    add(std::move(arguments));
  }

  // In place of the tensor, wherever the same object stands.
  void add_tensor(const py::object& old, at::Tensor made) {
    if (tensor_in(old).requires_grad()) made.requires_grad_(true);
    add(with_object(input_.arguments, old, py::cast(made)));
  }

  void simplify_tensor(const py::object& object) {
    const auto& tensor = tensor_in(object);
    const auto plain = tensor.detach().clone(at::MemoryFormat::Contiguous);
    add_tensor(object, plain);
    if (tensor.requires_grad()) add(with_object(input_.arguments, object, py::cast(plain)));
    add_tensor(object, at::zeros_like(plain));
    add_tensor(object, at::ones_like(plain));
    if (plain.is_floating_point()) {
      add_tensor(object, plain.round());
      add_tensor(object, plain.mul(10).round().div(10));
    }
    if (plain.numel() <= most_single_elements) simplify_elements(object, plain);
    for (std::int64_t dim = 0; dim < tensor.dim(); ++dim)
      for (const auto size : smaller(tensor.size(dim))) add_tensor(object, resized(tensor, dim, size));
  }

  void simplify_elements(const py::object& object, const at::Tensor& plain) {
    for (std::int64_t k = 0; k < plain.numel(); ++k)
      for (const int number : {0, 1, -1}) {
        auto made = plain.clone();
        made.view({-1}).select(0, k).fill_(number);
        add_tensor(object, made);
      }
  }

  static std::vector<std::int64_t> smaller(std::int64_t size) {
    std::vector<std::int64_t> sizes;
    for (const auto wanted : {std::int64_t{0}, std::int64_t{1}, size / 2, size - 1})
      if (wanted >= 0 && wanted < size) sizes.push_back(wanted);
    return sizes;
  }

  // Dimensions that have the same size may have to agree.
  void simplify_all_sizes() {
    std::set<std::int64_t> sizes;
    for (const auto& part : parts_of(input_.arguments))
      if (is_plain_tensor(part.value))
        for (const auto size : tensor_in(part.value).sizes()) sizes.insert(size);
    for (const auto old : sizes)
      for (const auto size : smaller(old)) add(with_size(old, size));
  }

  parity::InputSet with_size(std::int64_t old, std::int64_t size) const {
    return with_changes(input_.arguments, [&](const Path&, const py::object& part) -> std::optional<py::object> {
      if (!is_plain_tensor(part)) return std::nullopt;
      auto made = tensor_in(part);
      for (std::int64_t dim = 0; dim < made.dim(); ++dim)
        if (tensor_in(part).size(dim) == old) made = resized(made, dim, size);
      return made.is_same(tensor_in(part)) ? part : py::cast(made);
    });
  }

  void add_value(const Part& part, const py::object& value) {
    if (!value.equal(part.value)) add(with_part(input_.arguments, part.path, value));
  }

  void simplify_python(const Part& part) {
    PyObject* object = part.value.ptr();
    if (PyLong_CheckExact(object)) {
      for (const int number : {0, 1, -1, 2}) add_value(part, py::int_(number));
      add_value(part, py::module_::import("operator").attr("floordiv")(part.value, 2));
    } else if (PyFloat_CheckExact(object)) {
      for (const double number : {0.0, 1.0, -1.0}) add_value(part, py::float_(number));
    } else if (PyUnicode_CheckExact(object)) {
      add_value(part, py::str(""));
    } else if (PyList_CheckExact(object)) {
      for (Py_ssize_t k = 0; k < std::min<Py_ssize_t>(PyList_GET_SIZE(object), 8); ++k) {
        const py::list made(part.value.attr("copy")());
        made.attr("pop")(k);
        add(with_part(input_.arguments, part.path, made));
      }
    } else if (PyDict_CheckExact(object)) {
      for (auto key : py::list(part.value)) {
        const py::dict made(part.value.attr("copy")());
        made.attr("pop")(key);
        add(with_part(input_.arguments, part.path, made));
      }
    }
  }

  const Input& input_;
  const std::vector<Input>& bases_;
  const Surroundings& surroundings_;
  std::vector<Input> made_;
};

}  // namespace

double cost_of(const Input& input) {
  const auto text = expression_of(input).text;
  double cost = static_cast<double>(text.size());
  for (const char letter : text)
    if (std::isdigit(static_cast<unsigned char>(letter))) cost += 0.01 * (letter - '0');
  return cost + (input.mode.training ? 10 : 0) + (input.mode.no_grad ? 10 : 0) + (input.mode.gradients ? 1 : 0);
}

std::vector<Input> simpler_than(const Input& input, const std::vector<Input>& bases, const Surroundings& surroundings) {
  at::NoGradGuard no_grad;
  const auto present = cost_of(input);
  std::vector<std::pair<double, Input>> simpler;
  for (auto& made : Simplifying(input, bases, surroundings).simpler())
    if (const auto cost = cost_of(made); cost < present) simpler.emplace_back(cost, std::move(made));
  std::stable_sort(simpler.begin(), simpler.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<Input> sorted;
  for (auto& [cost, made] : simpler) sorted.push_back(std::move(made));
  return sorted;
}

}  // namespace dy2stat::search
