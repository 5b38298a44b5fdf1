// Whom surveys asked, who wrote and sent answers. What a person answered for themselves is theirs; what was answered for an
// organisation is the organisation's, and loses the names.
#include "features/surveys/personal.h"

#include "features/surveys/actions_files.h"
#include "features/surveys/store.h"
#include "platform/audit/audit.h"
#include "platform/feature/personal.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

using feature::Fate;
using feature::Subject;

struct Held {
  Recipient recipient;
  Survey survey;
};
std::vector<Held> held(db::Tx& tx, const Subject& s) {
  std::vector<Held> out;
  for (const auto& key : s.addresses)
    for (auto& recipient : store::sent_to(tx, key))
      if (auto survey = store::find(tx, recipient.survey); survey && s.is_in(recipient.agency.value()))
        out.push_back({std::move(recipient), std::move(*survey)});
  return out;
}

/// Everything a person answered, in words.
std::vector<feature::PersonalFact> facts(db::Tx& tx, const Held& at) {
  std::vector<feature::PersonalFact> out{{_("Encuesta"), at.survey.title.es},
                                         {_("Organización"), at.recipient.organization_name},
                                         {_("Nombre"), at.recipient.person_name},
                                         {_("Correo"), at.recipient.email.text()}};
  if (at.survey.is_anonymous()) {
    out.push_back({_("Respuesta"), i18n::text(Lang::es, _("Anónima: si respondió, nadie puede encontrar cuál es la suya, tampoco "
                                                          "para entregarla o borrarla."))});
    return out;
  }
  const auto response = store::find_response(tx, at.recipient.id);
  if (!response) return out;
  out.push_back({_("Envió las respuestas"), response->sent_by});
  if (at.survey.answered_by != Respondent::person) return out;
  const auto form = store::questionnaire(tx, response->of_draft());
  for (const auto& [code, value] : store::answers(tx, response->id, 0)) {
    const auto* question = form.find(code);
    if (question == nullptr) continue;
    std::string text = question->text.es;
    for (const auto& line : in_words(*question, {}, value, Lang::es)) text += " · " + line;
    out.push_back({_("Respuesta"), text});
  }
  return out;
}

/// Where the person works or worked, a name is this person's.
std::vector<store::Written> written(db::Tx& tx, const Subject& s) {
  auto rows = store::written_in(tx, {s.organizations.begin(), s.organizations.end()});
  std::erase_if(
      rows, [&](const store::Written& row) { return !s.is_in(row.agency) || !s.has_name(row.name, row.organization.value()); });
  return rows;
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& at : held(tx, s))
    out.push_back({_("Encuesta que se le envió"), facts(tx, at),
                   at.survey.answered_by == Respondent::person ? Fate::goes : Fate::nameless});
  for (const auto& row : written(tx, s))
    out.push_back({_("Respuestas de una organización que escribió o envió"), {{_("Nombre"), row.name}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  // Before the addresses go: by them names are found.
  const auto rows = written(tx, s);
  for (const auto& at : held(tx, s)) {
    if (at.survey.answered_by == Respondent::person) {
      release_files(tx, at.recipient.id);
      store::remove_response(tx, at.recipient.id);
    }
    auto over = at.recipient;
    over.letter = Letter::revoked;
    if (at.survey.answered_by == Respondent::person) over.progress = Progress::silent;
    store::update(tx, over);
    store::forget_person(tx, over.id, feature::erased_address(over.id.value()), std::string(feature::erased_name));
    audit::erase_salt(tx, "survey_recipient", over.id.value());
  }
  for (const auto& row : rows) store::forget_writer(tx, row.recipient, row.name, std::string(feature::erased_name));
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"survey_recipients.person_name", "survey_recipients.email", "survey_recipients.email_folded",
                   "survey_responses.sent_by", "survey_marks.written_by", "survey_replaced.written_by", "survey_replaced.text",
                   "survey_answers.text", "survey_packed.answers", "survey_files.file_name"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::surveys
