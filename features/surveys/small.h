#pragma once
// Small cells: figures under five, and those from which they could be worked out, are hidden from whoever must not know who
// answered what: members in a result book (features/results), everybody in an anonymous survey. Pure.
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace alianza::surveys {

inline constexpr std::int64_t least_cell = 5;
inline bool is_small(std::int64_t n) { return n < least_cell; }

/// Hides (`is_hidden`) parts of one whole that exclude each other, whose total is told: those that are small in any measure, and
/// more, the smallest first, until at least two are hidden and together they are not small in any measure. `measures`: member
/// functions or lambdas, each giving a count of a part.
template <class Part, class... Measures>
void hide_parts(std::vector<Part*> parts, const Measures&... measures) {
  const auto least = [&](const Part* part) { return std::min(std::initializer_list<std::int64_t>{measures(*part)...}); };
  std::stable_sort(parts.begin(), parts.end(), [&](const Part* a, const Part* b) { return least(a) < least(b); });
  std::vector<std::int64_t> sums(sizeof...(Measures));
  std::size_t hidden = 0;
  for (auto* part : parts) {
    const bool covers = hidden >= 2 && std::none_of(sums.begin(), sums.end(), is_small);
    if (!is_small(least(part)) && (hidden == 0 || covers)) break;
    part->is_hidden = true;
    ++hidden;
    std::size_t i = 0;
    for (const auto n : {measures(*part)...}) sums[i++] += n;
  }
}

}  // namespace alianza::surveys
