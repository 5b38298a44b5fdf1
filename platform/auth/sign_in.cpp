#include "platform/audit/audit.h"
#include "platform/audit/digest.h"
#include "platform/auth/attempts.h"
#include "platform/auth/second_factor.h"

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

/// Where somebody comes in from.
struct Visitor {
  const std::string& address;
  const std::string& agent;
  const std::string& old_secret;
};

FreshSession enter(db::Tx& tx, const Account& account, const Visitor& from, const SessionLimits& limits) {
  sign_out(tx, from.old_secret);
  auto fresh = open_session(tx, account.id, from.address, from.agent, limits);
  tell(tx, account, "account.sign_in");
  return fresh;
}

constexpr std::chrono::minutes challenge_for{10};
constexpr std::string_view challenge_purpose = "sign in";

/// «This account, at that moment, had proven this password»: nothing is stored of it.
std::string challenge(const Seal& seal, const Account& account, const PasswordHash& hash, Instant now) {
  return seal.close(account.id.text() + " " + now.text() + " " + audit::sha256_hex(hash.text), challenge_purpose);
}

/// The account, while its password was typed lately and is still the same.
Result<Account> hold_challenge(db::Tx& tx, const Seal& seal, std::string_view sealed) {
  const auto over = [] { return fail(Error{Fault::gone, _("Pasó demasiado tiempo. Escriba de nuevo su contraseña."), {}}); };
  const auto text = seal.open(sealed, challenge_purpose);
  if (!text) return over();
  const auto first = text->find(' ');
  const auto second = text->find(' ', first + 1);
  const auto id = AccountId::parse(text->substr(0, first));
  const auto at = Instant::parse(text->substr(first + 1, second - first - 1));
  ENSURE(id && at);
  if (tx.now() - *at >= challenge_for) return over();
  auto account = find_account(tx, *id);
  const auto hash = password_of(tx, *id);
  if (!account || !account->active() || !hash || audit::sha256_hex(hash->text) != text->substr(second + 1)) return over();
  return std::move(*account);
}

Error wrong_code(const std::string& field) {
  return Error::field(field, _("El código no sirve. Escriba el que muestra ahora su teléfono, o uno de recuperación sin usar."));
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

Result<Entrance> sign_in(const db::Database& db, const Seal& seal, const SignIn& wanted, const SessionLimits& limits) {
  if (!is_clean_text(wanted.email) || !is_clean_text(wanted.password)) return fail(refused());
  const auto found = TRY(prepare(db, wanted));
  const bool good = found.hash ? verify_password(*found.hash, wanted.password) : verify_nothing(wanted.password);
  if (!good) return fail(refused());
  return db.write([&](db::Tx& tx) -> Result<Entrance> {
    // Meanwhile it may have been disabled, or its password changed.
    const auto account = find_account(tx, found.account->id);
    const auto hash = password_of(tx, found.account->id);
    if (!account || !account->active() || !hash || hash->text != found.hash->text) return fail(refused());
    end_attempt(tx, found.attempt);
    if (has_second_factor(tx, account->id)) return Entrance{{}, challenge(seal, *account, *hash, tx.now())};
    return Entrance{enter(tx, *account, {wanted.address, wanted.agent, wanted.old_secret}, limits), {}};
  });
}

Done confirm_code(const db::Database& db, const Seal& seal, AccountId id, std::string_view typed, const std::string& field) {
  if (!is_clean_text(typed)) return fail(wrong_code(field));
  const auto attempt = TRY(db.write([&](db::Tx& tx) -> Result<std::optional<Attempt>> {
    const auto account = find_account(tx, id);
    if (!account) return fail(Error::not_found());
    if (!has_second_factor(tx, id)) return std::nullopt;
    return TRY(begin_code_attempt(tx, account->email.key(), {}));
  }));
  if (!attempt) return {};
  return db.write([&](db::Tx& tx) -> Done {
    if (use_code(tx, seal, id, typed) == Proof::none) return fail(wrong_code(field));
    end_attempt(tx, *attempt);
    return {};
  });
}

Result<CodeEntrance> sign_in_with_code(const db::Database& db, const Seal& seal, const SignInCode& wanted,
                                       const SessionLimits& limits) {
  const auto held = TRY(db.read([&](db::Tx& tx) { return hold_challenge(tx, seal, wanted.challenge); }));
  if (!is_clean_text(wanted.code)) return fail(wrong_code("code"));
  const auto attempt = TRY(db.write([&](db::Tx& tx) -> Result<Attempt> {
    auto begun = TRY(begin_code_attempt(tx, held.email.key(), wanted.address));
    if (locks_now(begun)) tell(tx, held, "account.lock");
    return begun;
  }));
  return db.write([&](db::Tx& tx) -> Result<CodeEntrance> {
    const auto account = TRY(hold_challenge(tx, seal, wanted.challenge));
    const auto proof = use_code(tx, seal, account.id, wanted.code);
    if (proof == Proof::none) return fail(wrong_code("code"));
    end_attempt(tx, attempt);
    if (proof == Proof::recovery_code) tell(tx, account, "account.use_recovery_code");
    return CodeEntrance{enter(tx, account, {wanted.address, wanted.agent, wanted.old_secret}, limits), proof};
  });
}

}  // namespace alianza::auth
