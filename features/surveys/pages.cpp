// Surveys of an alliance: the list, one survey with its response rate and recipients, its questionnaire.
#include <algorithm>

#include "features/surveys/pages_design.h"
#include "features/surveys/pages_shared.h"
#include "platform/feature/awaited.h"

namespace alianza::surveys {

html::Badge badge(State state) {
  switch (state) {
    case State::draft: return {html::Tone::off, label(state), "pencil"};
    case State::open: return {html::Tone::ok, label(state)};
    case State::closed: return {html::Tone::off, label(state), "minus"};
  }
  return {};
}

html::Badge badge(Progress progress) {
  switch (progress) {
    case Progress::silent: return {html::Tone::warn, label(progress)};
    case Progress::started: return {html::Tone::info, label(progress)};
    case Progress::answered: return {html::Tone::ok, label(progress)};
    case Progress::untold: return {html::Tone::off, label(progress), "lock"};
  }
  return {};
}

std::string rate_words(Lang lang, const Rate& rate) {
  if (rate.is_hidden) return i18n::text(lang, _("oculta"));
  const auto percent = rate.percent();
  if (!percent) return i18n::text(lang, _("Sin destinatarios todavía"));
  return i18n::text(
      lang,
      _("{1} de {2} ({3})").arg(i18n::number(rate.answered)).arg(i18n::number(rate.asked)).arg(i18n::percent(lang, *percent)));
}

namespace {

constexpr int rows_of_a_page = 50;

html::Badge badge(Letter letter) {
  switch (letter) {
    case Letter::sent: return {html::Tone::ok, label(letter)};
    case Letter::queued: return {html::Tone::info, label(letter)};
    case Letter::drafted: return {html::Tone::off, label(letter), "pencil"};
    case Letter::revoked: return {html::Tone::off, label(letter), "minus"};
    case Letter::failed:
    case Letter::unsure:
    case Letter::bounced: return {html::Tone::bad, label(letter)};
  }
  return {};
}

Url answer_url(const Survey& s, RecipientId recipient) {
  return Url("/alliances/{}/surveys/{}/answers/{}", s.alliance, s.id, recipient);
}

Response list_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto found = TRY(list(tx, auth::actor_of(request), id));
    const auto title = text(request, _("Encuestas"));
    views::List p{.shell = alliances::shell(site, tx, request, found.seen, title, "surveys")};
    p.crumbs = {{{found.seen.alliance.name.in(request.lang), Url("/alliances/{}", id)}}, title};
    for (const auto& row : found.surveys)
      p.rows.push_back({survey_url(id, row.survey.id), row.survey.title, surveys::badge(row.state), row.survey.closes_on,
                        rate_words(request.lang, row.rate)});
    for (const auto& row : found.asked)
      p.asked.push_back({row.state == State::closed && row.recipient.progress != Progress::answered
                             ? std::nullopt
                             : std::optional(answer_url(row.survey, row.recipient.id)),
                         row.survey.title, surveys::badge(row.state), surveys::badge(row.recipient.progress),
                         row.survey.closes_on, row.recipient.organization_name});
    p.may_read = found.may_read;
    if (found.may_keep) p.plan = Url("/alliances/{}/surveys/new", id);
    p.panels = html::drawn_before(site.draw("surveys", tx, {request, id.value(), id.value()}));
    return p;
  }));
  return html::respond(request, page);
}

// ---- One survey.

Wanted wanted_of(const Request& request) {
  Wanted wanted;
  wanted.limit = rows_of_a_page;
  from_text(request.query.get("which"), wanted.which);
  wanted.after = Place::parse(request.query.get("after"));
  return wanted;
}

/// Each bar is a part of the one above it, on one scale.
html::Funnel funnel(const Rate& rate, const Url& table) {
  html::Funnel out{.id = "survey-funnel", .caption = _("De las preguntadas a las respuestas enviadas.")};
  const auto add = [&](std::int64_t n, Message what) {
    html::FunnelRow row{.n = n, .qualifier = i18n::Qualifier::exact, .what = std::move(what)};
    row.title = N_("{1} de los destinatarios", "{1} de los destinatarios", n).arg(n);
    out.rows.push_back(std::move(row));
  };
  add(rate.asked, _("preguntadas"));
  add(rate.started + rate.answered, _("empezaron a responder"));
  add(rate.answered, _("enviaron sus respuestas"));
  out.table = html::Link{_("Ver las filas"), table};
  return out;
}

views::RateTable rate_table(Lang lang, Message title, Message head, const std::vector<Group>& groups) {
  views::RateTable out{std::move(title), std::move(head), {}, {}};
  for (const auto& group : groups) out.rows.push_back({group.name, group.rate, rate_words(lang, group.rate)});
  return out;
}

void put_rates(Lang lang, views::Show& p, const Rates& rates) {
  p.rate = rates.whole;
  p.percent = rate_words(lang, rates.whole);
  if (rates.whole.asked == 0) return;
  p.funnel = funnel(rates.whole, Url::on_this_page("recipients"));
  p.tables = {rate_table(lang, _("Por tipo de organización"), _("Tipo"), rates.by_type),
              rate_table(lang, _("Por sector"), _("Sector"), rates.by_sector),
              rate_table(lang, _("Por tamaño"), _("Tamaño"), rates.by_size)};
  if (rates.at.survey.is_anonymous())
    for (auto& table : p.tables)
      table.note =
          _("Se ocultan los grupos en que respondieron, o callaron, menos de cinco personas, y los que permitirían "
            "calcularlos.");
  if (rates.by_committee.empty()) return;
  p.tables.push_back(rate_table(lang, _("Por comité"), _("Comité"), rates.by_committee));
  p.tables.back().note = _("Una organización cuenta en cada comité en que participa.");
}

std::vector<views::Tab> tabs(const Survey& s, const Rate& rate, std::int64_t drafted, Which current) {
  const auto url = survey_url(s.alliance, s.id);
  if (rate.asked + drafted == 0) return {};
  if (s.is_anonymous()) return {{_("Todos"), rate.asked + drafted, url, true}};
  return {{_("Todos"), rate.asked + drafted, url, current == Which::all},
          {_("En silencio o empezaron"), rate.asked - rate.answered, url.with("which", "silent"), current == Which::silent},
          {_("Contestaron"), rate.answered, url.with("which", "answered"), current == Which::answered}};
}

views::RecipientRow row_of(const SeenSurvey& at, const Recipient& r) {
  views::RecipientRow row;
  row.organization = r.organization_name;
  row.person = r.person_name;
  row.email = r.email.text();
  row.letter = badge(r.letter);
  row.progress = surveys::badge(r.progress);
  if (r.letter_at) row.letter_at = civil(at.seen.alliance, *r.letter_at);
  row.reminders = r.reminders;
  if (r.progress == Progress::answered) row.answers = Url("/alliances/{}/surveys/{}/responses/{}", r.alliance, r.survey, r.id);
  if (at.may_keep && at.state == State::open && r.letter != Letter::drafted && r.letter != Letter::revoked)
    row.revoke = html::ButtonForm{.action = Url("/alliances/{}/surveys/{}/recipients/{}/revoke", r.alliance, r.survey, r.id),
                                  .words = _("Retirar su enlace"),
                                  .classes = "btn btn-sm btn-text"};
  return row;
}

void put_acts(db::Tx& tx, views::Show& p, const SeenSurvey& at) {
  const auto& s = at.survey;
  if (!at.may_keep || s.state == State::closed) return;
  p.edit = Url("/alliances/{}/surveys/{}/edit", s.alliance, s.id);
  if (at.state == State::closed) return;
  p.choose = Url("/alliances/{}/surveys/{}/recipients", s.alliance, s.id);
  if (s.state == State::open) p.close = Url("/alliances/{}/surveys/{}/close", s.alliance, s.id);
  if (p.drafted > 0) {
    p.leave_out = Url("/alliances/{}/surveys/{}/leave-out", s.alliance, s.id);
    if (p.problems.empty()) p.open = Url("/alliances/{}/surveys/{}/open", s.alliance, s.id);
    p.open_words = s.state == State::draft ? _("Abrir y enviar las cartas") : _("Enviar a los nuevos");
  }
  if (at.state != State::open) return;
  p.remindable = remindable(tx, at);
  if (p.remindable > 0) p.remind = Url("/alliances/{}/surveys/{}/remind", s.alliance, s.id);
}

std::vector<html::Download> downloads(const Survey& s, const std::string& what) {
  const auto at = [&](const char* extension) { return Url("/alliances/{}/surveys/{}/{}", s.alliance, s.id, what + extension); };
  return {{_("CSV"), _("UTF-8, separado por comas"), at(".csv")},
          {_("XLSX"), _("hoja de cálculo"), at(".xlsx")},
          {_("JSON"), _("con el esquema"), at(".json")}};
}

void put_anonymity(views::Show& p, const SeenSurvey& at) {
  for (auto& line : views::anonymity_for_keepers()) p.anonymity.emplace_back(std::move(line));
  if (at.state != State::closed) return;
  if (!at.survey.counted_at)
    p.anonymity.emplace_back(_("Las respuestas se están contando; en un momento están las cifras."));
  else if (p.rate.answered < least_ballots)
    p.anonymity.emplace_back(_("Respondieron menos de cinco personas: lo que enviaron se destruyó sin leerse."));
}

Response show(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto wanted = wanted_of(request);
  const auto page = demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<views::Show> {
    const auto found = TRY(recipients(tx, auth::actor_of(request), alliance, id, wanted));
    const auto& s = found.at.survey;
    views::Show p{.shell = alliances::shell(site, tx, request, found.at.seen, s.title.in(request.lang), "surveys"), .survey = s};
    p.crumbs = {{{text(request, _("Encuestas")), list_url(alliance)}}, s.title.in(request.lang)};
    p.state = surveys::badge(found.at.state);
    p.is_over = s.state == State::open && found.at.state == State::closed;
    put_rates(request.lang, p, TRY(rates(tx, auth::actor_of(request), alliance, id)));
    p.drafted = count_drafted(tx, s);
    p.tabs = tabs(s, p.rate, p.drafted, wanted.which);
    for (const auto& row : found.rows) p.rows.push_back(row_of(found.at, row));
    if (found.has_next) p.next = request.here().set("after", place_of(found.rows.back()).text());
    if (!p.tabs.empty()) p.recipients = downloads(s, "recipients");
    if (p.rate.answered > 0 && !s.is_anonymous()) p.answers = downloads(s, "answers");
    if (s.is_anonymous()) put_anonymity(p, found.at);
    if (s.state == State::draft)
      if (const auto done = ready(tx, s); !done)
        for (const auto& field : done.error().fields) p.problems.push_back(text(request, field.message));
    p.preview = Url("/alliances/{}/surveys/{}/preview", alliance, id);
    p.design = design_url(s);
    p.has_design = s.design.value() != 0;
    put_acts(tx, p, found.at);
    p.panels = html::drawn_before(site.draw("survey", tx, {request, alliance.value(), id.value()}));
    if (p.problems.empty())
      p.questionnaire = html::drawn_before(site.draw("survey_questionnaire", tx, {request, alliance.value(), id.value()}));
    return p;
  }));
  return html::respond(request, page);
}

views::Preview make_preview(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const bool is_tried = request.method == http::Method::post;
  const bool is_design = request.query.get("of") == "design";
  return demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<views::Preview> {
    const auto found = TRY(design::see(tx, auth::actor_of(request), alliance, id));
    const auto& at = found.at;
    const auto here = text(request, _("Probar el cuestionario"));
    views::Preview p{.shell = alliances::shell(site, tx, request, at.seen, here, "surveys")};
    p.crumbs = is_design ? design_crumbs(request, at.survey, here) : crumbs(request, at.survey, here);
    p.title = at.survey.title;
    p.intro = at.survey.intro;
    p.is_tried = is_tried;
    p.action = Url("/alliances/{}/surveys/{}/preview", alliance, id);
    if (is_design) p.action = p.action.with("of", "design");
    p.again = p.action;
    const auto form = is_design ? found.questionnaire : questionnaire(tx, at.survey);
    const auto offered = offer(tx, at.survey, form, at.seen.today);
    const auto try_out = is_tried ? std::optional(tried(request, form, offered)) : std::nullopt;
    p.sections = whole(form, offered, try_out, 0, p.errors);
    for (const auto& section : p.sections)
      for (const auto& question : section.questions) p.hidden += question.is_hidden ? 1 : 0;
    if (!try_out) show_all(p.sections);
    const auto n = static_cast<std::int64_t>(p.errors.items.size());
    if (n > 0) p.errors.title = N_("{1} respuesta no podría enviarse así", "{1} respuestas no podrían enviarse así", n).arg(n);
    return p;
  }));
}

Response preview_page(feature::Site& site, Request& request) { return html::respond(request, make_preview(site, request)); }
/// What was typed is shown again and forgotten.
Response preview_post(feature::Site& site, Request& request) {
  const auto page = make_preview(site, request);
  return html::respond(request, page, page.errors.items.empty() ? 200 : 422);
}

Response response_page(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto recipient = demand(request.id<RecipientId>("recipient"));
  const auto page = demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<views::ResponsePage> {
    const auto found = TRY(sent_by(tx, auth::actor_of(request), alliance, id, recipient));
    const auto& name = found.sent.recipient.organization_name;
    views::ResponsePage p{.shell = alliances::shell(site, tx, request, found.at.seen, name, "surveys")};
    p.crumbs = crumbs(request, found.at.survey, name);
    p.organization = name;
    p.receipt = found.sent.receipt;
    p.sent_at = civil(found.at.seen.alliance, found.sent.sent_at);
    p.sent_by = found.sent.sent_by;
    p.edition = found.sent.edition;
    p.sections = given(found.questionnaire, found.offer, found.sent.answers, request.lang);
    for (auto& section : p.sections)
      for (auto& one : section.answers)
        if (const auto* q = found.questionnaire.find(one.code); q != nullptr && q->kind == Kind::file && !one.lines.empty())
          one.file = Url("/alliances/{}/surveys/{}/files/{}", alliance, id, found.sent.answers.at(one.code).front().option);
    return p;
  }));
  return html::respond(request, page);
}

// ---- The first page.

/// Of one who is asked: what is not sent.
html::DueRow due(const Asked& asked) {
  const auto& name = asked.recipient.organization_name;
  return {.day = asked.survey.closes_on,
          .what = {asked.survey.title, answer_url(asked.survey, asked.recipient.id)},
          .why = asked.recipient.progress == Progress::silent ? _("Encuesta por responder: {1}").arg(name)
                                                              : _("Encuesta empezada, sin enviar: {1}").arg(name)};
}

/// Who keeps surveys: those that end within a week while somebody is silent. Who is asked: what they have not sent.
void await_answers(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const auto found = list(tx, auth::actor_of(at.request), AllianceId(at.alliance));
  if (!found) return;
  int added = 0;
  const auto add = [&](html::DueRow row) {
    if (added++ < feature::Awaited::most_rows)
      out.rows.push_back(std::move(row));
    else
      ++out.more;
  };
  for (const auto& asked : found->asked)
    if (asked.state == State::open && asked.recipient.progress != Progress::answered) add(due(asked));
  for (const auto& [survey, state, rate] : found->surveys) {
    const auto waiting = rate.asked - rate.answered;
    if (state != State::open || waiting == 0 || survey.closes_on > at.today.plus_days(7)) continue;
    add({.day = survey.closes_on,
         .what = {survey.title, survey.is_anonymous() ? survey_url(survey.alliance, survey.id)
                                                      : survey_url(survey.alliance, survey.id).with("which", "silent")},
         .why = N_("{1} no ha enviado sus respuestas", "{1} no han enviado sus respuestas", waiting).arg(waiting)});
  }
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys");
  pages.get("", list_page);
  pages.get("/{survey}", show);
  pages.form("/{survey}/preview", preview_page, preview_post, {.body_limit = most_design_bytes});
  pages.get("/{survey}/responses/{recipient}", response_page);
  site.await(42, await_answers);
}

}  // namespace alianza::surveys
