// The SHA-256 of bytes, by which blobs are named.
#pragma once

#include <string>
#include <string_view>

namespace dy2stat {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace dy2stat
