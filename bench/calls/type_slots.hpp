// Hooks below Python: indexing of tensors, which the function mode of old torches misses, and constructors of C types.
#pragma once

namespace dy2stat::calls {

// Sets the slots of torch.Tensor and all its subclasses, and of torch's legacy tensor types and torch.Generator.
void replace_type_slots();
void restore_type_slots();

}  // namespace dy2stat::calls
