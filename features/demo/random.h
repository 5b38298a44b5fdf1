#pragma once
// Chance that is the same on every machine: the standard's generator is, its distributions are not.
#include <cstdint>
#include <random>
#include <vector>

#include "platform/base/result.h"

namespace alianza::demo {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : generator_(seed) {}
  /// 0 … n-1.
  std::size_t below(std::size_t n) {
    ENSURE(n > 0);
    return static_cast<std::size_t>(generator_() % n);
  }
  int between(int low, int high) { return low + static_cast<int>(below(static_cast<std::size_t>(high - low) + 1)); }
  /// True that many times in a hundred.
  bool chance(int percent) { return static_cast<int>(below(100)) < percent; }
  template <class List>
  const auto& pick(const List& list) {
    return list[below(list.size())];
  }
  /// `count` different ones, in the order of the list.
  template <class T>
  std::vector<T> some(const std::vector<T>& list, std::size_t count) {
    std::vector<T> out;
    for (std::size_t i = 0; i < list.size() && out.size() < count; ++i)
      if (below(list.size() - i) < count - out.size()) out.push_back(list[i]);
    return out;
  }

 private:
  std::mt19937_64 generator_;
};

}  // namespace alianza::demo
