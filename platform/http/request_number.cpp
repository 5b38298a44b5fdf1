#include "platform/http/request_number.h"

#include <random>

#include "platform/base/id.h"

namespace alianza::http {

std::string new_request_number() {
  // SplitMix64 seeded once a thread: a call to the system for each request would cost more than the request's parsing.
  thread_local std::uint64_t state = (static_cast<std::uint64_t>(std::random_device{}()) << 32U) ^ std::random_device{}();
  state += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  z ^= z >> 31U;
  return id_to_text(static_cast<std::int64_t>(z >> 1U));
}

}  // namespace alianza::http
