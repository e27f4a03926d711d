// The JSON form of a benchmark and of its options.
#include "jit_probe/record/benchmark.hpp"

#include <array>
#include <utility>

#include "jit_probe/record/record.hpp"
#include "jit_probe/record/vocabulary.hpp"

namespace dy2stat {
namespace {

constexpr std::array ways{std::pair{Way::eager_python, std::string_view("eager")},
                          std::pair{Way::captured_python, std::string_view("captured")},
                          std::pair{Way::captured_cpp, std::string_view("captured from C++")},
                          std::pair{Way::loaded_cpp, std::string_view("loaded in C++")},
                          std::pair{Way::eager_timer, std::string_view("eager by Timer")},
                          std::pair{Way::nothing_python, std::string_view("nothing")},
                          std::pair{Way::nothing_cpp, std::string_view("nothing in C++")}};

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <class Value>
std::optional<Value> optional_from(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional<Value>(json.get<Value>());
}

Json to_json(const Series& series) {
  return {{"way", name_of(series.way)},
          {"first_call", series.first_call},
          {"calls_to_settle", series.calls_to_settle},
          {"seconds_to_settle", series.seconds_to_settle},
          {"samples", series.samples},
          {"cpu_samples", series.cpu_samples},
          {"calls_a_round", series.calls_a_round},
          {"bytes_allocated", or_null(series.bytes_allocated)},
          {"ratio", {series.ratio_low, series.ratio, series.ratio_high}},
          {"noisy", series.noisy}};
}

Series series_from_json(const Json& json) {
  Series series;
  series.way = way_from(json.at("way").get<std::string>());
  series.first_call = json.at("first_call").get<double>();
  series.calls_to_settle = json.at("calls_to_settle").get<int>();
  series.seconds_to_settle = json.at("seconds_to_settle").get<double>();
  series.samples = json.at("samples").get<std::vector<double>>();
  series.cpu_samples = json.value("cpu_samples", std::vector<double>());  // older runs have none
  series.calls_a_round = json.at("calls_a_round").get<std::int64_t>();
  series.bytes_allocated = optional_from<double>(json.at("bytes_allocated"));
  const auto& ratio = json.at("ratio");
  series.ratio_low = ratio.at(0).get<double>();
  series.ratio = ratio.at(1).get<double>();
  series.ratio_high = ratio.at(2).get<double>();
  series.noisy = json.at("noisy").get<bool>();
  return series;
}

Json to_json(const CaptureCost& cost) {
  return {{"seconds", cost.seconds},
          {"code_bytes", cost.code_bytes},
          {"archive_bytes", cost.archive_bytes},
          {"peak_mib", cost.peak_mib},
          {"break_even_calls", or_null(cost.break_even_calls)}};
}

CaptureCost cost_from_json(const Json& json) {
  return {json.at("seconds").get<double>(), json.at("code_bytes").get<std::int64_t>(),
          json.at("archive_bytes").get<std::int64_t>(), json.at("peak_mib").get<double>(),
          optional_from<double>(json.at("break_even_calls"))};
}

Benchmark read_benchmark(const Json& json) {
  Benchmark benchmark;
  benchmark.case_name = bytes_from_json(json.at("case"));
  benchmark.engine = json.at("engine").get<std::string>();
  benchmark.worker = json.at("worker").get<std::string>();
  benchmark.torch = TorchVersion::parse(json.at("torch").get<std::string>());
  benchmark.mode = json.at("mode").get<std::string>();
  benchmark.threads = json.at("threads").get<int>();
  benchmark.dtype = json.at("dtype").get<std::string>();
  benchmark.inference_mode = json.at("inference_mode").get<bool>();
  benchmark.size = optional_from<int>(json.at("size"));
  benchmark.missing = missing_from(json.at("missing").get<std::string>());
  benchmark.failure = bytes_from_json(json.at("failure"));
  for (const auto& series : json.at("series")) benchmark.series.push_back(series_from_json(series));
  benchmark.differentiable = json.value("differentiable", false);  // older runs do not say
  benchmark.cost = cost_from_json(json.at("cost"));
  for (const auto& note : json.at("notes")) benchmark.notes.push_back(bytes_from_json(note));
  return benchmark;
}

}  // namespace

std::string_view name_of(Benchmark::Missing missing) {
  switch (missing) {
    case Benchmark::Missing::nothing:
      return "";
    case Benchmark::Missing::refused:
      return "refused";
    case Benchmark::Missing::unavailable:
      return "unavailable";
    case Benchmark::Missing::failed:
      return "failed";
  }
  throw std::logic_error("a missing benchmark without a reason");
}

Benchmark::Missing missing_from(std::string_view word) {
  using enum Benchmark::Missing;
  for (const auto missing : {nothing, refused, unavailable, failed})
    if (name_of(missing) == word) return missing;
  throw UnknownWord("'" + std::string(word) + "' is no reason why a benchmark is missing");
}

std::string_view name_of(Way way) {
  for (const auto& [which, name] : ways)
    if (which == way) return name;
  throw std::logic_error("a way of calling without a name");
}

Way way_from(std::string_view word) {
  for (const auto& [which, name] : ways)
    if (name == word) return which;
  throw UnknownWord("'" + std::string(word) + "' is no way of calling");
}

Json to_json(const BenchmarkOptions& options) {
  return {{"threads", options.threads},
          {"dtype", options.dtype},
          {"inference_mode", options.inference_mode},
          {"backward", options.backward},
          {"agreement", options.agreement},
          {"sweep", options.sweep},
          {"round_seconds", options.round_seconds},
          {"rounds", options.rounds},
          {"most_rounds", options.most_rounds},
          {"precision", options.precision}};
}

BenchmarkOptions benchmark_options_from_json(const Json& json) {
  BenchmarkOptions options;
  options.threads = json.at("threads").get<std::vector<int>>();
  options.dtype = json.at("dtype").get<std::string>();
  options.inference_mode = json.at("inference_mode").get<bool>();
  options.backward = json.at("backward").get<bool>();
  options.agreement = json.at("agreement").get<bool>();
  options.sweep = json.at("sweep").get<bool>();
  options.round_seconds = json.at("round_seconds").get<double>();
  options.rounds = json.at("rounds").get<int>();
  options.most_rounds = json.at("most_rounds").get<int>();
  options.precision = json.at("precision").get<double>();
  return options;
}

Json to_json(const Benchmark& benchmark) {
  Json series = Json::array(), notes = Json::array();
  for (const auto& one : benchmark.series) series.push_back(to_json(one));
  for (const auto& note : benchmark.notes) notes.push_back(json_from_bytes(note));
  return {{"schema", benchmark_schema},
          {"case", json_from_bytes(benchmark.case_name)},
          {"engine", benchmark.engine},
          {"worker", benchmark.worker},
          {"torch", benchmark.torch.text()},
          {"mode", benchmark.mode},
          {"threads", benchmark.threads},
          {"dtype", benchmark.dtype},
          {"inference_mode", benchmark.inference_mode},
          {"size", or_null(benchmark.size)},
          {"missing", name_of(benchmark.missing)},
          {"failure", json_from_bytes(benchmark.failure)},
          {"series", series},
          {"differentiable", benchmark.differentiable},
          {"cost", to_json(benchmark.cost)},
          {"notes", notes}};
}

Benchmark benchmark_from_json(const Json& json) {
  try {
    if (json.at("schema").get<int>() > benchmark_schema)
      throw BadRecord("this benchmark was written by a newer dy2stat; read it with that one");
    return read_benchmark(json);
  } catch (const nlohmann::json::exception& error) {
    throw BadRecord("this benchmark cannot be read: " + problem_of(error));
  } catch (const std::invalid_argument& error) {
    throw BadRecord(std::string("this benchmark cannot be read: ") + error.what());
  }
}

}  // namespace dy2stat
