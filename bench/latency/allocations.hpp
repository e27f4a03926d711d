// Bytes that torch's CPU allocator gives out, to whatever thread asks.
#pragma once

#include <cstdint>
#include <functional>

namespace dy2stat::latency {

// The bytes that were asked of torch's CPU allocator while `body` ran, on all threads. What libraries below torch
// allocate for themselves (oneDNN's and the BLAS's scratch memory) is not in it, nor is memory of C++ objects.
std::int64_t bytes_allocated(const std::function<void()>& body);

}  // namespace dy2stat::latency
