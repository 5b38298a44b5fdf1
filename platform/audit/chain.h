#pragma once
// The bytes that are hashed and signed. tools/verify_audit.py builds the same ones; README.md tells them in words.
#include <functional>
#include <optional>

#include "platform/audit/audit.h"

namespace alianza::audit {

/// A line with its place in the chain.
struct Link {
  Entry entry;
  std::optional<std::int64_t> seq;
  std::optional<std::string> hash;

  static void columns(auto& v, Link& row) { v(row.entry, row.seq, row.hash); }
};

struct Checkpoint {
  std::int64_t agency_id = 0;
  std::int64_t seq = 0;
  std::string hash;
  std::string at;
  std::string key_id;
  std::string signature;

  static void columns(auto& v, Checkpoint& row) { v(row.agency_id, row.seq, row.hash, row.at, row.key_id, row.signature); }
};

/// What the first line of a chain hashes in place of a predecessor: 64 zeros.
inline constexpr std::string_view first_hash = "0000000000000000000000000000000000000000000000000000000000000000";

std::string chain_hash(std::string_view previous, std::int64_t seq, const Entry& entry);
std::string checkpoint_bytes(const Checkpoint& checkpoint);

/// Every agency that has a line, a chain or a checkpoint.
std::vector<std::int64_t> agencies(db::Tx& tx);
/// The lines of an agency: the chained ones by number, then the unchained ones by id.
void each_link(db::Tx& tx, std::int64_t agency, const std::function<void(const Link&)>& visit);
/// By number.
std::vector<Checkpoint> checkpoints_of(db::Tx& tx, std::int64_t agency);

}  // namespace alianza::audit
