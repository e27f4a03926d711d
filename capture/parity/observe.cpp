// Lives through the input sets with one subject and notes down what it shows.
#include "capture/parity/copier.hpp"
#include "capture/parity/observations.hpp"

namespace dy2stat::parity {
namespace {

void seed_everything(std::uint64_t seed) {
  const auto modules = py::module_::import("sys").attr("modules");
  py::module_::import("torch").attr("manual_seed")(seed);
  py::module_::import("random").attr("seed")(seed);
  if (modules.contains("numpy")) py::module_::import("numpy").attr("random").attr("seed")(seed & 0xffffffffu);
}

// Null where nobody could see that it is shared.
const void* storage_of(const at::Tensor& tensor) {
  return tensor.has_storage() && tensor.numel() > 0 ? tensor.storage().unsafeGetStorageImpl() : nullptr;
}

Aliases aliases_of(const py::object& result, const InputSet& arguments, const Subject& subject) {
  Aliases aliases;
  std::map<const void*, std::set<std::string>> owners;
  each_tensor(result, "", [&](const at::Tensor& tensor, const std::string& path, py::handle) {
    if (const auto storage = storage_of(tensor)) owners[storage].insert("result" + path);
  });
  if (owners.empty()) return aliases;
  const auto own = [&](const at::Tensor& tensor, const std::string& name) {
    if (const auto found = owners.find(storage_of(tensor)); found != owners.end()) found->second.insert(name);
  };
  const auto own_argument = [&](const at::Tensor& tensor, const std::string& path, py::handle) {
    own(tensor, "argument " + path);
  };
  each_tensor(arguments.positional, "", own_argument);
  each_tensor(arguments.keywords, "", own_argument);
  for (const auto& [name, tensor] : parameters_of(subject.instance)) own(tensor, "parameter " + name);
  for (const auto& [name, tensor] : buffers_of(subject.instance))
    if (!subject.added_buffers.contains(name)) own(tensor, "buffer " + name);
  each_tensor(result, "", [&](const at::Tensor& tensor, const std::string& path, py::handle) {
    auto& shared = aliases[path];
    if (const auto storage = storage_of(tensor)) shared = owners[storage];
    shared.erase("result" + path);
  });
  return aliases;
}

// The sum of the float results that require gradients, each element weighted differently; undefined if there is none.
at::Tensor weighted_sum(const py::object& result) {
  at::Tensor sum;
  each_tensor(result, "", [&](const at::Tensor& tensor, const std::string&, py::handle) {
    if (!tensor.requires_grad()) return;
    auto flat = tensor.layout() == at::kStrided ? tensor.reshape({-1}) : tensor.to_dense().reshape({-1});
    if (flat.is_complex()) flat = at::view_as_real(flat).reshape({-1});
    const auto weights = at::cos(at::arange(flat.numel(), at::kDouble)).add(1.5).to(flat.options());
    const auto term = flat.mul(weights).sum().to(at::kDouble);
    sum = sum.defined() ? sum.add(term) : term;
  });
  return sum;
}

// torch.set_default_dtype for a while.
class DefaultDtype {
 public:
  explicit DefaultDtype(const char* name) {
    const auto torch = py::module_::import("torch");
    before_ = torch.attr("get_default_dtype")();
    torch.attr("set_default_dtype")(torch.attr(name));
  }
  ~DefaultDtype() { py::module_::import("torch").attr("set_default_dtype")(before_); }
  DefaultDtype(const DefaultDtype&) = delete;
  DefaultDtype& operator=(const DefaultDtype&) = delete;

 private:
  py::object before_;
};

class Life {
 public:
  Life(const Subject& subject, const Options& options)
      : subject_(subject),
        options_(options),
        copier_(subject.program_instance.is_none() ? subject.instance : subject.program_instance, subject.instance) {}

  Call call(const InputSet& input) const {
    Call observed;
    const auto copied = copier_.copy(input, {false, options_.in_float64}).arguments;
    seed_everything(options_.seed);
    take_output();
    try {
      const auto result = call_announced(copied);
      observed.result = snapshot_of(result);
      observed.aliases = aliases_of(result, copied, subject_);
    } catch (py::error_already_set& error) {
      observed.raised = raised_from(error);
    }
    observed.output = take_output();
    observed.arguments = snapshot_of(py::make_tuple(copied.positional, copied.keywords));
    return observed;
  }

  GradientCall gradients(const InputSet& input) const {
    GradientCall observed;
    const auto parameters = parameters_of(subject_.instance);
    for (const auto& [name, parameter] : parameters) parameter.mutable_grad().reset();
    const auto copied = copier_.copy(input, {true, options_.in_float64});
    seed_everything(options_.seed);
    try {
      const auto result = call_with(copied.arguments);
      observed.result = snapshot_of(result);
      if (const auto sum = weighted_sum(result); sum.defined()) {
        py::cast(sum).attr("backward")();
        const auto add = [&](const std::string& name, const at::Tensor& leaf) {
          if (leaf.grad().defined()) observed.gradients[name] = snapshot_of(py::cast(leaf.grad()));
        };
        for (const auto& leaf : copied.leaves) add(leaf.name, leaf.tensor);
        for (const auto& [name, parameter] : parameters) add("parameter " + name, parameter);
      }
    } catch (py::error_already_set& error) {
      observed.raised = raised_from(error);
    }
    for (const auto& [name, parameter] : parameters) parameter.mutable_grad().reset();
    take_output();
    return observed;
  }

 private:
  py::object call_with(const InputSet& arguments) const {
    return subject_.callable(*arguments.positional, **arguments.keywords);
  }
  py::object call_announced(const InputSet& arguments) const {
    struct Ends {
      const std::function<void()>& tell;
      ~Ends() {
        if (tell) tell();
      }
    } ends{options_.call_ends};
    if (options_.call_begins) options_.call_begins();
    return call_with(arguments);
  }
  std::string take_output() const { return options_.take_output ? options_.take_output() : std::string(); }

  const Subject& subject_;
  const Options& options_;
  Copier copier_;
};

}  // namespace

std::shared_ptr<Observations> observe(const Subject& subject, const std::vector<InputSet>& inputs,
                                      const Options& options) {
  std::optional<DefaultDtype> default_dtype;
  if (options.in_float64) {
    default_dtype.emplace("float64");
    if (!subject.instance.is_none()) subject.instance.attr("double")();
  }
  auto observations = std::make_shared<Observations>();
  const State before(subject.instance, subject.added_buffers);
  const Life life(subject, options);
  const auto announce = [&](int round, std::size_t input_set) {
    if (options.before_call) options.before_call(round, static_cast<int>(input_set));
  };
  for (int round = 0; round < options.rounds; ++round) {
    auto& calls = observations->rounds.emplace_back();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      announce(round, i);
      calls.push_back(life.call(inputs[i]));
    }
    observations->states.push_back(before.changed());
  }
  for (std::size_t i = 0; options.gradients && i < inputs.size(); ++i) {
    announce(options.rounds, i);
    observations->gradients.push_back(life.gradients(inputs[i]));
  }
  return observations;
}

std::optional<Error> example_raised(const Observations& observations) {
  if (observations.rounds.empty() || observations.rounds[0].empty() || !observations.rounds[0][0].raised)
    return std::nullopt;
  const auto& raised = *observations.rounds[0][0].raised;
  return Error{raised.type, raised.message, raised.where, nullptr};
}

}  // namespace dy2stat::parity
