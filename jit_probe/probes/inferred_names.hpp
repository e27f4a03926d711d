// The names that TorchScript's compiler resolves by itself, without asking Python: locals, its own builtins, and what
// it takes from self and from tensors. They are read off its syntax tree and the module's type.
#pragma once

#include <vector>

#include "jit_probe/probes/watched_compiler.hpp"

namespace dy2stat::probes {

// `asked` with the inferred names put where the compiler meets them: statement by statement, and within one in the
// order of evaluation. Of a compilation that raised, names end with the last one that it asked for; branches that the
// compiler skips (`if torch.jit.is_scripting()`) count as met, since the tree alone does not tell.
std::vector<Name> with_inferred(const std::vector<Name>& asked, const std::vector<Compilation>& compilations);

}  // namespace dy2stat::probes
