#pragma once
// `alianza demo`: the two alliances to try the program with, and their accounts (features/demo/README.md).
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/base/message.h"
#include "platform/base/result.h"
#include "platform/db/db.h"

namespace alianza::demo {

struct Options {
  std::uint64_t seed = 2030;
  std::int64_t organizations = 120;  // of the synthetic alliance
  std::string files = {};            // the folder of files of the configuration; empty: the alliance gets no documents
};

/// Says what it does, one line each, in Spanish.
using Say = std::function<void(const std::string&)>;

/// Loads what is missing of both; loading again changes nothing and says so. Needs the program started (listeners). Errors:
/// invalid when the database has an agency of somebody's own, or when an earlier loading was cut off.
Done load(db::Database& db, const Options& options, const Say& say);

/// Only AxS 2016–2018, in one transaction: all of it or nothing. Error: conflict when it is there.
Done load_axs(db::Tx& tx);
/// Only the synthetic alliance with its accounts; in slices, so that no write holds the database for long.
Done generate_synthetic(db::Database& db, const Options& options, const Say& say);

/// An account of the synthetic alliance, as the sign-in page lists it.
struct Account {
  std::string email;
  std::string name;
  Message role;
};
/// One for each role. All have the same password, which is no secret.
const std::vector<Account>& accounts();
std::string_view password();

}  // namespace alianza::demo
