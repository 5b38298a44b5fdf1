#pragma once
// Reads the trail again from its first line and says whether it is what was chained and signed. tools/verify_audit.py does the
// same without this program.
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/db/db.h"

namespace alianza::audit {

struct Flaw {
  std::int64_t seq = 0;
  std::int64_t line_id = 0;  // 0 when the line is missing
  std::string what;          // "hash", "missing", "head", "cut", "checkpoint", "signature", "key": in words by describe()
};

struct AgencyReport {
  std::int64_t agency_id = 0;
  std::int64_t lines = 0;               // chained
  std::int64_t checkpoints = 0;         // with a good signature
  std::int64_t signed_to = 0;           // number of the last line under a good signature
  std::vector<std::int64_t> unchained;  // ids of the committed tail that waits for the sequencer: the first 100, in order
  std::int64_t unchained_count = 0;
  std::int64_t unchained_last = 0;  // id of the last one; 0 when none waits
  std::string head_hash;
  std::vector<Flaw> flaws;  // in order of the chain, then of the checkpoints; at most 20
};

struct Report {
  std::vector<AgencyReport> agencies;
  bool ok() const;
};

/// `trusted_keys` (64 hexadecimal digits each): every checkpoint must be signed by one of them. Empty: the database's own list of
/// keys is believed, which an attacker who owns the database could have replaced.
Result<Report> verify(const db::Database& db, const std::vector<std::string>& trusted_keys = {});

Message describe(const Flaw& flaw);

/// The whole trail as JSON lines: keys, then per agency its lines in order, its checkpoints, its unchained tail.
Done export_lines(const db::Database& db, std::ostream& out);

}  // namespace alianza::audit
