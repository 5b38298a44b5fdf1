#pragma once
// Verbs of accounts. Those that hash a password take the database, because hashing stays outside transactions; the others run
// inside the caller's. Each leaves one audit line; who may is asked here.
#include <string>
#include <vector>

#include "features/accounts/accounts.h"
#include "platform/auth/accounts.h"
#include "platform/auth/appointments.h"
#include "platform/auth/second_factor.h"
#include "platform/auth/sessions.h"
#include "platform/auth/tokens.h"
#include "platform/feature/act.h"
#include "platform/jobs/jobs.h"

namespace alianza::accounts {

using auth::Account;
using auth::AccountId;

/// The account, when the actor may read it; not_found otherwise.
Result<Account> read(db::Tx& tx, const auth::MaybeActor& actor, AccountId id);
/// Errors: not_found, forbidden; invalid by field (name, lang).
Result<Account> edit(db::Tx& tx, const feature::Act& act, AccountId id, const ProfileInput& input);

/// Errors by field: current, password, again; too_many. Ends every session but the one of `secret`.
Done change_password(const db::Database& db, const feature::Act& act, const PasswordInput& input, std::string_view secret);

/// What proves again who it is.
struct ProofInput {
  std::string password;
  std::string code;  // of the second factor; not looked at without one
};
/// «It is me»: what signing in asks, again, at this session, for acts that ask for it (platform/auth/confirmation.h). Errors: at
/// fields `password`, `code`; too_many.
Done confirm(const db::Database& db, const auth::Seal& seal, const feature::Act& act, const ProofInput& proof);

// The second factor (platform/auth/second_factor.h). What changes it needs a recent proof of who it is: conflict otherwise.

enum class FactorState { off, begun, on };
std::string_view to_text(FactorState state);
struct OwnSecondFactor {
  FactorState state = FactorState::off;
  std::optional<Instant> since;
  std::int64_t codes_left = 0;  // recovery codes that were not used
  std::string secret;           // while it is only begun, for who has proven lately who they are
};
Result<OwnSecondFactor> second_factor(db::Tx& tx, const auth::Seal& seal, const feature::Act& act);
/// Conflict when there is one.
Done begin_second_factor(db::Tx& tx, const auth::Seal& seal, const feature::Act& act);
/// Asked for from now on; the sessions other than that of `secret` end. Gives the recovery codes. Errors: at field `code`;
/// conflict.
Result<std::vector<std::string>> confirm_second_factor(db::Tx& tx, const auth::Seal& seal, const feature::Act& act,
                                                       std::string_view code, std::string_view secret);
Result<std::vector<std::string>> renew_recovery_codes(db::Tx& tx, const feature::Act& act);
Done remove_second_factor(db::Tx& tx, const feature::Act& act);

/// Ends the session of `secret`; nothing when there is none.
Done sign_out(db::Tx& tx, const feature::Act& act, std::string_view secret);

Result<std::vector<auth::Session>> sessions(db::Tx& tx, const feature::Act& act, const auth::SessionLimits& limits);
/// Errors: not_found when it is not the actor's.
Done close_session(db::Tx& tx, const feature::Act& act, auth::SessionId id);
/// All but the one of `secret`.
Done close_other_sessions(db::Tx& tx, const feature::Act& act, std::string_view secret);

Result<std::vector<auth::Token>> tokens(db::Tx& tx, const feature::Act& act);
/// Errors by field: name, scopes, days; conflict at 50 usable ones, or when it is long ago that the person proved who they are.
Result<auth::FreshToken> create_token(db::Tx& tx, const feature::Act& act, const TokenInput& input);
Done revoke_token(db::Tx& tx, const feature::Act& act, auth::TokenId id);

/// What the actor asked for that is done without a page that waits, newest first. Errors: forbidden.
Result<std::vector<jobs::Job>> own_jobs(db::Tx& tx, const feature::Act& act, jobs::Slice slice = {});
/// Errors: not_found when it is not the actor's; conflict when it has ended.
Done cancel_job(db::Tx& tx, const feature::Act& act, jobs::JobId id);

// The operator's.

/// The jobs of the server by what is to be known of them: at work, waiting for a worker or their time, waiting after a failure,
/// stopped for good.
enum class JobShelf { dead, retrying, running, waiting };
std::string_view to_text(JobShelf shelf);
bool from_text(std::string_view text, JobShelf& shelf);
struct ServerJobs {
  jobs::Counts counts;
  std::vector<jobs::Job> rows;  // newest first
};
/// Errors: forbidden.
Result<ServerJobs> server_jobs(db::Tx& tx, const auth::MaybeActor& actor, JobShelf shelf, jobs::Slice slice = {});
/// A dead job waits again. Errors: forbidden, not_found, conflict when it is not dead.
Done retry_job(db::Tx& tx, const feature::Act& act, jobs::JobId id);
/// A dead job is not wanted any more. The same errors.
Done let_job_go(db::Tx& tx, const feature::Act& act, jobs::JobId id);

struct Filter {
  std::string search;
  std::string after;  // e-mail key of the row before this page
  int limit = 25;
};
struct Page {
  std::vector<Account> rows;
  std::string next;  // `after` of the next page; empty at the end
};
Result<Page> list(db::Tx& tx, const feature::Act& act, const Filter& filter);

/// A password that somebody else chose: told once.
struct Given {
  Account account;
  std::string password;
};
/// Errors: forbidden; invalid by field; conflict (email).
Result<Given> create(const db::Database& db, const feature::Act& act, const AccountInput& input);
/// A new temporary password; every session ends. Errors: not_found, forbidden.
Result<Given> reset_password(const db::Database& db, const feature::Act& act, AccountId id);
/// For who has lost the telephone and the recovery codes: codes are not asked for until they enrol again; every session ends.
/// Errors: not_found, forbidden (also one's own), invalid (reason), conflict (has none; or it is long ago that the operator
/// proved who they are).
Done reset_second_factor(db::Tx& tx, const feature::Act& act, AccountId id, std::string_view reason);
/// Errors: not_found, forbidden (also one's own), conflict (already so).
Done disable(db::Tx& tx, const feature::Act& act, AccountId id);
Done enable(db::Tx& tx, const feature::Act& act, AccountId id);

/// The operator's office, from today. Errors: not_found, forbidden, invalid (reason), conflict (has it).
Done appoint_operator(db::Tx& tx, const feature::Act& act, AccountId id, std::string_view reason);
/// Until yesterday, or today when it began today. Errors: not_found, forbidden, invalid (reason), conflict (the last one).
Done end_operator(db::Tx& tx, const feature::Act& act, AccountId id, std::string_view reason);

/// Every office of an account, newest first; for its page. Errors: not_found.
Result<std::vector<auth::Appointment>> offices(db::Tx& tx, const auth::MaybeActor& actor, AccountId id);

}  // namespace alianza::accounts
