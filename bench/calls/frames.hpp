// Whose Python frame a call was made from: the user's own, or torch's.
#pragma once

#include <string>

#include "bench/calls/stream/arena.hpp"
#include "capture/python/headers.hpp"

namespace dy2stat::calls {

// Torch's own packages and this one; the standard library, which calls on behalf of whoever called it; and all else.
enum class Owner { torch, standard_library, user };
Owner owner_of(PyCodeObject* code);

// Whether a module's file is torch's or the standard library's; true for modules without a file.
bool is_installed_code(const py::handle& module);

// A line of a file whose name is in the arena; 0: not known.
struct Place {
  NameId file = 0;
  std::uint32_t line = 0;
};
Place place_of(PyFrameObject* frame, Arena& arena);

// The innermost frame of this thread that is the user's own, as a place; nothing if there is none.
Place users_place(Arena& arena);

// The user's frame that calls `callee` directly: no frame but the callee's own and torch's machinery for overriding
// functions lies between. Null where torch itself makes the call. A thread whose frames are all the standard library's
// belongs to the user. Borrowed: good as long as that frame runs.
PyFrameObject* users_caller(PyObject* callee);

}  // namespace dy2stat::calls
