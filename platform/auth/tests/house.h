#pragma once
// What the tests of accounts, sessions and the gate share: a database with Clara in it, whose password is known.
#include <gtest/gtest.h>

#include <array>

#include "migrations/audit.h"
#include "migrations/auth.h"
#include "platform/auth/accounts.h"
#include "platform/auth/appointments.h"
#include "platform/auth/sessions.h"
#include "platform/auth/tokens.h"
#include "platform/db/testing.h"

namespace alianza::auth {

inline std::vector<db::Migration> migrations() {
  std::vector<db::Migration> all;
  for (const auto& one : alianza::migrations::audit()) all.push_back(one);
  for (const auto& one : alianza::migrations::auth()) all.push_back(one);
  return all;
}

inline constexpr auto clara_password = "cuatro palabras sin relación";

/// Hashing once for the whole program keeps the tests quick.
inline const PasswordHash& clara_hash() {
  static const auto hash = hash_password(clara_password);
  return hash;
}

class House : public testing::Test {
 protected:
  House() { clara = account("clara@altozano.example", "Clara Ibarra", clara_hash()); }

  template <class F>
  auto write(F&& body) {
    return scratch.db().write(std::forward<F>(body));
  }
  template <class F>
  auto read(F&& body) {
    return scratch.db().read(std::forward<F>(body));
  }

  AccountId account(const char* email, const char* name, std::optional<PasswordHash> hash = std::nullopt) {
    return write([&](db::Tx& tx) { return create_account(tx, {Email::parse(email).value(), name, Lang::es, hash}); }).value().id;
  }

  Result<Entrance> enter(const SignIn& attempt) { return sign_in(scratch.db(), seal, attempt); }
  Result<FreshSession> sign_in_as(const char* email, const char* password, const char* address = "203.0.113.7") {
    auto entrance = enter({email, password, address, "Firefox", ""});
    if (!entrance) return fail(entrance.error());
    return std::move(entrance->fresh.value());
  }
  std::size_t session_count(AccountId id) {
    return read([&](db::Tx& tx) { return sessions_of(tx, id); })->size();
  }

  test::Scratch scratch{migrations()};
  Seal seal{std::string(32, 'k')};
  AccountId clara;
  Date today = *Date::parse("2026-03-02");
};

}  // namespace alianza::auth
