// One's own second factor.
#include <array>

#include "features/accounts/access.h"
#include "features/accounts/actions.h"
#include "platform/auth/confirmation.h"

namespace alianza::accounts {
namespace {

feature::About about_own(const feature::Act& act) { return {0, 0, "account", act.who().account.value()}; }

Done demand_enter(const feature::Act& act) {
  if (!may(Action::enter, act.actor, act.actor ? act.actor->account : AccountId())) return fail(Error::forbidden());
  return {};
}

/// Whoever finds a session open must not tie the account to their own telephone, nor untie it.
Done demand_proof(db::Tx& tx, const feature::Act& act) {
  TRY(demand_enter(act));
  return auth::demand_confirmed(tx, act.who());
}

}  // namespace

std::string_view to_text(FactorState state) {
  constexpr std::array<std::string_view, 3> words = {"off", "begun", "on"};
  return words.at(static_cast<std::size_t>(state));
}

Result<OwnSecondFactor> second_factor(db::Tx& tx, const auth::Seal& seal, const feature::Act& act) {
  TRY(demand_enter(act));
  const auto found = auth::find_second_factor(tx, act.who().account);
  if (!found) return OwnSecondFactor{};
  OwnSecondFactor own{found->confirmed ? FactorState::on : FactorState::begun, found->since, found->codes_left, {}};
  if (!found->confirmed && auth::is_confirmed(tx, act.who()))
    own.secret = auth::begun_secret(tx, seal, act.who().account).value_or("");
  return own;
}

Done begin_second_factor(db::Tx& tx, const auth::Seal& seal, const feature::Act& act) {
  TRY(demand_proof(tx, act));
  TRY(auth::begin_second_factor(tx, seal, act.who().account));
  feature::record(tx, act, about_own(act), "account.begin_second_factor", {});
  return feature::remember(tx, act);
}

Result<std::vector<std::string>> confirm_second_factor(db::Tx& tx, const auth::Seal& seal, const feature::Act& act,
                                                       std::string_view code, std::string_view secret) {
  TRY(demand_proof(tx, act));
  auto codes = TRY(auth::confirm_second_factor(tx, seal, act.who().account, code));
  auth::revoke_sessions(tx, act.who().account, secret);
  feature::record(tx, act, about_own(act), "account.confirm_second_factor", {});
  TRY(feature::remember(tx, act));
  return codes;
}

Result<std::vector<std::string>> renew_recovery_codes(db::Tx& tx, const feature::Act& act) {
  TRY(demand_proof(tx, act));
  auto codes = TRY(auth::renew_recovery_codes(tx, act.who().account));
  feature::record(tx, act, about_own(act), "account.renew_recovery_codes", {});
  TRY(feature::remember(tx, act));
  return codes;
}

Done remove_second_factor(db::Tx& tx, const feature::Act& act) {
  TRY(demand_proof(tx, act));
  TRY(auth::remove_second_factor(tx, act.who().account));
  feature::record(tx, act, about_own(act), "account.remove_second_factor", {});
  return feature::remember(tx, act);
}

}  // namespace alianza::accounts
