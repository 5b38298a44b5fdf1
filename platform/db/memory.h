#pragma once
// Inside the room: what one reader remembers of a database that has not changed since (Tx::remembered).
#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>

namespace alianza::db {

class Memory {
 public:
  /// `what` is a literal: its address counts. `type` tells a type from others of the same name.
  struct Key {
    const char* what = nullptr;
    const void* type = nullptr;
    std::array<std::int64_t, 4> of{};
    bool operator==(const Key&) const = default;
  };

  /// Forgets everything when the version is another than last time.
  void at_version(std::int64_t version);
  std::shared_ptr<const void> find(const Key& key) const;
  void keep(const Key& key, std::shared_ptr<const void> value);

 private:
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  std::int64_t version_ = 0;
  std::unordered_map<Key, std::shared_ptr<const void>, Hash> kept_;
};

}  // namespace alianza::db
