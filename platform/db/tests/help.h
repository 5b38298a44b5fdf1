#pragma once
#include <gtest/gtest.h>

#include "platform/db/testing.h"

namespace alianza::db {

using test::Scratch;

// One table of everything, and one that refers to it.
inline constexpr Migration kThings[] = {{"things", 1, "things", R"(
  CREATE TABLE things (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    amount BIGINT NOT NULL DEFAULT 0,
    share DOUBLE PRECISION,
    open BOOLEAN NOT NULL DEFAULT TRUE,
    seen_at TEXT,
    day TEXT,
    CONSTRAINT things_pk PRIMARY KEY (id),
    CONSTRAINT things_amount_positive CHECK (amount >= 0)
  );
  CREATE UNIQUE INDEX things_email ON things (open, email);
  CREATE TABLE parts (
    id BIGINT PRIMARY KEY,
    thing_id BIGINT NOT NULL REFERENCES things (id)
  );
)"}};

using ThingId = Id<struct ThingTag>;

inline Done add(Database& db, std::int64_t id, const std::string& name) {
  auto added = db.write([&](Tx& tx) {
    return tx.exec("INSERT INTO things (id, name) VALUES (:id, :name)", {{"id", id}, {"name", name}});
  });
  if (!added) return fail(added.error());
  return {};
}

inline std::int64_t count(Database& db) {
  return *db.read([](Tx& tx) { return *tx.one<std::int64_t>("SELECT count(*) FROM things"); });
}

/// The kind of the Failure that `f` throws.
template <class F>
std::optional<Failure::Kind> kind_thrown(F&& f) {
  try {
    f();
  } catch (const Failure& failure) {
    return failure.kind();
  }
  return std::nullopt;
}

}  // namespace alianza::db
