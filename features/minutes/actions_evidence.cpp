#include "features/minutes/actions_evidence.h"

#include <algorithm>

#include "features/minutes/store_evidence.h"
#include "platform/files/files.h"

namespace alianza::minutes {
namespace {

Result<SeenAgreement> seen_to_prove(db::Tx& tx, const feature::Act& act, AllianceId alliance, AgreementId id) {
  auto seen = TRY(see_agreement(tx, act.actor, alliance, id));
  if (!seen.may_close) return fail(Error::forbidden());
  if (seen.agreement.state == Progress::cancelled) return fail(Error::conflict(_("El acuerdo se canceló: no lleva evidencia.")));
  return seen;
}

/// What is known of a file before its row is written.
struct CheckedFile {
  files::Type type;
  std::string name;
  files::Kept kept;
};
Result<CheckedFile> keep(const files::Store& store, const EvidenceUpload& upload) {
  const auto type = TRY(files::recognise(upload.bytes, {upload.file_name, upload.media_type}));
  auto name = parse_text(upload.file_name, 200);
  // A name that cannot be kept is no reason to refuse the file: its type gives another.
  if (!name || name->empty()) name = "evidencia." + std::string(files::extension(type));
  auto stored = TRY(store.put(upload.bytes));
  return CheckedFile{type, std::move(*name), std::move(stored)};
}

Result<EvidenceId> insert_evidence(db::Tx& tx, const feature::Act& act, const Agreement& a, const CheckedFile& file) {
  const auto present = evidence_of(tx, a.id);
  const auto same = std::find_if(present.begin(), present.end(), [&](const Evidence& e) { return e.digest == file.kept.digest; });
  if (same != present.end()) return same->id;
  if (present.size() >= most_evidence) return fail(Error::conflict(_("El acuerdo ya lleva muchos archivos de evidencia.")));
  const Evidence e{EvidenceId::make(), a.id, file.kept.digest, file.kept.bytes, file.type, file.name, tx.now()};
  store::insert(tx, a.agency, e, act.who().account);
  files::use(tx, file.kept, {"agreement_evidence", e.id.value()});
  feature::record(tx, act, {a.agency.value(), a.alliance.value(), "agreement", a.id.value()}, "agreement.add_evidence",
                  audit::Fields().set("digest", file.kept.digest.text()).personal("file", {}, file.name));
  return e.id;
}

}  // namespace

std::vector<Evidence> evidence_of(db::Tx& tx, AgreementId agreement) { return store::evidence(tx, agreement); }

Result<Evidence> find_evidence(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, AgreementId agreement,
                               EvidenceId id) {
  TRY(see_agreement(tx, actor, alliance, agreement));
  for (auto& e : evidence_of(tx, agreement))
    if (e.id == id) return std::move(e);
  return fail(Error::not_found());
}

Result<EvidenceId> add_evidence(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                                AgreementId agreement, const EvidenceUpload& upload) {
  // Who may not learns nothing of their file.
  TRY(db.read([&](db::Tx& tx) { return seen_to_prove(tx, act, alliance, agreement); }));
  const auto file = TRY(keep(store, upload));
  return db.write([&](db::Tx& tx) -> Result<EvidenceId> {
    const auto seen = TRY(seen_to_prove(tx, act, alliance, agreement));
    const auto id = TRY(insert_evidence(tx, act, seen.agreement, file));
    TRY(feature::remember(tx, act, agreement.text()));
    return id;
  });
}

Done close_with_evidence(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                         AgreementId agreement, std::string_view note, const EvidenceUpload& upload) {
  TRY(db.read([&](db::Tx& tx) { return seen_to_prove(tx, act, alliance, agreement); }));
  const auto file = TRY(keep(store, upload));
  return db.write([&](db::Tx& tx) -> Done {
    const auto closed = TRY(progress(tx, act, alliance, agreement, to_text(Progress::done), note));
    TRY(insert_evidence(tx, act, closed, file));
    return {};
  });
}

}  // namespace alianza::minutes
