// Answering: a draft that several may write, and its sending.
#include <algorithm>

#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/surveys/actions_shared.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

/// Organisations to pick are the alliance's own affair: who is no member is not asked for them.
void leave_out_organizations(Questionnaire& form) {
  for (auto& section : form.sections)
    std::erase_if(section.questions, [](const Question& q) { return q.kind == Kind::organization; });
}

bool is_member(db::Tx& tx, const Recipient& recipient) {
  const auto rows = membership::history(tx, recipient.alliance, recipient.organization);
  return !rows.empty() && !rows.front().until && rows.front().status == membership::Status::active;
}

/// Of a draft written in another version, what the one in use still asks and offers.
void carry_over(Sheet& at) {
  Answers kept;
  for (const auto& [code, value] : at.draft)
    if (const auto* question = at.questionnaire.find(code))
      if (auto left = fitting(*question, value); !left.empty()) kept.emplace(code, std::move(left));
  at.draft = std::move(kept);
}

void fill_draft(db::Tx& tx, Sheet& at) {
  const auto response = store::find_response(tx, at.recipient.id);
  if (!response) return;
  at.response = response->id;
  at.edition = response->edition;
  at.receipt = response->receipt;
  at.sent_at = response->sent_at;
  at.sent_by = response->sent_by;
  at.draft = store::answers(tx, response->id, 0);
  for (const auto& [code, mark] : store::marks(tx, response->id)) at.versions.emplace(code, mark.version);
  if (response->of_draft() != at.survey.live) at.former = store::questionnaire(tx, response->of_draft());
  carry_over(at);
}

/// Behind a shut door: what was sent, as it was asked.
void fill_sent(db::Tx& tx, Sheet& at) {
  if (at.door == Door::open || at.edition == 0) return;
  at.questionnaire = store::questionnaire(tx, store::find_response(tx, at.recipient.id)->version);
  at.draft = store::answers(tx, at.response, at.edition);
  at.former.reset();
}

/// What would be sent: of the questions that are shown.
Answers to_send(const Sheet& at) {
  Answers out;
  const auto visible = shown(at.questionnaire, at.draft);
  for (const auto& [code, value] : at.draft)
    if (visible.contains(code) && !value.empty()) out.emplace(code, value);
  return out;
}

Result<Sheet> make_sheet(db::Tx& tx, Survey survey, Recipient recipient, std::string writer) {
  Sheet at;
  auto alliance = alliances::find(tx, survey.alliance);
  const auto agency = agencies::find(tx, survey.agency);
  if (!alliance || !agency) return fail(Error::not_found());
  at.today = zone_of(*alliance).date_of(tx.now());
  at.alliance = std::move(*alliance);
  at.agency = agency->name;
  at.questionnaire = questionnaire(tx, survey);
  if (state_on(survey, at.today) != State::open)
    at.door = Door::closed;
  else if (recipient.letter == Letter::revoked)
    at.door = Door::revoked;
  else if (survey.is_anonymous() && recipient.progress == Progress::answered)
    at.door = Door::spent;
  at.survey = std::move(survey);
  at.recipient = std::move(recipient);
  at.writer = std::move(writer);
  fill_draft(tx, at);
  fill_sent(tx, at);
  if (!is_member(tx, at.recipient)) {
    leave_out_organizations(at.questionnaire);
    if (at.former) leave_out_organizations(*at.former);
  }
  at.offer = offer(tx, at.survey, at.questionnaire, at.today);
  if (at.edition > 0) at.has_unsent = to_send(at) != store::answers(tx, at.response, at.edition);
  return at;
}

std::int64_t version_of(const Sheet& at, const std::string& code) {
  const auto found = at.versions.find(code);
  return found == at.versions.end() ? 0 : found->second;
}

const Value& draft_of(const Sheet& at, const std::string& code) {
  static const Value none;
  const auto found = at.draft.find(code);
  return found == at.draft.end() ? none : found->second;
}

/// One section's answers on their way into the draft.
struct Saver {
  db::Tx& tx;
  const Sheet& at;
  const SaveInput& input;
  Lang lang;
  std::map<std::string, store::Mark> marks;
  std::optional<store::Response> response{};
  Saved saved{};
  std::int64_t written = 0;
  Answers now{};

  void question(const Question& q) {
    const auto read_at = input.read.find(q.code);
    if (!q.is_asked() || q.kind == Kind::file || read_at == input.read.end() || input.yields.contains(q.code)) return;
    auto reading = read(q, at.offer, input.typed);
    if (reading.error) {
      saved.errors.emplace(q.code, std::move(*reading.error));
      return;
    }
    if (auto why = refuses(q, reading.value)) saved.errors.emplace(q.code, std::move(*why));
    const auto typed = mark(reading.value);
    const auto& before = draft_of(at, q.code);
    const auto point = read_at->second.find('.');
    if (typed == mark(before) || (point != std::string::npos && typed == read_at->second.substr(point + 1))) return;
    const auto now_at = version_of(at, q.code);
    if (read_at->second.substr(0, point) != std::to_string(now_at)) {
      const auto found = marks.find(q.code);
      const auto by = found == marks.end() ? store::Mark() : found->second;
      saved.crossings.emplace(q.code, Crossing{in_words(q, at.offer, before, lang), by.written_by, by.written_at});
      return;
    }
    write(q, before, std::move(reading.value));
  }

  void write(const Question& q, const Value& before, Value value) {
    if (!response) response = store::begin_response(tx, at.survey, at.recipient.id);
    if (input.crossed.contains(q.code)) {
      std::string text;
      for (const auto& line : in_words(q, at.offer, before, lang)) text += (text.empty() ? "" : "\n") + line;
      store::keep_replaced(tx, at.survey, response->id, q.code, text, marks[q.code]);
    }
    store::write_draft(tx, at.survey, response->id, q.code, value, {version_of(at, q.code) + 1, at.writer, tx.now()});
    now[q.code] = std::move(value);
    ++written;
  }
};

std::string new_receipt() {
  const auto text = id_to_text(new_random_id());
  return text.substr(5, 4) + "-" + text.substr(9, 4);
}

}  // namespace

void set_progress(db::Tx& tx, const Sheet& at, Progress progress) {
  if (at.recipient.progress == progress || at.recipient.progress == Progress::answered) return;
  auto recipient = at.recipient;
  recipient.progress = progress;
  store::update(tx, recipient);
}

Done refuse_shut(const Sheet& at) {
  if (at.door == Door::open) return {};
  if (at.door == Door::spent) return fail(Error{Fault::gone, _("Esta invitación ya se usó."), {}});
  return fail(Error{Fault::gone, _("Esta encuesta ya no admite respuestas."), {}});
}

Result<Sheet> sheet(db::Tx& tx, const auth::Link& link) {
  auto recipient = store::find_recipient(tx, RecipientId(link.subject_id));
  if (!recipient || link.purpose != link_purpose) return fail(Error::not_found());
  auto survey = store::find(tx, recipient->survey);
  if (!survey) return fail(Error::not_found());
  return make_sheet(tx, std::move(*survey), std::move(*recipient), link.name);
}

Result<Sheet> sheet(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, RecipientId recipient) {
  const auto seen = TRY(alliances::see(tx, actor, alliance));
  auto survey = store::find(tx, alliance, id);
  auto found = survey ? store::find_recipient(tx, id, recipient) : std::nullopt;
  if (!found || survey->state == State::draft || !may_answer(seen.standing, *survey, *found, address_of(tx, actor)))
    return fail(Error::not_found());
  return make_sheet(tx, std::move(*survey), std::move(*found), actor->name);
}

std::string read_mark(const Sheet& at, const std::string& code) {
  return std::to_string(version_of(at, code)) + "." + mark(draft_of(at, code));
}

Result<Saved> save(db::Tx& tx, const feature::Act& act, const Sheet& at, std::size_t section, const SaveInput& input, Lang lang) {
  if (at.survey.is_anonymous()) return fail(Error::not_found());
  TRY(refuse_shut(at));
  const bool has_moved = !input.version.empty() && input.version != at.survey.live.text();
  if (section >= at.questionnaire.sections.size() && !has_moved) return fail(Error::not_found());
  Saver saver{tx, at, input, lang,    at.response ? store::marks(tx, at.response) : std::map<std::string, store::Mark>(),
              {}, {}, 0,     at.draft};
  saver.saved.has_moved = has_moved;
  // By what the form drew: in another version its questions may stand in another section, or nowhere.
  for (const auto* question : at.questionnaire.questions()) saver.question(*question);
  if (saver.written == 0) return std::move(saver.saved);
  store::draft_in(tx, saver.response->id, at.survey.live);
  const auto& questions = at.questionnaire.sections[std::min(section, at.questionnaire.sections.size() - 1)].questions;
  const auto visible = shown(at.questionnaire, saver.now);
  saver.saved.has_appeared = std::any_of(questions.begin(), questions.end(), [&](const Question& q) {
    return visible.contains(q.code) && q.is_asked() && !input.read.contains(q.code);
  });
  set_progress(tx, at, Progress::started);
  feature::record(tx, act, about(at.recipient), "survey.write",
                  audit::Fields().set("survey", at.survey.id).set("answers", saver.written));
  return std::move(saver.saved);
}

Done send(db::Tx& tx, const feature::Act& act, const Sheet& at, const std::string& name) {
  if (at.survey.is_anonymous()) return fail(Error::not_found());
  TRY(refuse_shut(at));
  auto error = Error::invalid(_("Faltan respuestas o hay algo que corregir."));
  for (auto& [code, why] : missing(at.questionnaire, at.draft)) error.fields.push_back({code, std::move(why)});
  auto by = parse_text(name, 150);
  if (!by || by->empty()) error.fields.push_back({"name", by ? _("Escriba su nombre.") : by.error().message});
  const auto answers = to_send(at);
  if (answers.empty() && error.fields.empty()) error.fields.push_back({"", _("No hay ninguna respuesta que enviar.")});
  if (!error.fields.empty()) return fail(std::move(error));
  if (at.edition > 0 && !at.has_unsent) return {};  // a second press of the button
  auto response = *store::find_response(tx, at.recipient.id);
  response.version = at.survey.live;
  ++response.edition;
  response.receipt = new_receipt();
  response.sent_at = tx.now();
  response.sent_by = std::move(*by);
  store::send(tx, at.survey, response, answers);
  set_progress(tx, at, Progress::answered);
  feature::record(tx, act, about(at.recipient), "survey.answer",
                  audit::Fields()
                      .set("survey", at.survey.id)
                      .set("edition", response.edition)
                      .set("answers", static_cast<std::int64_t>(answers.size()))
                      .personal("by", {}, response.sent_by));
  return feature::remember(tx, act, at.survey.id.text());
}

}  // namespace alianza::surveys
