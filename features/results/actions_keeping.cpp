// Keeping: who reads the book, notes, the consensus.
#include <algorithm>

#include "features/results/actions_shared.h"
#include "features/results/store.h"
#include "platform/base/typed.h"

namespace alianza::results {
namespace {

feature::About about(const SeenBook& at) {
  return {at.survey.agency.value(), at.survey.alliance.value(), "survey", at.survey.id.value()};
}

bool is_asked(db::Tx& tx, const surveys::Survey& survey, const std::string& code) {
  if (code.empty()) return true;
  for (const auto& [version, form] : surveys::answered_versions(tx, survey, surveys::sent_responses(tx, survey)))
    if (const auto* found = form.find(code); found != nullptr && found->is_asked()) return true;
  return false;
}

Error saved_first() { return Error::conflict(_("Alguien guardó antes. Revise lo que cambió y guarde de nuevo.")); }

/// "4;7;agua": for the audit line.
std::string in_one_line(const std::vector<Theme>& themes) {
  std::string out;
  for (const auto& theme : themes) out += (out.empty() ? "" : ";") + (theme.goal > 0 ? std::to_string(theme.goal) : theme.name);
  return out;
}

std::string themes_json(const Consensus& c) {
  std::string goals;
  for (const auto& theme : c.themes)
    if (theme.goal > 0) goals += (goals.empty() ? "" : ",") + std::to_string(theme.goal);
  return R"({"survey":)" + std::to_string(c.survey.value()) + R"(,"edition":)" + std::to_string(c.edition) + R"(,"goals":[)" +
         goals + "]}";
}

}  // namespace

Done set_audience(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, std::string_view typed) {
  const auto at = TRY(see_to_keep(tx, act, alliance, id));
  Audience audience{};
  if (!from_text(typed, audience)) return fail(Error::field("audience", _("Elija entre las opciones que se muestran.")));
  if (audience == Audience::members && at.state != surveys::State::closed)
    return fail(
        Error::conflict(_("El libro se publica cuando la encuesta está cerrada: mientras llegan respuestas se vería qué "
                          "cambia cada una.")));
  store::set_audience(tx, at.survey, audience, act.who().account);
  feature::record(tx, act, about(at), "result.set_audience",
                  audit::Fields().change("audience", to_text(at.audience), to_text(audience)));
  return feature::remember(tx, act, id.text());
}

Result<Note> write(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const NoteInput& input) {
  const auto at = TRY(see_to_keep(tx, act, alliance, id));
  auto note = TRY(parse(input));
  if (!is_asked(tx, at.survey, note.question))
    return fail(Error::field("question", _("Elija entre las opciones que se muestran.")));
  note.id = NoteId::make();
  note.agency = at.survey.agency;
  note.alliance = alliance;
  note.survey = id;
  note.version = 1;
  note.written_at = tx.now();
  store::insert(tx, note, act.who().account);
  feature::record(tx, act, about(at), "result.write_note",
                  audit::Fields().set("note", note.id.text()).set("question", note.question).set("text", note.text));
  TRY(feature::remember(tx, act, note.id.text()));
  return note;
}

Result<Note> find_note(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, NoteId note_id) {
  const auto at = TRY(results::see(tx, actor, alliance, id));
  if (!at.may_keep) return fail(Error::forbidden());
  auto note = store::find(tx, id, note_id);
  if (!note) return fail(Error::not_found());
  return std::move(*note);
}

Result<Note> change(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, NoteId note_id,
                    const NoteInput& input) {
  const auto at = TRY(see_to_keep(tx, act, alliance, id));
  const auto before = store::find(tx, id, note_id);
  if (!before) return fail(Error::not_found());
  auto typed = TRY(parse(input));
  auto after = *before;
  after.audience = typed.audience;
  after.text = std::move(typed.text);
  after.version = typed.version;
  if (!store::update(tx, after, act.who().account)) return fail(saved_first());
  feature::record(tx, act, about(at), "result.change_note",
                  audit::Fields()
                      .set("note", after.id.text())
                      .change("audience", to_text(before->audience), to_text(after.audience))
                      .change("text", before->text, after.text));
  TRY(feature::remember(tx, act, after.id.text()));
  return *store::find(tx, id, note_id);
}

Done remove(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, NoteId note_id) {
  const auto at = TRY(see_to_keep(tx, act, alliance, id));
  const auto note = store::find(tx, id, note_id);
  if (!note) return fail(Error::not_found());
  store::remove(tx, note_id);
  feature::record(tx, act, about(at), "result.remove_note",
                  audit::Fields().set("note", note->id.text()).change("text", note->text, {}));
  return feature::remember(tx, act, note_id.text());
}

Result<Consensus> record(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const ConsensusInput& input) {
  const auto at = TRY(see_to_keep(tx, act, alliance, id));
  auto made = TRY(parse(input, at.seen.today));
  const auto before = store::consensuses(tx, id);
  const auto edition = before.empty() ? 0 : before.front().edition;
  if (made.edition != edition + 1) return fail(saved_first());
  if (made.meeting) {
    const auto held = sessions(tx, at);
    const bool was_named = !before.empty() && before.front().meeting == made.meeting;
    if (!was_named && std::none_of(held.begin(), held.end(), [&](const auto& m) { return m.id == made.meeting; }))
      return fail(Error::field("meeting", _("Elija una sesión celebrada.")));
  }
  if (edition == 0) made.correction.clear();
  made.id = ConsensusId::make();
  made.agency = at.survey.agency;
  made.alliance = alliance;
  made.survey = id;
  made.recorded_at = tx.now();
  store::insert(tx, made, act.who().account);
  feature::record(tx, act, about(at), edition == 0 ? "consensus.record" : "consensus.correct",
                  audit::Fields()
                      .set("edition", made.edition)
                      .set("agreed_on", made.agreed_on)
                      .set("meeting", made.meeting)
                      .set("text", made.text)
                      .set("themes", in_one_line(made.themes))
                      .set("correction", made.correction));
  tx.publish({std::string(consensus_recorded), made.id.value(), themes_json(made)});
  TRY(feature::remember(tx, act, made.id.text()));
  return made;
}

}  // namespace alianza::results
