// Names of engines: `script`, `export[strict]`, `dynamo[backend=inductor]`, `ast+script`, `py:FILE:FUNCTION`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dy2stat {

// The engines that exist, without those that a user brings (`py:FILE:FUNCTION`).
std::span<const std::string_view> known_engines();
// Those of them that run when none is asked for, and those that `jit_probe bench` then measures.
std::span<const std::string_view> default_engines();
std::span<const std::string_view> default_bench_engines();
// All that exist, and dynamo with its compiler: what `all` stands for.
inline constexpr std::string_view every_engine = "all";
std::vector<std::string> all_engines();
// One of them, or one of them with options that it takes: `dynamo[backend=NAME][fullgraph]`.
bool is_known_engine(std::string_view name);

// An engine of one's own, `py:FILE:FUNCTION`: FILE defines FUNCTION, which captures.
struct OwnEngineName {
  std::string file, function;
};
// Nothing for a name of another form.
std::optional<OwnEngineName> own_engine_from(std::string_view name);

// Whether the engine takes the option `fullgraph`, and its name with it.
bool can_be_fullgraph(std::string_view name);
std::string with_fullgraph(std::string_view name);

}  // namespace dy2stat
