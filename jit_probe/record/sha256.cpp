// SHA-256 by nettle: a C library, so that a worker of either C++ ABI can link it.
#include "jit_probe/record/sha256.hpp"

#include <nettle/sha2.h>

namespace dy2stat {

std::string sha256_hex(std::string_view bytes) {
  sha256_ctx context;
  ::sha256_init(&context);
  ::sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::uint8_t digest[SHA256_DIGEST_SIZE];
  ::sha256_digest(&context, sizeof digest, digest);
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const auto byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace dy2stat
