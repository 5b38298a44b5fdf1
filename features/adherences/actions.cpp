#include "features/adherences/actions.h"

#include <algorithm>
#include <chrono>

#include "features/adherences/access.h"
#include "features/adherences/actions_shared.h"
#include "features/adherences/letters.h"
#include "features/adherences/store.h"
#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/privacy/actions.h"
#include "platform/audit/digest.h"
#include "platform/feature/letter.h"
#include "platform/i18n/i18n.h"
#include "platform/mail/mail.h"

namespace alianza::adherences {
namespace {

using membership::Status;

constexpr auto serves = std::chrono::hours(24 * 90);

Around around(const Adherence& a, const alliances::Alliance& alliance, const LocalizedText& agency) {
  return {alliance.name.in(a.lang), agency.in(a.lang), Zone::parse(alliance.zone).value_or(Zone())};
}

/// Whom to write to and the line of the audit. Nothing when the alliance has no text.
Result<std::optional<std::string>> ask(db::Tx& tx, const feature::Act& act, const Offer& to,
                                       const std::optional<std::string>& origin) {
  const auto text = store::current_text(tx, to.alliance);
  const auto alliance = alliances::find(tx, to.alliance);
  const auto agency = agencies::find(tx, to.agency);
  if (!text || !alliance || !agency) return std::nullopt;
  const auto open = store::find_open(tx, to.alliance, to.organization);
  Adherence a;
  a.id = open ? open->id : AdherenceId::make();
  a.agency = to.agency;
  a.alliance = to.alliance;
  a.organization = to.organization;
  a.organization_name = open ? open->organization_name : to.organization_name;
  a.person_name = to.person_name;
  a.email = to.email;
  a.lang = to.lang;
  a.text_version = text->version;
  a.offered_at = tx.now();
  a.expires_at = tx.now() + serves;
  if (open) {
    auth::revoke_links(tx, link_purpose, a.id.value());
    store::renew(tx, a);
  } else {
    store::insert(tx, a);
  }
  auto secret = auth::issue_link(tx, {to.agency.value(), link_purpose, a.id.value(), a.email, a.person_name, a.expires_at});
  if (origin) mail::send(tx, adherence_letter(a, {alliance->name, agency->name, *origin, to.reply_to}, secret));
  feature::record(tx, act, about(a), "adherence.offer",
                  audit::Fields().set("organization", a.organization).set("version", a.text_version));
  return secret;
}

/// To whom the link was sent: it was signed, and where the document is. The link is answered with the others of the adherence.
void confirm(db::Tx& tx, const Adherence& a, const Letterhead& head) {
  const auto secret = auth::issue_link(tx, {a.agency.value(), link_purpose, a.id.value(), a.email, a.person_name, a.expires_at});
  mail::send(tx, signed_letter(a, head, secret));
}

}  // namespace

bool takes_part(db::Tx& tx, const Adherence& a) {
  const auto rows = membership::history(tx, a.alliance, a.organization);
  return !rows.empty() && !rows.front().until && rows.front().status != Status::withdrawn;
}

Done activate(db::Tx& tx, const Adherence& a, Date today) {
  const auto rows = membership::history(tx, a.alliance, a.organization);
  if (rows.empty() || rows.front().until || rows.front().status != Status::invited) return {};
  const auto act = feature::Act::system("adherences");
  const auto standing = membership::standing(tx, act.actor, a.agency, a.alliance, today);
  TRY(membership::change(tx, act, standing,
                         {a.agency, a.alliance, a.organization, Status::active, std::max(today, rows.front().since),
                          i18n::text(Lang::es, _("Carta de adhesión firmada, SHA-256 {1}.").arg(a.sha256))}));
  return {};
}

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const std::optional<Place>& after) {
  Book out{TRY(alliances::see(tx, actor, alliance)), {}, {}, false, false};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  out.texts = store::texts(tx, alliance);
  out.adherences = store::page(tx, alliance, after, page_rows + 1);
  out.has_next = out.adherences.size() > static_cast<std::size_t>(page_rows);
  if (out.has_next) out.adherences.pop_back();
  out.may_publish = may(Action::publish, out.seen.standing);
  return out;
}

Result<Adherence> signed_document(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, AdherenceId id) {
  const auto seen = TRY(alliances::see(tx, actor, alliance));
  if (!may(Action::read, seen.standing)) return fail(Error::forbidden());
  auto found = store::find(tx, id);
  if (!found || found->alliance != alliance || !found->signed_at) return fail(Error::not_found());
  return std::move(*found);
}

Result<Text> publish(db::Tx& tx, const feature::Act& act, AllianceId alliance, const TextInput& input) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::publish, seen.standing)) return fail(Error::forbidden());
  const auto before = store::current_text(tx, alliance);
  Text text{seen.alliance.agency, alliance, before ? before->version + 1 : 1, TRY(parse(input)), tx.now()};
  if (before && before->body == text.body)
    return fail(Error::field("body_es", _("El texto es igual al de la versión {1}.").arg(before->version)));
  store::insert(tx, text, act.who().account);
  feature::record(tx, act, {text.agency.value(), alliance.value(), "alliance", alliance.value()}, "adherence.publish",
                  audit::Fields().set("version", text.version).set("sha256_es", audit::sha256_hex(text.body.es)));
  TRY(feature::remember(tx, act));
  tx.publish({std::string(text_published), alliance.value(), "{}"});
  return text;
}

Result<std::optional<std::string>> offer(db::Tx& tx, const Offer& to, const std::optional<std::string>& origin) {
  return ask(tx, feature::Act::system("adherences"), to, origin);
}

Done ask_again(db::Tx& tx, const feature::Act& act, AllianceId alliance, AdherenceId id,
               const std::optional<std::string>& origin) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::publish, seen.standing)) return fail(Error::forbidden());
  const auto found = store::find(tx, id);
  if (!found || found->alliance != alliance) return fail(Error::not_found());
  if (found->signed_at) return fail(Error::conflict(_("Esta carta ya fue firmada.")));
  if (!takes_part(tx, *found))
    return fail(Error::conflict(_("La organización ya no participa en la alianza: no hay a quién pedir la firma.")));
  const auto contacts = membership::reachable(tx, {found->organization});
  if (contacts.empty())
    return fail(Error::conflict(_("La organización no tiene un contacto con correo. Regístrelo primero en el directorio.")));
  if (!origin) return fail(feature::no_address_in_letters());
  const auto& to = contacts.front();
  const auto secret = TRY(
      ask(tx, act,
          {found->agency, alliance, found->organization, found->organization_name, to.name, to.email, found->lang, std::nullopt},
          origin));
  ENSURE(secret.has_value());  // who was asked once was asked with a text, and texts stay
  return feature::remember(tx, act, id.text());
}

bool has_text(db::Tx& tx, AllianceId alliance) { return store::current_text(tx, alliance).has_value(); }

std::vector<OrganizationId> asked(db::Tx& tx, AllianceId alliance) { return store::asked(tx, alliance); }

Result<Opened> open(db::Tx& tx, const auth::Link& link) {
  auto adherence = store::find(tx, AdherenceId(link.subject_id));
  if (!adherence || link.purpose != link_purpose) return fail(Error::not_found());
  auto text = adherence->signed_at ? store::find_text(tx, adherence->alliance, adherence->text_version)
                                   : store::current_text(tx, adherence->alliance);
  auto alliance = alliances::find(tx, adherence->alliance);
  const auto agency = agencies::find(tx, adherence->agency);
  if (!text || !alliance || !agency) return fail(Error::not_found());
  Opened at{.adherence = std::move(*adherence),
            .text = std::move(*text),
            .body = {},
            .alliance = std::move(*alliance),
            .agency = agency->name,
            .door = link.state(tx.now())};
  at.body = filled(at.adherence, at.text, around(at.adherence, at.alliance, at.agency));
  at.text_changed = at.text.version != at.adherence.text_version;
  // Signed through another link: this one tells it too, unless it was taken back.
  if (at.adherence.signed_at && !link.revoked_at) at.door = auth::LinkState::answered;
  at.takes_part = takes_part(tx, at.adherence);
  at.privacy = privacy::pending_at_link(tx, at.adherence.agency, link.address);
  return at;
}

Done sign(db::Tx& tx, const feature::Act& act, const auth::Link& link, const SignInput& raw,
          const std::optional<std::string>& origin) {
  TRY(auth::hold_link(tx, link));
  const auto at = TRY(open(tx, link));
  const auto input = TRY(parse(raw));
  if (input.version != std::to_string(at.text.version))
    return fail(Error::conflict(_("El texto de la carta cambió. Léalo de nuevo antes de firmar.")));
  if (!at.takes_part) return fail(Error{Fault::gone, _("La organización ya no participa en la alianza: no hay qué firmar."), {}});
  TRY(privacy::accept_at_link(tx, at.adherence.agency, link.address, privacy::Door::adherence, input.privacy));
  auto a = at.adherence;
  a.signed_at = tx.now();
  a.text_version = at.text.version;
  a.signer_name = input.name;
  a.signer_position = input.position;
  a.document = canonical(a, at.text, around(a, at.alliance, at.agency));
  a.sha256 = audit::sha256_hex(a.document);
  if (!store::sign(tx, a, {})) return fail(Error::conflict(_("Esta carta ya fue firmada.")));
  if (origin) confirm(tx, a, {at.alliance.name, at.agency, *origin, std::nullopt});
  auth::answer_links(tx, link_purpose, a.id.value(), "signed");
  TRY(activate(tx, a, Zone::parse(at.alliance.zone).value_or(Zone()).date_of(tx.now())));
  feature::record(tx, act, about(a), "adherence.sign",
                  audit::Fields()
                      .set("organization", a.organization)
                      .set("version", a.text_version)
                      .set("sha256", a.sha256)
                      .personal("name", {}, a.signer_name)
                      .personal("position", {}, a.signer_position));
  return {};
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  store::merge(tx, merge, kept, gone);
  // `kept` is asked already: who signed for `gone` would make a member of what is merged.
  for (const auto id : store::open_of(tx, gone)) auth::revoke_links(tx, link_purpose, id.value());
}
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) { store::unmerge(tx, merge, gone); }

}  // namespace alianza::adherences
