// A letter signed on paper: the secretariat keeps its scan.
#include "features/adherences/access.h"
#include "features/adherences/actions_shared.h"
#include "features/adherences/store.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "platform/base/typed.h"
#include "platform/files/files.h"

namespace alianza::adherences {
namespace {

Result<alliances::Seen> may_record(db::Tx& tx, const feature::Act& act, AllianceId alliance) {
  auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::publish, seen.standing)) return fail(Error::forbidden());
  return seen;
}

/// Which version of the text was signed.
Result<std::int64_t> version_of(db::Tx& tx, AllianceId alliance, const std::string& typed) {
  const auto current = store::current_text(tx, alliance);
  if (!current) return fail(Error::conflict(_("Publique primero el texto de la carta: la firma es de una de sus versiones.")));
  if (trim(typed).empty()) return current->version;
  const auto number = whole_number<std::int64_t>(trim(typed));
  if (!number || !store::find_text(tx, alliance, *number))
    return fail(Error::field("version", _("Elija una versión del texto que se haya publicado.")));
  return *number;
}

/// The row that waits for that organisation's signature, or a new one.
Result<Adherence> waiting(db::Tx& tx, const alliances::Seen& seen, const std::string& typed) {
  const auto wrong = [](Message why) { return fail(Error::field("organization", std::move(why))); };
  auto id = OrganizationId::parse(trim(typed));
  if (!id) id = organizations::find_by_name(tx, seen.alliance.agency, typed);
  const auto found = id ? organizations::find(tx, seen.alliance.agency, *id) : std::nullopt;
  if (!found) return wrong(_("Escriba el nombre de una organización de la alianza, como está en el directorio."));
  if (auto open = store::find_open(tx, seen.alliance.id, found->id)) {
    if (!takes_part(tx, *open)) return wrong(_("La organización ya no participa en la alianza: no hay qué firmar."));
    return std::move(*open);
  }
  Adherence a;
  a.id = AdherenceId::make();
  a.agency = seen.alliance.agency;
  a.alliance = seen.alliance.id;
  a.organization = found->id;
  a.organization_name = found->profile.name;
  if (!takes_part(tx, a)) return wrong(_("La organización no participa en la alianza: invítela primero."));
  for (const auto organization : store::asked(tx, seen.alliance.id))
    if (organization == found->id) return wrong(_("Esa organización ya firmó su carta."));
  const auto contacts = membership::reachable(tx, {found->id});
  if (contacts.empty()) return wrong(_("La organización no tiene un contacto con correo. Regístrelo primero en el directorio."));
  a.person_name = contacts.front().name;
  a.email = contacts.front().email;
  a.offered_at = a.expires_at = tx.now();
  a.text_version = 0;  // until it is signed, in this transaction
  store::insert(tx, a);
  return a;
}

}  // namespace

Result<AdherenceId> record_paper(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                                 const PaperInput& raw, const Upload& upload) {
  // Who may not learns nothing of their file.
  const auto seen_now = TRY(db.read([&](db::Tx& tx) { return may_record(tx, act, alliance); }));
  auto input = parse(raw, seen_now.today);
  auto type = files::recognise(upload.bytes, {upload.file_name, upload.media_type});
  if (!input || !type) {
    auto wrong = input ? type.error() : input.error();
    if (!input && !type) wrong.fields.insert(wrong.fields.end(), type.error().fields.begin(), type.error().fields.end());
    return fail(std::move(wrong));
  }
  const auto kept = TRY(store.put(upload.bytes));
  return db.write([&](db::Tx& tx) -> Result<AdherenceId> {
    const auto seen = TRY(may_record(tx, act, alliance));
    const auto version = TRY(version_of(tx, alliance, input->version));
    auto a = TRY(waiting(tx, seen, input->organization));
    a.text_version = version;
    a.signed_at = tx.now();
    a.signed_on = Date::parse(input->signed_on);
    a.signer_name = input->name;
    a.signer_position = input->position;
    a.sha256 = kept.digest.text();
    a.paper_type = files::to_text(*type);
    auto name = parse_text(upload.file_name, 200);
    a.paper_name = name && !name->empty() ? *name : "carta." + std::string(files::extension(*type));
    if (!store::sign(tx, a, act.who().account)) return fail(Error::conflict(_("Esta carta ya fue firmada.")));
    files::use(tx, kept, {"adherence", a.id.value()});
    auth::answer_links(tx, link_purpose, a.id.value(), "signed");
    TRY(activate(tx, a, seen.today));
    feature::record(tx, act, about(a), "adherence.record_paper",
                    audit::Fields()
                        .set("organization", a.organization)
                        .set("version", a.text_version)
                        .set("signed_on", input->signed_on)
                        .set("sha256", a.sha256)
                        .personal("name", {}, a.signer_name)
                        .personal("position", {}, a.signer_position));
    TRY(feature::remember(tx, act, a.id.text()));
    return a.id;
  });
}

}  // namespace alianza::adherences
