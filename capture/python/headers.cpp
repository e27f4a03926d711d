// The translation unit that the precompiled header of a worker belongs to.
#include "capture/python/headers.hpp"
