#pragma once
// Responses as bits: bit i is the i-th response of a survey in the order of their ids. A hundred thousand are 12 kB, so what
// several options, rows and filters have in common is counted a word at a time (docs/decisions/0112-counting-answers.md).
#include <bit>
#include <cstdint>
#include <vector>

namespace alianza::results {

class Set {
 public:
  Set() = default;
  explicit Set(std::size_t size) : words_((size + 63) / 64) {}
  /// All of them.
  static Set full(std::size_t size) {
    Set out(size);
    for (std::size_t i = 0; i < size; ++i) out.add(i);
    return out;
  }

  void add(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  bool has(std::size_t i) const { return (words_[i / 64] >> (i % 64) & 1U) != 0; }
  std::int64_t count() const {
    std::int64_t out = 0;
    for (const auto word : words_) out += std::popcount(word);
    return out;
  }
  /// How many are in this one and in the other, of the same survey.
  std::int64_t count_with(const Set& other) const {
    std::int64_t out = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) out += std::popcount(words_[i] & other.words_[i]);
    return out;
  }
  Set& operator&=(const Set& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  Set& operator|=(const Set& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  Set& remove(const Set& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace alianza::results
