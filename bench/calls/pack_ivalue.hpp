// Torch's own values, packed as the arguments and results of operators.
#pragma once

#include "bench/calls/stream/event.hpp"
#include "capture/python/headers.hpp"

namespace dy2stat::calls {

void pack_tensor(Packer& packer, const at::Tensor& tensor);
// `depth`: how many containers it is in.
void pack_ivalue(Packer& packer, const c10::IValue& value, int depth = 0);

// Tells the arena how torch calls its dtypes and devices.
void name_enumerations(Arena& arena);

}  // namespace dy2stat::calls
