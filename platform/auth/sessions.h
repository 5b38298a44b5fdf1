#pragma once
// Sessions in the browser. The cookie holds 256 random bits; the table only their SHA-256. A session ends when idle for
// 12 hours, 14 days after sign-in, when revoked, when the password changes (all others) and when the account is disabled.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/accounts.h"
#include "platform/auth/seal.h"

namespace alianza::auth {

struct SessionLimits {
  std::chrono::minutes idle{12 * 60};
  std::chrono::minutes absolute{14 * 24 * 60};
  /// last_seen is written at most this often: a list page does not pay a write per request.
  std::chrono::minutes touch_every{5};
};

using SessionId = Id<struct SessionTag>;

struct Session {
  SessionId id;
  AccountId account;
  Instant created_at;
  Instant last_seen;
  std::string address;  // network address at sign-in
  std::string agent;    // first 200 characters of User-Agent

  static void columns(auto& v, Session& row) { v(row.id, row.account, row.created_at, row.last_seen, row.address, row.agent); }
};

/// What sign-in hands to the browser, once.
struct FreshSession {
  Session session;
  std::string secret;  // the cookie's value
};

struct SignIn {
  std::string email;  // as typed
  std::string password;
  std::string address;  // of the client, as the trusted proxy or the socket says
  std::string agent;
  std::string old_secret;  // the cookie that came along; its session is ended
};

/// What a right password leads to: a session, or, for an account with a second factor, the question for its code.
struct Entrance {
  std::optional<FreshSession> fresh;
  std::string challenge;  // for sign_in_with_code() (second_factor.h), within ten minutes; empty: there is a session
};

/// Checks and opens a session. The same answer, and the same work, for a wrong password, an unknown address, an account without a
/// password and a disabled one. Too many failures by account or by address: Fault::too_many with the minutes to wait in words.
/// Hashes outside its transactions. Writes audit lines "account.sign_in" on success and "account.lock" when guessing is noticed.
Result<Entrance> sign_in(const db::Database& db, const Seal& seal, const SignIn& attempt, const SessionLimits& limits = {});

/// Is this the password of the account? For what a signed-in person must confirm. Counts failures as sign-in does; the error of a
/// wrong one is at `field`. Hashes outside its transactions.
Done confirm_password(const db::Database& db, AccountId account, std::string_view password, const std::string& field);

/// Opens a session without a password, for tests and for links that prove who comes.
FreshSession open_session(db::Tx& tx, AccountId account, std::string_view address, std::string_view agent,
                          const SessionLimits& limits = {});

/// Newest first, without the expired ones.
std::vector<Session> sessions_of(db::Tx& tx, AccountId account, const SessionLimits& limits = {});
std::optional<Session> find_session(db::Tx& tx, std::string_view secret);
/// Not found when it is not this account's.
Done revoke_session(db::Tx& tx, AccountId account, SessionId id);
/// Ends all but the one with that secret (empty: all).
void revoke_sessions(db::Tx& tx, AccountId account, std::string_view keep_secret);
void sign_out(db::Tx& tx, std::string_view secret);

/// Deletes what has expired: sessions, and failed attempts older than a day. A job calls it.
void forget_expired(db::Tx& tx, const SessionLimits& limits = {});

}  // namespace alianza::auth
