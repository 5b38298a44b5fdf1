#include "platform/db/memory.h"

#include <functional>

namespace alianza::db {
namespace {

constexpr std::size_t most_kept = 256;  // a few small things for each person who is active now

}  // namespace

std::size_t Memory::Hash::operator()(const Key& key) const {
  std::size_t out = std::hash<const void*>()(key.what);
  for (const auto id : key.of) out = out * 31 + std::hash<std::int64_t>()(id);
  return out;
}

void Memory::at_version(std::int64_t version) {
  if (version != version_) kept_.clear();
  version_ = version;
}

std::shared_ptr<const void> Memory::find(const Key& key) const {
  const auto found = kept_.find(key);
  return found == kept_.end() ? nullptr : found->second;
}

void Memory::keep(const Key& key, std::shared_ptr<const void> value) {
  if (kept_.size() >= most_kept) kept_.clear();
  kept_.insert_or_assign(key, std::move(value));
}

}  // namespace alianza::db
