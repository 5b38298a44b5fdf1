#include "platform/audit/audit.h"
#include "platform/auth/attempts.h"
#include "platform/auth/sessions.h"

namespace alianza::auth {
namespace {

struct Candidate {
  Attempt attempt;
  std::optional<Account> account;  // only when it may sign in at all
  std::optional<PasswordHash> hash;
};

Error refused() { return Error::invalid(_("El correo o la contraseña no coinciden. Revíselos y vuelva a intentar.")); }

void tell(db::Tx& tx, const Account& account, const char* verb) {
  audit::Line line;
  line.actor = account.id.value();
  line.verb = verb;
  line.subject_kind = "account";
  line.subject_id = account.id.value();
  audit::record(tx, line);
}

// Counts the attempt and finds whom it is about; what it finds decides nothing yet.
Result<Candidate> prepare(const db::Database& db, const SignIn& wanted) {
  const auto email = Email::parse(wanted.email);
  const auto key = email ? email->key() : fold(wanted.email);
  return db.write([&](db::Tx& tx) -> Result<Candidate> {
    Candidate found;
    found.attempt = TRY(begin_attempt(tx, key, wanted.address));
    if (!email) return found;
    found.account = find_account(tx, *email);
    if (found.account && locks_now(found.attempt)) tell(tx, *found.account, "account.lock");
    if (found.account && found.account->active()) found.hash = password_of(tx, found.account->id);
    return found;
  });
}

}  // namespace

Done confirm_password(const db::Database& db, AccountId account, std::string_view password, const std::string& field) {
  const auto wrong = [&] { return fail(Error::field(field, _("Esa no es su contraseña actual."))); };
  if (!is_clean_text(password)) return wrong();
  const auto found = TRY(db.write([&](db::Tx& tx) -> Result<Candidate> {
    Candidate candidate;
    candidate.account = find_account(tx, account);
    if (!candidate.account) return fail(Error::not_found());
    candidate.attempt = TRY(begin_attempt(tx, candidate.account->email.key(), {}));
    candidate.hash = password_of(tx, account);
    return candidate;
  }));
  if (!found.hash || !verify_password(*found.hash, password)) return wrong();
  return db.write([&](db::Tx& tx) { end_attempt(tx, found.attempt); });
}

Result<FreshSession> sign_in(const db::Database& db, const SignIn& wanted, const SessionLimits& limits) {
  if (!is_clean_text(wanted.email) || !is_clean_text(wanted.password)) return fail(refused());
  const auto found = TRY(prepare(db, wanted));
  const bool good = found.hash ? verify_password(*found.hash, wanted.password) : verify_nothing(wanted.password);
  if (!good) return fail(refused());
  return db.write([&](db::Tx& tx) -> Result<FreshSession> {
    // Meanwhile it may have been disabled, or its password changed.
    const auto account = find_account(tx, found.account->id);
    const auto hash = password_of(tx, found.account->id);
    if (!account || !account->active() || !hash || hash->text != found.hash->text) return fail(refused());
    end_attempt(tx, found.attempt);
    sign_out(tx, wanted.old_secret);
    auto fresh = open_session(tx, account->id, wanted.address, wanted.agent, limits);
    tell(tx, *account, "account.sign_in");
    return fresh;
  });
}

}  // namespace alianza::auth
