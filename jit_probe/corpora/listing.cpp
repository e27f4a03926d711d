// Running the lister of a corpus, a Python script of this folder, and bounding what comes of it.
#include "jit_probe/corpora/listing.hpp"

#include <map>
#include <set>
#include <stdexcept>

#include "capture/python/headers.hpp"
#include "capture/python/raised.hpp"
#include "jit_probe/corpora/docstrings.hpp"
#include "jit_probe/corpora/scripts.hpp"

namespace dy2stat::corpora {
namespace {

// Where a part of the answer ends.
constexpr std::size_t most_in_a_part = 500;

constexpr const char* samples_module = "torch_samples";

py::module_ module_of(const std::string& name, const std::string& text) {
  const auto module = py::module_::import("types").attr("ModuleType")(name);
  py::module_::import("builtins").attr("exec")(text, module.attr("__dict__"));
  return py::reinterpret_borrow<py::module_>(module);
}

struct Lister {
  const char* text;
  bool has_samples;  // its cases import torch_samples
};

const std::map<std::string, Lister>& listers() {
  static const std::map<std::string, Lister> all{{"file", {script_file, false}},
                                                 {"opinfo", {script_opinfo, true}},
                                                 {"modules", {script_modules, true}},
                                                 {"exportdb", {script_exportdb, true}},
                                                 {"package", {script_package, false}}};
  return all;
}

// Gathers what a lister yields into parts.
class Gathering {
 public:
  explicit Gathering(const EmitPart& emit) : emit_(emit) {}

  void take(CorpusCase one) {
    add(std::move(one));
    flush_if_full();
  }
  void take(LeftOut out) {
    part_.left_out.push_back(std::move(out));
    flush_if_full();
  }
  // ("case", name, program, tags) or ("out", name, stage, reason). Throws std::invalid_argument where a corpus has too
  // many cases, or two of one name.
  void take(const py::tuple& item) {
    if (item[0].cast<std::string>() == "case")
      take(CorpusCase{
          item[1].cast<std::string>(), item[2].cast<std::string>(), item[3].cast<std::vector<std::string>>(), {}});
    else
      take(LeftOut{item[1].cast<std::string>(), item[2].cast<std::string>(), item[3].cast<std::string>()});
  }
  CorpusPart& part() { return part_; }
  std::size_t cases() const { return names_.size(); }
  void flush() {
    emit_(part_);
    part_ = {};
  }

 private:
  void flush_if_full() {
    if (part_.cases.size() + part_.left_out.size() >= most_in_a_part) flush();
  }
  void add(CorpusCase one) {
    if (!names_.insert(one.name).second)
      throw std::invalid_argument("it has two cases of the name '" + one.name + "': a name tells records apart");
    bytes_ += one.program.size();
    if (names_.size() > most_corpus_cases || bytes_ > most_corpus_bytes)
      throw std::invalid_argument("it has more than " + std::to_string(most_corpus_cases) +
                                  " cases, or programs of more than 256 MiB together: split it");
    part_.cases.push_back(std::move(one));
  }

  const EmitPart& emit_;
  CorpusPart part_;
  std::set<std::string> names_;
  std::size_t bytes_ = 0;
};

std::string failure_text(const py::error_already_set& error, std::size_t cases) {
  const auto raised = raised_from(error);
  if (raised.type == "Refused") return raised.message;
  const auto where = raised.where.empty() ? "" : " at " + raised.where;
  return "listing it raised " + raised.type + (raised.message.empty() ? "" : ": " + raised.message) + where +
         ", after " + std::to_string(cases) + (cases == 1 ? " case" : " cases");
}

void run_lister(const Lister& lister, const CorpusOptions& options, Gathering& gathering) {
  if (lister.has_samples) {
    py::module_::import("sys").attr("modules")[samples_module] = module_of(samples_module, script_torch_samples);
    gathering.part().files[std::string(samples_module) + ".py"] = script_torch_samples;
  }
  const auto script = module_of("lister", std::string(script_lister) + lister.text);
  if (py::hasattr(script, "PRELOAD"))
    gathering.part().preload = script.attr("PRELOAD").cast<std::vector<std::string>>();
  for (const auto item : script.attr("listed")(options.arguments, options.inputs))
    gathering.take(py::reinterpret_borrow<py::tuple>(item));
}

// Of (name, kind, docstring, related docstring, its name, signature, forward's).
Target target_from(const py::tuple& item) {
  const auto text = [&](std::size_t k) { return item[k].cast<std::string>(); };
  const auto kind = text(1) == "module_class" ? TargetKind::module_class
                    : text(1) == "method"     ? TargetKind::method
                                              : TargetKind::function;
  return {text(0), kind, text(2), text(3), text(4), text(5), text(6)};
}

void list_docstrings(const CorpusOptions& options, const InChild& in_child, Gathering& gathering) {
  const auto script = module_of("lister", std::string(script_lister) + script_docstrings);
  const Try attempt = [&](const std::string& program) -> Tried {
    const auto came = in_child([&] { return script.attr("tried")(program, "program.py").cast<std::string>(); });
    if (came.text.empty()) return {"ran", came.failure, {}};
    const auto told = Json::parse(came.text);
    return {told.at(0).get<std::string>(), told.at(1).get<std::string>(), told.at(2).get<std::vector<std::string>>()};
  };
  for (const auto item : script.attr("targets")(options.arguments)) {
    const auto tuple = py::reinterpret_borrow<py::tuple>(item);
    if (tuple.size() == 2) {
      gathering.take(LeftOut{"docstrings/" + tuple[0].cast<std::string>(), "found", tuple[1].cast<std::string>()});
      continue;
    }
    const auto target = target_from(tuple);
    auto made = made_of(target, attempt);
    if (made.program.empty())
      gathering.take(std::move(made.left_out));
    else
      gathering.take(CorpusCase{
          case_name_of(target), std::move(made.program), {tuple[1].cast<std::string>()}, std::move(made.attempts)});
  }
}

}  // namespace

void list(const CorpusOptions& options, const InChild& in_child, const EmitPart& emit) {
  Gathering gathering(emit);
  std::string failure;
  try {
    const auto lister = listers().find(options.name);
    if (options.name == "docstrings")
      list_docstrings(options, in_child, gathering);
    else if (lister == listers().end())
      throw std::invalid_argument("this worker knows no corpus '" + options.name + "': build it again");
    else
      run_lister(lister->second, options, gathering);
  } catch (const py::error_already_set& error) {
    failure = failure_text(error, gathering.cases());
  } catch (const std::exception& error) {
    failure = error.what();
  }
  gathering.part().failure = failure;
  gathering.part().is_last = true;
  gathering.flush();
}

void preload(const std::vector<std::string>& modules) {
  const auto samples = module_of(samples_module, script_torch_samples);
  for (const char* database : {"OPERATORS", "MODULES", "EXAMPLES"})
    for (const auto& module : modules)
      if (samples.attr(database).cast<std::string>() == module) samples.attr("database")(module);
}

}  // namespace dy2stat::corpora
