#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/surveys/actions.h"
#include "features/surveys/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/surveys", alliance); }
inline Url survey_url(AllianceId alliance, SurveyId id) { return Url("/alliances/{}/surveys/{}", alliance, id); }
inline CivilTime civil(const alliances::Alliance& a, Instant at) { return Zone::parse(a.zone).value_or(Zone()).civil_of(at); }

inline feature::views::Crumbs crumbs(const Request& request, const Survey& s, const std::string& here) {
  return {{{text(request, _("Encuestas")), list_url(s.alliance)}, {s.title.in(request.lang), survey_url(s.alliance, s.id)}},
          here};
}

struct At {
  AllianceId alliance;
  SurveyId survey;
};
inline At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<SurveyId>("survey"))};
}

html::Badge badge(State state);
html::Badge badge(Progress progress);
/// «55 de 90 (61 %)», «sin destinatarios todavía».
std::string rate_words(Lang lang, const Rate& rate);

/// How a question is drawn for an answer, as it stands in the draft or as it was typed.
views::Asking asking(const Question& question, const Offer& offer, const Typed& typed, std::int64_t seed);
/// Answers in words, by section; questions that are not shown are left out.
std::vector<views::GivenSection> given(const Questionnaire& questionnaire, const Offer& offer, const Answers& answers, Lang lang);

/// What somebody typed into a whole questionnaire, judged as an answer is.
struct Tried {
  Typed typed;
  Answers answers;
  std::map<std::string, Message> wrong;  // could not be understood, outside its limits, missing
};
Tried tried(Request& request, const Questionnaire& questionnaire, const Offer& offer);
/// All questions, with what was typed and what is wrong with it; those that somebody who answers so is not shown say so.
std::vector<views::PreviewSection> whole(const Questionnaire& questionnaire, const Offer& offer,
                                         const std::optional<Tried>& tried, std::int64_t seed, html::Errors& errors);
void show_all(std::vector<views::PreviewSection>& sections);

/// Nobody keeps it and no search engine finds it: the address is the secret.
template <class Page>
Response secret_answer(Request& request, const Page& page, int status = 200) {
  return html::respond(request, page, status).no_store().with("X-Robots-Tag", "noindex");
}
/// The first page behind a link (pages_answer.cpp).
Response start_by_link(feature::Site& site, Request& request);

}  // namespace alianza::surveys
