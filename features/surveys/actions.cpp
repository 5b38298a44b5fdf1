#include "features/surveys/actions.h"

#include <algorithm>
#include <array>

#include "features/committees/actions.h"
#include "features/frameworks/actions.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "features/surveys/actions_shared.h"
#include "platform/auth/accounts.h"
#include "platform/base/words.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

constexpr int most_former = 100;
constexpr std::array<std::string_view, 3> whiches{"all", "silent", "answered"};

Result<SeenSurvey> seen_for(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, Action action) {
  SeenSurvey at{TRY(alliances::see(tx, actor, alliance)), {}, State::draft, false};
  if (!may(action, at.seen.standing)) return fail(Error::forbidden());
  auto survey = store::find(tx, alliance, id);
  if (!survey) return fail(Error::not_found());
  at.survey = std::move(*survey);
  at.state = state_on(at.survey, at.seen.today);
  at.may_keep = may(Action::keep, at.seen.standing);
  return at;
}

Error title_taken() {
  auto error = Error::field("title_es", _("Ya hay una encuesta con ese título en la alianza."));
  error.fault = Fault::conflict;
  return error;
}

audit::Fields changes(const Survey& before, const Survey& after) {
  audit::Fields f;
  f.change("title_es", before.title.es, after.title.es)
      .change("title_en", before.title.en, after.title.en)
      .change("intro_es", before.intro.es, after.intro.es)
      .change("intro_en", before.intro.en, after.intro.en)
      .change("opens_on", before.opens_on, after.opens_on)
      .change("closes_on", before.closes_on, after.closes_on)
      .change("answered_by", to_text(before.answered_by), to_text(after.answered_by));
  return f;
}

LocalizedText in_both(const Message& message) { return {i18n::text(Lang::es, message), i18n::text(Lang::en, message), Lang::es}; }

/// In the order of their catalogue, those without anybody left out.
struct Tally {
  std::map<std::string, Rate> rates;
  void add(const std::string& code, const Recipient& recipient) { rates[code].add(recipient); }
  void take(std::vector<Group>& into, const std::string& code, LocalizedText name) {
    const auto found = rates.find(code);
    if (found == rates.end()) return;
    if (found->second.asked > 0) into.push_back({code, std::move(name), found->second});
    rates.erase(found);
  }
};

void group_by_kind(Rates& out, const std::vector<store::Counted>& rows) {
  Tally types;
  Tally sectors;
  Tally sizes;
  for (const auto& row : rows) {
    out.whole.add(row.recipient);
    types.add(row.recipient.organization_type, row.recipient);
    sectors.add(row.recipient.sector, row.recipient);
    sizes.add(row.recipient.size, row.recipient);
  }
  for (const auto type : organizations::organization_types())
    types.take(out.by_type, std::string(organizations::to_text(type)), in_both(organizations::label(type)));
  for (const auto& sector : organizations::sectors()) sectors.take(out.by_sector, sector.code, sector.name);
  sectors.take(out.by_sector, "", in_both(_("Sin sector")));
  for (const auto size : organizations::sizes())
    sizes.take(out.by_size, std::string(organizations::to_text(size)), in_both(organizations::label(size)));
}

void group_by_committee(db::Tx& tx, Rates& out, const std::vector<store::Counted>& rows) {
  std::map<OrganizationId, Rate> by_organization;
  for (const auto& row : rows) {
    auto& rate = by_organization[row.recipient.organization];
    rate.add(row.recipient);
  }
  const auto members = committees::members_of_alliance(tx, out.at.survey.alliance);
  for (const auto& [committee, count] : committees::of_alliance(tx, out.at.survey.alliance)) {
    Group group{committee.id.text(), committee.name, {}};
    if (const auto found = members.find(committee.id); found != members.end())
      for (const auto organization : found->second)
        if (const auto rate = by_organization.find(organization); rate != by_organization.end()) {
          group.rate.asked += rate->second.asked;
          group.rate.started += rate->second.started;
          group.rate.answered += rate->second.answered;
        }
    if (group.rate.asked > 0) out.by_committee.push_back(std::move(group));
  }
}

/// Who answered an anonymous survey is told of groups that are large enough alone.
void hide_small(Rates& rates) {
  const auto answered = [](const Rate& r) { return r.answered; };
  const auto silent = [](const Rate& r) { return r.asked - r.answered; };
  for (auto* groups : {&rates.by_type, &rates.by_sector, &rates.by_size}) {
    std::vector<Rate*> parts;
    for (auto& group : *groups) parts.push_back(&group.rate);
    hide_parts(std::move(parts), answered, silent);
  }
  // An organisation may be in several committees: these are no parts of one whole.
  for (auto& group : rates.by_committee) group.rate.is_hidden = is_small(answered(group.rate)) || is_small(silent(group.rate));
  for (auto* groups : {&rates.by_type, &rates.by_sector, &rates.by_size, &rates.by_committee})
    for (auto& group : *groups)
      if (group.rate.is_hidden) group.rate = Rate{.asked = group.rate.asked, .is_hidden = true};
}

/// Of a recipient of an anonymous survey, what says nothing of whether it answered.
void hide_progress(Recipient& r) {
  r.progress = Progress::untold;
  r.reminders = 0;
  r.letter_at.reset();
}

Done refuse_anonymous(const Survey& survey) {
  if (!survey.is_anonymous()) return {};
  return fail(Error::conflict(_(
      "La encuesta es anónima: las respuestas no se leen una por una, porque juntas señalarían a quien las dio. Sus cifras están "
      "en el libro de resultados.")));
}

Result<alliances::Seen> seen_new(db::Tx& tx, const feature::Act& act, AllianceId alliance) {
  auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  return seen;
}

/// Options that a template takes from the alliance.
void fill_committees(db::Tx& tx, AllianceId alliance, const Template& from, Questionnaire& form) {
  if (from.of_committees.empty()) return;
  std::vector<Choice> choices;
  for (const auto& [committee, count] : committees::of_alliance(tx, alliance)) {
    auto code = committee.id.text();
    std::transform(code.begin(), code.end(), code.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    choices.push_back({std::move(code), committee.name});
  }
  for (auto& section : form.sections)
    for (auto& question : section.questions)
      if (std::find(from.of_committees.begin(), from.of_committees.end(), question.code) != from.of_committees.end())
        question.options = choices;
}

/// The questionnaire with which a new survey begins.
Result<Questionnaire> beginning(db::Tx& tx, const alliances::Seen& seen, const Input& input) {
  if (input.from_template == blank_template) {
    Questionnaire form;
    form.sections.push_back({in_both(_("Preguntas")), {}, {}});
    return form;
  }
  if (input.from_template == former_template) {
    const auto id = SurveyId::parse(input.from_survey);
    const auto former = id ? store::find(tx, *id) : std::nullopt;
    if (!former || former->agency != seen.alliance.agency)
      return fail(Error::field("from_survey", _("Elija la encuesta que se copia.")));
    return store::questionnaire(tx, designed(*former));
  }
  for (const auto& kept : store::templates_of(tx, seen.alliance.agency))
    if (kept.id.text() == input.from_template) return store::questionnaire(tx, kept.version);
  const auto* from = find_template(input.from_template);
  if (from == nullptr) return fail(Error::field("from_template", _("Elija con qué cuestionario empezar.")));
  auto form = from->questionnaire;
  fill_committees(tx, seen.alliance.id, *from, form);
  return form;
}

SentAnswers sent_of(store::Sent&& from, Recipient recipient, std::int64_t version) {
  return {std::move(recipient),   version,
          from.response.edition,  std::move(from.response.receipt),
          *from.response.sent_at, std::move(from.response.sent_by),
          std::move(from.answers)};
}

}  // namespace

std::string_view to_text(Which which) { return word_of(whiches, which); }
bool from_text(std::string_view text, Which& which) { return read_word(whiches, text, which); }

Place Place::parse(std::string_view text) {
  const auto point = text.find('.');
  if (point == std::string_view::npos) return {};
  const auto id = RecipientId::parse(text.substr(0, point));
  return id ? Place{std::string(text.substr(point + 1)), *id} : Place{};
}
Place place_of(const Recipient& recipient) { return {fold(recipient.organization_name), recipient.id}; }

std::string address_of(db::Tx& tx, const auth::MaybeActor& actor) {
  const auto account = actor ? auth::find_account(tx, actor->account) : std::nullopt;
  return account ? account->email.key() : std::string();
}

Result<SeenSurvey> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  return seen_for(tx, actor, alliance, id, Action::read);
}

Result<SeenSurvey> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id) {
  return seen_for(tx, act.actor, alliance, id, Action::keep);
}

Questionnaire questionnaire(db::Tx& tx, const Survey& survey) { return store::questionnaire(tx, survey.live); }

Offer offer(db::Tx& tx, const Survey& survey, const Questionnaire& form, Date today) {
  Offer out;
  for (const auto& goal : organizations::goals()) out.goals.push_back({goal.code, goal.name});
  const auto all = form.questions();
  const auto asks = [&](Kind kind, int depth) {
    return std::any_of(all.begin(), all.end(), [&](const Question* q) { return q->kind == kind && q->depth >= depth; });
  };
  if (asks(Kind::sdg, 1))
    for (auto& node : frameworks::nodes(tx, {.agency = survey.agency, .most_depth = 1}))
      out.targets.push_back({std::move(node.code), std::move(node.title)});
  if (out.targets.empty()) out.targets = out.goals;
  if (!asks(Kind::organization, 0)) return out;
  const auto active = membership::with_status_on(tx, survey.alliance, membership::Status::active, today);
  for (auto& [id, name] : organizations::names(tx, active))
    out.organizations.push_back({id.text(), {std::move(name.name), {}, Lang::es}});
  std::sort(out.organizations.begin(), out.organizations.end(),
            [](const Choice& a, const Choice& b) { return fold(a.label.es) < fold(b.label.es); });
  return out;
}

Done ready(db::Tx& tx, const Survey& survey) {
  const auto form = questionnaire(tx, survey);
  TRY(check(form));
  return survey.is_anonymous() ? check_anonymous(form) : Done();
}
std::int64_t count_drafted(db::Tx& tx, const Survey& survey) { return store::count_drafted(tx, survey.id); }

Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Listing out{TRY(alliances::see(tx, actor, alliance)), {}, {}, false, false};
  const auto& standing = out.seen.standing;
  out.may_read = may(Action::read, standing);
  out.may_keep = may(Action::keep, standing);
  std::vector<OrganizationId> own;
  for (const auto& seat : standing.seats)
    if (seat.status == membership::Status::active) own.push_back(seat.organization);
  const auto surveys = out.may_read || !own.empty() ? store::of_alliance(tx, alliance) : std::vector<Survey>();
  if (out.may_read) {
    const auto rates = store::rates_of_alliance(tx, alliance);
    for (const auto& survey : surveys) {
      const auto found = rates.find(survey.id);
      out.surveys.push_back({survey, state_on(survey, out.seen.today), found == rates.end() ? Rate() : found->second});
    }
  }
  if (own.empty()) return out;
  const auto address = address_of(tx, actor);
  for (auto& recipient : store::asked(tx, alliance, own, address))
    for (const auto& survey : surveys)
      if (survey.id == recipient.survey && may_answer(standing, survey, recipient, address))
        out.asked.push_back({survey, state_on(survey, out.seen.today), recipient});
  return out;
}

Result<Rates> rates(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  Rates out{TRY(see(tx, actor, alliance, id)), {}, {}, {}, {}, {}};
  const auto rows = store::counted(tx, id);
  group_by_kind(out, rows);
  group_by_committee(tx, out, rows);
  if (out.at.survey.is_anonymous()) hide_small(out);
  return out;
}

Result<RecipientPage> recipients(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id,
                                 const Wanted& wanted) {
  RecipientPage page{TRY(see(tx, actor, alliance, id)), {}, false};
  const bool is_anonymous = page.at.survey.is_anonymous();
  if (is_anonymous && wanted.which != Which::all)
    return fail(Error::field("which", _("La encuesta es anónima: no se dice quién respondió.")));
  store::WantedRecipients query;
  query.which = static_cast<store::WantedRecipients::Which>(wanted.which);
  query.after_folded = wanted.after.folded;
  query.after = wanted.after.id;
  query.limit = wanted.limit + 1;
  page.rows = store::recipients(tx, id, query);
  page.has_next = page.rows.size() > static_cast<std::size_t>(wanted.limit);
  if (page.has_next) page.rows.pop_back();
  if (is_anonymous)
    for (auto& row : page.rows) hide_progress(row);
  return page;
}

Result<AnswerPage> sent_answers(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, ResponseId after,
                                int limit) {
  AnswerPage page{TRY(see(tx, actor, alliance, id)), {}, {}, {}, {}, {}, false};
  TRY(refuse_anonymous(page.at.survey));
  page.questionnaire = design::all_versions(tx, page.at.survey);
  page.offer = offer(tx, page.at.survey, page.questionnaire, page.at.seen.today);
  const auto versions = store::version_numbers(tx, id);
  auto rows = store::sent(tx, id, after, limit + 1);
  page.has_next = rows.size() > static_cast<std::size_t>(limit);
  if (page.has_next) rows.pop_back();
  std::vector<RecipientId> asked;
  for (const auto& row : rows) asked.push_back(row.response.recipient);
  const auto known = store::recipients_of(tx, asked);
  for (auto& row : rows) {
    page.last = row.response.id;
    const auto found = known.find(row.response.recipient);
    const auto version = versions.at(row.response.version);
    if (!page.versions.contains(version)) page.versions.emplace(version, store::questionnaire(tx, row.response.version));
    page.rows.push_back(sent_of(std::move(row), found == known.end() ? Recipient() : found->second, version));
  }
  return page;
}

Result<SeenAnswers> sent_by(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, RecipientId recipient) {
  SeenAnswers out{TRY(see(tx, actor, alliance, id)), {}, {}, {}};
  TRY(refuse_anonymous(out.at.survey));
  auto found = store::find_recipient(tx, id, recipient);
  auto response = found ? store::find_response(tx, recipient) : std::nullopt;
  if (!response || response->edition == 0) return fail(Error::not_found());
  out.questionnaire = store::questionnaire(tx, response->version);
  out.offer = offer(tx, out.at.survey, out.questionnaire, out.at.seen.today);
  auto answers = store::answers(tx, response->id, response->edition);
  const auto version = store::version_numbers(tx, id).at(response->version);
  out.sent = sent_of({std::move(*response), std::move(answers)}, std::move(*found), version);
  return out;
}

std::vector<Survey> former_surveys(db::Tx& tx, const alliances::Seen& seen) {
  if (!may(Action::read, seen.standing)) return {};
  return store::of_agency(tx, seen.alliance.agency, most_former);
}

std::vector<AgencyTemplate> agency_templates(db::Tx& tx, const alliances::Seen& seen) {
  if (!may(Action::read, seen.standing)) return {};
  return store::templates_of(tx, seen.alliance.agency);
}

Result<Survey> plan(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(seen_new(tx, act, alliance));
  return plan(tx, act, alliance, input, TRY(beginning(tx, seen, input)));
}

Result<Survey> plan(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input, const Questionnaire& form) {
  const auto seen = TRY(seen_new(tx, act, alliance));
  auto survey = TRY(parse(input, seen.today));
  if (store::find_by_title(tx, alliance, fold(survey.title.es))) return fail(title_taken());
  survey.id = SurveyId::make();
  survey.agency = seen.alliance.agency;
  survey.alliance = alliance;
  survey.from_template = find_template(input.from_template) == nullptr ? "" : input.from_template;
  store::insert(tx, survey, act.who().account);
  survey.live = store::insert_version(tx, survey, form, act.who().account);
  store::update_progress(tx, survey);
  feature::record(tx, act, about(survey), "survey.plan", changes({}, survey).set("template", survey.from_template));
  TRY(feature::remember(tx, act, survey.id.text()));
  return survey;
}

Result<Survey> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const Input& input) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (at.survey.state == State::closed) return fail(Error::conflict(_("La encuesta está cerrada.")));
  const auto parsed = TRY(parse(input, at.seen.today));
  if (parsed.version != at.survey.version)
    return fail(Error::conflict(_("Alguien guardó antes. Revise lo que cambió y guarde de nuevo.")));
  // What is over may have been counted: who answered afterwards would be alone among the new ones.
  if (at.survey.is_anonymous() && at.state == State::closed)
    return fail(Error::conflict(_("La encuesta es anónima y ya terminó: no se vuelve a abrir.")));
  if (at.survey.state == State::open && parsed.answered_by != at.survey.answered_by)
    return fail(Error::field("answered_by", _("La encuesta ya se abrió: quién responde no cambia.")));
  const auto same = store::find_by_title(tx, alliance, fold(parsed.title.es));
  if (same && *same != id) return fail(title_taken());
  auto survey = at.survey;
  survey.title = parsed.title;
  survey.intro = parsed.intro;
  survey.opens_on = parsed.opens_on;
  survey.closes_on = parsed.closes_on;
  survey.answered_by = parsed.answered_by;
  ENSURE(store::update(tx, survey));
  if (survey.closes_on != at.survey.closes_on && survey.state == State::open) {
    std::vector<std::int64_t> subjects;
    for (const auto recipient : store::unrevoked(tx, id)) subjects.push_back(recipient.value());
    auth::move_expiry(tx, link_purpose, subjects, end_of(survey, zone_of(at.seen.alliance)));
    if (survey.is_anonymous()) count_at_end(tx, survey, zone_of(at.seen.alliance));
  }
  feature::record(tx, act, about(survey), "survey.edit", changes(at.survey, survey));
  TRY(feature::remember(tx, act, id.text()));
  return survey;
}

std::vector<ChosenGoal> chosen_goals(db::Tx& tx, SurveyId id) {
  std::vector<ChosenGoal> out;
  for (auto& row : store::chosen_goals(tx, id)) out.push_back({row.organization, std::move(row.code)});
  return out;
}

}  // namespace alianza::surveys
