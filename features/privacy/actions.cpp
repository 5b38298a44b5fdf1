// The notice: what is published, and who accepted it.
#include "features/privacy/actions.h"

#include <set>

#include "features/agencies/actions.h"
#include "features/alliances/actions.h"
#include "features/membership/actions.h"
#include "features/privacy/access.h"
#include "features/privacy/store.h"
#include "platform/audit/digest.h"
#include "platform/auth/accounts.h"
#include "platform/auth/revocation.h"

namespace alianza::privacy {
namespace {

constexpr int requests_shown = 50;

feature::About about(AgencyId agency) { return {agency.value(), 0, "agency", agency.value()}; }

struct Seen {
  agencies::Agency agency;
  membership::Standing standing;
};

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id) {
  auto agency = TRY(agencies::read(tx, actor, id));
  auto standing = membership::standing(tx, actor, id, std::nullopt, agencies::today(tx, agency));
  return Seen{std::move(agency), std::move(standing)};
}

Notice standard(const agencies::Agency& agency) { return {agency.id, 1, standard_notice(agency.name), std::nullopt}; }

/// What was accepted, or another version follows, is a row: also the program's own text.
Notice written(db::Tx& tx, const agencies::Agency& agency) {
  if (auto newest = store::newest(tx, agency.id)) return std::move(*newest);
  auto first = standard(agency);
  store::insert(tx, first, {});
  return first;
}

}  // namespace

std::set<AgencyId> agencies_of(db::Tx& tx, const auth::Actor& actor) {
  const auto belongs = membership::belonging(tx, actor, Zone().date_of(tx.now()));
  std::set<AgencyId> out(belongs.agencies.begin(), belongs.agencies.end());
  for (const auto id : belongs.alliances)
    if (const auto alliance = alliances::find(tx, id)) out.insert(alliance->agency);
  return out;
}

Result<Notice> notice_of(db::Tx& tx, AgencyId id) {
  const auto agency = agencies::find(tx, id);
  if (!agency) return fail(Error::not_found());
  if (auto newest = store::newest(tx, id)) return std::move(*newest);
  return standard(*agency);
}

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id) {
  const auto seen = TRY(see(tx, actor, id));
  if (!may(Action::read, seen.standing)) return fail(Error::forbidden());
  return Book{seen.agency.name,
              store::notices(tx, id),
              store::requests(tx, id, requests_shown),
              may(Action::publish, seen.standing),
              may(Action::hand_over, seen.standing),
              may(Action::erase_person, seen.standing),
              may(Action::keep_requests, seen.standing)};
}

Result<Notice> publish(db::Tx& tx, const feature::Act& act, AgencyId id, const NoticeInput& input) {
  const auto seen = TRY(see(tx, act.actor, id));
  if (!may(Action::publish, seen.standing)) return fail(Error::forbidden());
  auto body = TRY(parse(input));
  const auto before = written(tx, seen.agency);
  if (before.body.es == body.es && before.body.en == body.en)
    return fail(Error::field("body_es", _("El texto es igual al de la versión {1}.").arg(before.version)));
  const Notice notice{id, before.version + 1, std::move(body), tx.now()};
  store::insert(tx, notice, act.who().account);
  auth::revocation::announce();  // sessions that are open are asked on their next page
  feature::record(tx, act, about(id), "privacy_notice.publish",
                  audit::Fields().set("version", notice.version).set("sha256_es", audit::sha256_hex(notice.body.es)));
  TRY(feature::remember(tx, act));
  return notice;
}

std::vector<Notice> pending(db::Tx& tx, const auth::Actor& actor) {
  std::vector<Notice> out;
  const auto account = auth::find_account(tx, actor.account);
  if (!account) return out;
  for (const auto id : agencies_of(tx, actor))
    if (auto notice = notice_of(tx, id))
      if (!store::has_accepted(tx, id, notice->version, account->email.key())) out.push_back(std::move(*notice));
  return out;
}

Done accept(db::Tx& tx, const feature::Act& act, AgencyId id, std::string_view version) {
  const auto agency = agencies::find(tx, id);
  const auto account = auth::find_account(tx, act.who().account);
  if (!agency || !account) return fail(Error::not_found());
  const auto notice = written(tx, *agency);
  if (version != std::to_string(notice.version)) return fail(Error::conflict(_("El aviso cambió. Léalo de nuevo.")));
  store::accept(tx, {id, notice.version, account->id.value(), account->email.key(), Door::sign_in, tx.now()});
  auto whose = about(id);
  whose.person_kind = "account";
  whose.person_id = account->id.value();
  feature::record(tx, act, whose, "privacy_notice.accept", audit::Fields().set("version", notice.version));
  return feature::remember(tx, act);
}

std::optional<Notice> pending_at_link(db::Tx& tx, AgencyId agency, const Email& address) {
  auto notice = notice_of(tx, agency);
  if (!notice || store::has_accepted(tx, agency, notice->version, address.key())) return std::nullopt;
  return std::move(*notice);
}

Done accept_at_link(db::Tx& tx, AgencyId id, const Email& address, Door door, const Consent& consent) {
  const auto asked = pending_at_link(tx, id, address);
  const auto agency = agencies::find(tx, id);
  if (!asked || !agency) return {};
  if (consent.accepted.empty())
    return fail(Error::field("privacy", _("Para responder, marque que leyó el aviso de privacidad.")));
  if (consent.version != std::to_string(asked->version))
    return fail(Error::field("privacy", _("El aviso cambió. Léalo de nuevo.")));
  const auto notice = written(tx, *agency);
  store::accept(tx, {id, notice.version, 0, address.key(), door, tx.now()});
  return {};
}

}  // namespace alianza::privacy
