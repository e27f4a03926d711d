// Making programs of examples, and of signatures and shapes where there are none.
#include "jit_probe/corpora/candidates.hpp"

#include <algorithm>
#include <set>

#include "jit_probe/corpora/guesses.hpp"

namespace dy2stat::corpora {
namespace {

constexpr std::size_t most_candidates = 40, most_of_examples = 8;

// Puts an argument into a call: constants as they are, all else as parameters.
std::string placed(const std::string& expression, Candidate& candidate) {
  if (is_constant(expression) || expression.starts_with("lambda")) return expression;
  if (expression.starts_with("*") && !expression.starts_with("**"))
    return "*" + placed(expression.substr(1), candidate);
  if (const auto display = display_in(expression); display && !display->elements.empty()) {
    std::string inside;
    for (const auto& element : display->elements) inside += (inside.empty() ? "" : ", ") + placed(element, candidate);
    if (display->open == '(' && display->elements.size() == 1) inside += ",";
    return display->open + inside + display->close;
  }
  auto& arguments = candidate.arguments;
  auto place = std::ranges::find(arguments, expression);
  // The same name is the same object; two equal expressions are two objects.
  if (place == arguments.end() || !is_identifier(expression)) place = arguments.insert(arguments.end(), expression);
  return "p" + std::to_string(place - arguments.begin());
}

// `name` called with the arguments; as a method of the first of them if `is_method`.
void set_call(Candidate& candidate, const Target& target, std::vector<Argument> arguments) {
  std::string head = target.name;
  if (target.kind == TargetKind::method) {
    const auto self = arguments.empty() ? std::string("torch.randn(3, 4)") : arguments.front().value;
    if (!arguments.empty()) arguments.erase(arguments.begin());
    candidate.arguments.push_back(self);
    head = "p0." + target.last_name();
  }
  std::string inside;
  for (const auto& argument : arguments)
    inside += (inside.empty() ? "" : ", ") + (argument.keyword.empty() ? "" : argument.keyword + "=") +
              placed(argument.value, candidate);
  candidate.call = head + "(" + inside + ")";
}

bool is_block(const std::string& statement) {
  for (const char* word : {"def ", "class ", "@"})
    if (statement.starts_with(word)) return true;
  return false;
}

// Whether the statement does something that later ones need; an expression that is only looked at does not.
bool sets_up(const std::string& statement) {
  if (is_block(statement) || statement.starts_with("import ") || statement.starts_with("from ")) return true;
  if (!assigned_names(statement).empty()) return true;
  if (statement.starts_with("print") || statement.starts_with('#')) return false;
  return statement.find("_(") != std::string::npos || statement.find("manual_seed") != std::string::npos ||
         statement.find("] = ") != std::string::npos || statement.find(".requires_grad") != std::string::npos;
}

// What must run before the statement: those before it that set up, and the first round of a loop that it is in.
std::vector<std::string> setup_before(const std::vector<std::string>& statements, std::size_t place) {
  std::vector<std::string> setup;
  for (std::size_t k = 0; k < place; ++k)
    if (sets_up(statements[k])) setup.push_back(statements[k]);
  const auto& statement = statements[place];
  if (statement.starts_with("for "))
    if (const auto in = statement.find(" in "); in != std::string::npos)
      for (const auto& name : split_at_commas(statement.substr(4, in - 4))) setup.push_back(name + " = 0");
  return setup;
}

// Whether what stands before a name is a module rather than a tensor.
bool is_module_path(const std::string& receiver, const Target& target) {
  static const std::set<std::string> roots{"torch", "nn", "F", "functional", "LA", "linalg", "special", "fft"};
  const auto root = receiver.substr(0, receiver.find('.'));
  return receiver.empty() || roots.contains(root) || root == target.name.substr(0, target.name.find('.'));
}

// The call of the target in the statement, its own or, of a method, the function's that it says to see.
std::optional<std::vector<Argument>> call_in(const std::string& statement, const Target& target,
                                             const std::string& name) {
  if (is_block(statement)) return std::nullopt;
  const auto found = find_call(statement, name);
  if (!found) return std::nullopt;
  auto arguments = arguments_in(found->arguments);
  const bool by_module = is_module_path(found->receiver, target);
  if (target.kind == TargetKind::method) {
    if (!by_module)
      arguments.insert(arguments.begin(), {"", found->receiver});
    else if (arguments.empty() || !arguments.front().keyword.empty())
      return std::nullopt;
    return arguments;
  }
  if (!by_module) arguments.insert(arguments.begin(), {"", found->receiver});
  return arguments;
}

void add_function_examples(std::vector<Candidate>& candidates, const Target& target, const Documentation& documentation,
                           const std::string& name, const std::string& of) {
  std::size_t number = 0;
  for (std::size_t k = 0; k < documentation.examples.size() && number < most_of_examples; ++k) {
    auto arguments = call_in(documentation.examples[k], target, name);
    if (!arguments) continue;
    Candidate candidate;
    candidate.how = of + "example " + std::to_string(++number);
    candidate.setup = setup_before(documentation.examples, k);
    set_call(candidate, target, std::move(*arguments));
    candidates.push_back(std::move(candidate));
  }
}

// The places of statements that construct the class and give it a name, and those names.
struct Construction {
  std::size_t place;
  std::string name, expression;
};

std::vector<Construction> constructions_in(const std::vector<std::string>& statements, const Target& target) {
  std::vector<Construction> constructions;
  for (std::size_t k = 0; k < statements.size(); ++k) {
    if (is_block(statements[k])) continue;
    const auto names = assigned_names(statements[k]);
    const auto found = find_call(statements[k], target.last_name());
    if (names.size() == 1 && found && is_module_path(found->receiver, target))
      constructions.push_back({k, names.front(), target.name + "(" + found->arguments + ")"});
  }
  return constructions;
}

void add_module_examples(std::vector<Candidate>& candidates, const Target& target, const Documentation& documentation) {
  const auto& statements = documentation.examples;
  std::size_t number = 0;
  auto constructions = constructions_in(statements, target);
  std::ranges::reverse(constructions);  // the last before a call is the one that is called
  for (const auto& construction : constructions)
    for (std::size_t k = construction.place + 1; k < statements.size() && number < most_of_examples; ++k) {
      const auto call = is_block(statements[k]) ? std::nullopt : find_call(statements[k], construction.name);
      if (!call || !call->receiver.empty()) continue;
      Candidate candidate;
      candidate.how = "example " + std::to_string(++number);
      candidate.setup = setup_before(statements, k);
      candidate.constructor = setup_before(statements, construction.place);
      candidate.construct = construction.expression;
      for (const auto& argument : arguments_in(call->arguments))
        candidate.arguments.push_back((argument.keyword.empty() ? "" : argument.keyword + "=") + argument.value);
      candidates.push_back(std::move(candidate));
      break;
    }
}

// The parameters that a call cannot do without, as the signature has them, with what is documented of them.
std::vector<Parameter> required_parameters(const std::string& signature, const Documentation& documentation) {
  std::vector<Parameter> required;
  for (const auto& part : split_at_commas(signature)) {
    if (part == "/" || part == "self" || part == "cls") continue;
    if (part.starts_with('*')) break;
    if (part.find('=') != std::string::npos) continue;
    const auto colon = part.find(':');
    Parameter parameter;
    parameter.name = std::string(trimmed(std::string_view(part).substr(0, colon)));
    for (const auto& documented : documentation.parameters)
      if (documented.name == parameter.name) parameter = documented;
    if (parameter.type.empty() && colon != std::string::npos)
      parameter.type = std::string(trimmed(std::string_view(part).substr(colon + 1)));
    parameter.default_value.clear();
    if (is_identifier(parameter.name)) required.push_back(std::move(parameter));
  }
  return required;
}

bool wants_integers(const Parameter& parameter) {
  for (const char* word : {"LongTensor", "int64", "ong Tensor", "IntTensor"})
    if ((parameter.type + parameter.described).find(word) != std::string::npos) return true;
  return parameter.name == "index" || parameter.name == "indices";
}

// An argument in the given style of tensors; "" if there is no guess.
std::string argument_for(const Parameter& parameter, const TensorStyle& style, int attempt, Sizes* sizes) {
  if (takes_tensors(parameter)) return std::string("(") + style.expression + ", " + style.expression + ")";
  if (!takes_tensor(parameter)) return guessed_value(parameter, attempt);
  if (sizes && !parameter.dims.empty()) return tensor_of(sizes->of(parameter.dims), parameter);
  if (wants_integers(parameter)) return attempt == 0 ? "torch.tensor([0, 1])" : "torch.randint(0, 3, (3, 4))";
  return style.expression;
}

// The first shape of the section Shape is the first tensor's, where nothing is told of the parameter itself.
void take_shapes(std::vector<Parameter>& parameters, const Documentation& documentation) {
  std::size_t next = 0;
  for (auto& parameter : parameters) {
    if (!takes_tensor(parameter)) continue;
    while (next < documentation.shapes.size() && documentation.shapes[next].of.starts_with("Out")) ++next;
    if (next == documentation.shapes.size()) return;
    if (parameter.dims.empty()) parameter.dims = documentation.shapes[next].shapes.front();
    ++next;
  }
}

void add_function_guesses(std::vector<Candidate>& candidates, const Target& target,
                          const Documentation& documentation) {
  if (!documentation.has_signature && target.signature.empty()) return;
  const auto& signature = documentation.has_signature ? documentation.signature : target.signature;
  auto parameters = required_parameters(signature, documentation);
  take_shapes(parameters, documentation);
  const bool has_dims = std::ranges::any_of(parameters, [](const auto& one) { return !one.dims.empty(); });
  const bool has_others =
      std::ranges::any_of(parameters, [](const auto& one) { return !takes_tensor(one) || wants_integers(one); });
  const auto add = [&](const TensorStyle& style, int attempt, Sizes* sizes, const std::string& how) {
    Candidate candidate;
    candidate.how = how;
    std::vector<Argument> arguments;
    if (target.kind == TargetKind::method) arguments.push_back({"", style.expression});
    for (const auto& parameter : parameters) {
      const auto value = argument_for(parameter, style, attempt, sizes);
      if (value.empty()) return;
      arguments.push_back({"", value});
    }
    set_call(candidate, target, std::move(arguments));
    candidates.push_back(std::move(candidate));
  };
  for (int attempt = 0; attempt < (has_others ? 2 : 1); ++attempt) {
    Sizes sizes;
    if (has_dims) add(tensor_styles().front(), attempt, &sizes, "documented shapes");
    for (const auto& style : tensor_styles())
      add(style, attempt, nullptr, std::string("signature, ") + style.described);
  }
}

void add_module_guesses(std::vector<Candidate>& candidates, const Target& target, const Documentation& documentation) {
  const auto parameters = required_parameters(target.signature, documentation);
  auto forward = required_parameters(target.forward, {});
  if (forward.empty()) forward.push_back({"input", "Tensor", "", false, "", {}});
  std::vector<const ShapeEntry*> shapes;
  for (const auto& entry : documentation.shapes)
    if (!entry.of.starts_with("Out") && !entry.of.starts_with("out")) shapes.push_back(&entry);
  for (int attempt = 0; attempt < 2; ++attempt) {
    Sizes known;
    std::string construct;
    for (const auto& parameter : parameters) {
      const auto value = takes_tensor(parameter) ? std::string("torch.rand(4)") : guessed_value(parameter, attempt);
      if (value.empty()) return;
      construct += (construct.empty() ? "" : ", ") + value;
      if (value.size() < 4 && std::isdigit(static_cast<unsigned char>(value.front())))
        known.set(parameter.name, std::atoi(value.c_str()));
    }
    construct = target.name + "(" + construct + ")";
    for (std::size_t variant = 0; variant < 2 && shapes.size() >= forward.size(); ++variant) {
      Candidate candidate;
      candidate.how = "documented shapes " + std::to_string(variant + 1);
      candidate.construct = construct;
      for (std::size_t k = 0; k < forward.size(); ++k) {
        const auto& of = shapes[k]->shapes;
        const Parameter about{shapes[k]->of, "Tensor", "", false, "", {}};
        candidate.arguments.push_back(tensor_of(known.of(of[std::min(variant, of.size() - 1)]), about));
      }
      candidates.push_back(std::move(candidate));
    }
    for (const auto& style : tensor_styles()) {
      Candidate candidate;
      candidate.how = std::string("signature, ") + style.described;
      candidate.construct = construct;
      candidate.arguments.assign(forward.size(), style.expression);
      candidates.push_back(std::move(candidate));
    }
  }
}

std::string indented_lines(const std::vector<std::string>& statements) {
  std::string text;
  for (const auto& statement : statements) {
    text += "    ";
    for (const char letter : statement) text += letter == '\n' ? std::string("\n    ") : std::string(1, letter);
    text += "\n";
  }
  return text;
}

// The call with constants in place of parameters.
std::string with_known(const std::string& call, const std::vector<std::string>& known) {
  std::string text;
  for (std::size_t at = 0; at < call.size();) {
    const bool begins = at == 0 || (!is_name_character(call[at - 1]) && call[at - 1] != '.');
    std::size_t end = at + 1;
    while (end < call.size() && std::isdigit(static_cast<unsigned char>(call[end]))) ++end;
    const bool is_parameter =
        begins && call[at] == 'p' && end > at + 1 && (end == call.size() || !is_name_character(call[end]));
    const auto number = is_parameter ? std::stoul(call.substr(at + 1, end - at - 1)) : known.size();
    if (number < known.size() && !known[number].empty() && known[number].front() != ':') {
      text += known[number];
      at = end;
    } else {
      text += call[at++];
    }
  }
  return text;
}

std::string imports_for(const Target& target, const std::string& body) {
  std::string text = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n";
  if (body.find("np.") != std::string::npos) text += "import numpy as np\n";
  if (body.find("math.") != std::string::npos) text += "import math\n";
  if (body.find(": List[") != std::string::npos || body.find(": Tuple[") != std::string::npos)
    text += "from typing import List, Tuple\n";
  const auto place = target.name.substr(0, target.name.rfind('.'));
  if (!target.name.starts_with("torch."))
    text += "import " + target.name.substr(0, target.name.find('.')) + "\nfrom " + place + " import *\n";
  return text;
}

std::string function_body(const Candidate& candidate, const std::vector<std::string>& known) {
  std::string parameters, arguments;
  for (std::size_t k = 0; k < candidate.arguments.size(); ++k) {
    const auto fact = k < known.size() ? known[k] : "";
    if (!fact.empty() && fact.front() != ':') continue;
    parameters += (parameters.empty() ? "" : ", ") + ("p" + std::to_string(k)) + fact;
    arguments += candidate.arguments[k] + ", ";
  }
  return "def entry(" + parameters + "):\n    return " + with_known(candidate.call, known) + "\n\n\ndef inputs():\n" +
         indented_lines(candidate.setup) + "    return [((" + arguments + "), {})]\n";
}

std::string module_body(const Candidate& candidate) {
  std::string positional, keywords;
  for (const auto& written : candidate.arguments) {
    const auto argument = arguments_in(written).front();
    if (argument.keyword.empty())
      positional += argument.value + ", ";
    else
      keywords += (keywords.empty() ? "" : ", ") + ("\"" + argument.keyword + "\": " + argument.value);
  }
  return "def built():\n" + indented_lines(candidate.constructor) + "    return " + candidate.construct +
         "\n\n\ntorch.manual_seed(0)\nentry = built()\n\n\ndef inputs():\n" + indented_lines(candidate.setup) +
         "    return [((" + positional + "), {" + keywords + "})]\n";
}

}  // namespace

std::vector<Candidate> candidates_for(const Target& target) {
  std::vector<Candidate> candidates;
  const auto documentation = parse_documentation(target.doc, target.last_name());
  if (target.kind == TargetKind::module_class) {
    add_module_examples(candidates, target, documentation);
    add_module_guesses(candidates, target, documentation);
  } else {
    add_function_examples(candidates, target, documentation, target.last_name(), "");
    const auto related = parse_documentation(target.related, target.related_name);
    add_function_examples(candidates, target, related, target.related_name, "related ");
    add_function_guesses(candidates, target, documentation);
  }
  std::set<std::string> taken;
  std::erase_if(candidates, [&](auto candidate) {
    candidate.how.clear();
    return !taken.insert(program_text(target, candidate, {})).second;
  });
  if (candidates.size() > most_candidates) candidates.resize(most_candidates);
  return candidates;
}

std::string program_text(const Target& target, const Candidate& candidate, const std::vector<std::string>& known) {
  const auto body = candidate.construct.empty() ? function_body(candidate, known) : module_body(candidate);
  return "\"\"\"" + target.name + " as its documentation has it: " + candidate.how + ".\"\"\"\n" +
         imports_for(target, body) + "\n\n" + body;
}

}  // namespace dy2stat::corpora
