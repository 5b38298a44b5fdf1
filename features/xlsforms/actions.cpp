#include "features/xlsforms/actions.h"

#include <array>

#include "features/xlsforms/access.h"
#include "features/xlsforms/store.h"
#include "platform/audit/digest.h"
#include "platform/base/words.h"

namespace alianza::xlsforms {
namespace {

constexpr std::array<std::string_view, 3> states{"staged", "made", "discarded"};

Result<alliances::Seen> seen_to_bring(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  auto seen = TRY(alliances::see(tx, actor, alliance));
  if (!may(Action::bring, seen.standing)) return fail(Error::forbidden());
  return seen;
}

feature::About about(const Upload& u) { return {u.agency.value(), u.alliance.value(), "xlsform", u.id.value()}; }

Result<SeenUpload> staged_to_close(db::Tx& tx, const feature::Act& act, AllianceId alliance, XlsformId id) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  if (seen.upload.state != State::staged)
    return fail(Error::conflict(_("De este archivo ya se hizo una encuesta, o se descartó.")));
  return seen;
}

/// What the form says now: another questionnaire, another version; the same one, the same.
std::string version_of(const documents::Book& book) {
  std::string text;
  for (const auto& sheet : book.sheets)
    for (const auto& row : sheet.rows)
      for (const auto& cell : row.cells) text += cell + '\x1f';
  return audit::sha256_hex(text).substr(0, 12);
}

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
Message label(State state) {
  switch (state) {
    case State::staged: return _("Por revisar: nada se ha guardado como encuesta.");
    case State::made: return _("Ya es una encuesta.");
    case State::discarded: return _("Descartado.");
  }
  return {};
}

Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Listing out{TRY(alliances::see(tx, actor, alliance)), false, {}};
  out.may_bring = may(Action::bring, out.at.standing);
  if (out.may_bring) out.staged = store::staged(tx, alliance);
  return out;
}

Result<Upload> stage(const db::Database& db, const feature::Act& act, AllianceId alliance, const File& file) {
  // Who may not learns nothing of their file.
  TRY(db.read([&](db::Tx& tx) { return seen_to_bring(tx, act.actor, alliance); }));
  Upload upload;
  upload.book = TRY(open_book(file.bytes));
  upload.file_hash = audit::sha256_hex(file.bytes);
  const auto name = parse_text(file.name, 200);
  upload.file_name = name && !name->empty() ? *name : "formulario.xlsx";
  upload.alliance = alliance;
  const auto reading = read(upload.book);
  return db.write([&](db::Tx& tx) -> Result<Upload> {
    const auto seen = TRY(seen_to_bring(tx, act.actor, alliance));
    upload.id = XlsformId::make();
    upload.agency = seen.alliance.agency;
    upload.created_at = tx.now();
    store::insert(tx, upload);
    feature::record(tx, act, about(upload), "xlsform.stage",
                    audit::Fields()
                        .set("file", upload.file_name)
                        .set("hash", upload.file_hash)
                        .set("wrong", reading.count(Outcome::wrong))
                        .set("left_out", reading.count(Outcome::left_out))
                        .set("changed", reading.count(Outcome::changed)));
    TRY(feature::remember(tx, act, upload.id.text()));
    return upload;
  });
}

Result<SeenUpload> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, XlsformId id) {
  SeenUpload out{TRY(seen_to_bring(tx, actor, alliance)), {}, {}};
  auto found = store::find(tx, alliance, id);
  if (!found) return fail(Error::not_found());
  out.upload = std::move(*found);
  if (out.upload.state == State::staged) out.reading = read(out.upload.book);
  return out;
}

Result<surveys::Survey> make(db::Tx& tx, const feature::Act& act, AllianceId alliance, XlsformId id, const MakeInput& input) {
  const auto seen = TRY(staged_to_close(tx, act, alliance, id));
  const auto wrong = seen.reading.count(Outcome::wrong);
  if (wrong > 0)
    return fail(Error::field("file", N_("Hay {1} error en el archivo. Corríjalo ahí y envíelo de nuevo.",
                                        "Hay {1} errores en el archivo. Corríjalos ahí y envíelo de nuevo.", wrong)
                                         .arg(wrong)));
  if (!seen.reading.findings.empty() && input.left_out != "accept")
    return fail(Error::field("left_out", _("Diga si la encuesta se prepara aunque algo quede fuera o cambie.")));
  auto survey = TRY(surveys::plan(tx, act, alliance, input.survey, seen.reading.form.questionnaire));
  ENSURE(store::close(tx, id, State::made, survey.id));
  return survey;
}

Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, XlsformId id) {
  const auto seen = TRY(staged_to_close(tx, act, alliance, id));
  ENSURE(store::close(tx, id, State::discarded, {}));
  feature::record(tx, act, about(seen.upload), "xlsform.discard", audit::Fields().set("file", seen.upload.file_name));
  return feature::remember(tx, act, id.text());
}

Result<Export> take_along(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  const auto at = TRY(surveys::see(tx, actor, alliance, id));
  Form form;
  form.id = form_id(at.survey.title.es);
  form.title = at.survey.title;
  form.intro = at.survey.intro;
  form.answered_by = at.survey.answered_by;
  form.questionnaire = surveys::questionnaire(tx, at.survey);
  auto book = write(form);
  if (!book) return fail(Error::conflict(_("El cuestionario tiene errores; corríjalos antes de llevárselo.")));
  form.version = version_of(*book);
  return Export{form.id + ".xlsx", *write(form)};
}

}  // namespace alianza::xlsforms
