// The first page of an alliance: hero, stages, timeline, funnel, committees, data.
#include <algorithm>
#include <set>

#include "features/committees/actions.h"
#include "features/portal/pages_shared.h"
#include "features/portal/pages_site.h"
#include "platform/i18n/format.h"

namespace alianza::portal {
namespace {

using alliances::Nature;
using http::Url;

constexpr std::size_t most_documents = 5;
constexpr std::size_t most_facts = 40;  // on the first page; the rest is a link away

/// «en marzo de 2018», «el 19 de mayo de 2016»: after the noun of a figure of the hero.
std::string at_that_time(const When& when, Lang lang) {
  if (!when.from) return {};
  const bool by_day = is_exact(when) && !when.to;
  const std::string word = lang == Lang::es ? (by_day ? "el " : "en ") : (by_day ? "on " : "in ");
  return word + in_words(when, lang);
}

std::vector<views::HeroFigure> hero_figures(const Public& open, const Bodies& bodies, std::int64_t active,
                                            const std::vector<Event>& events, Lang lang) {
  std::vector<views::HeroFigure> out;
  const auto add = [&](std::int64_t value, const Message& noun) {
    if (value > 0) out.push_back({{{value, Qualifier::exact, both(noun), {}}}, {}});
  };
  std::int64_t committees = 0;
  bool all_with_goal = true;
  for (const auto& body : bodies.listed) {
    if (body.committee.kind != committees::Kind::committee || body.committee.dissolved_on) continue;
    ++committees;
    all_with_goal &= body.committee.sdg != 0;
  }
  add(committees, all_with_goal ? _("comités de trabajo, cada uno ligado a un ODS") : _("comités de trabajo"));
  if (open.alliance.nature == Nature::reconstruction)
    add(static_cast<std::int64_t>(bodies.organizations.size()), _("organizaciones nombradas en los comités"));
  else
    add(active, _("organizaciones activas en la alianza"));
  const auto last =
      std::find_if(events.rbegin(), events.rend(), [](const Event& e) { return !e.figures.empty() && e.when.from; });
  if (last != events.rend()) out.push_back({{last->figures.front()}, at_that_time(last->when, lang)});
  return out;
}

/// «el acuerdo de hacer una encuesta.»: after a colon.
LocalizedText after_colon(LocalizedText text) {
  for (auto* s : {&text.es, &text.en})
    if (s->size() > 1 && (*s)[0] >= 'A' && (*s)[0] <= 'Z' && !((*s)[1] >= 'A' && (*s)[1] <= 'Z'))
      (*s)[0] = static_cast<char>((*s)[0] - 'A' + 'a');
  return text;
}

LocalizedText lived(const alliances::StageClock& clock) {
  if (!clock.entered) return {};
  LocalizedText out;
  for (const auto lang : {Lang::es, Lang::en}) {
    auto& text = lang == Lang::es ? out.es : out.en;
    if (clock.left)
      text = i18n::date_range(lang, *clock.entered, *clock.left);
    else
      text = (lang == Lang::es ? "Desde el " : "Since ") + i18n::full_date(lang, *clock.entered);
  }
  return out;
}

Message status_of(const Public& open, alliances::Stage stage, Lang lang) {
  const std::int64_t n = alliances::number(stage);
  if (stage < open.alliance.stage) return _("Etapa {1} · cumplida").arg(n);
  if (stage > open.alliance.stage) return _("Etapa {1} · por abrir").arg(n);
  const auto& as_of = open.texts.of("as_of");
  return as_of.empty() ? _("Etapa {1} · en curso").arg(n) : _("Etapa {1} · en curso en {2}").arg(n).arg(as_of.in(lang));
}

views::StepperView stepper(const Public& open, const alliances::StageBook& book, Lang lang) {
  views::StepperView view;
  for (const auto& clock : book.clocks) {
    const auto key = std::string(alliances::code(clock.stage));
    const bool done = clock.stage < open.alliance.stage;
    const bool now = clock.stage == open.alliance.stage;
    views::StepView step;
    step.state = done ? "done" : now ? "now" : "next";
    step.status = status_of(open, clock.stage, lang);
    step.name = alliances::label(clock.stage);
    step.anchor = "stage-" + key;
    step.days = open.texts.has("days." + key) ? open.texts.of("days." + key) : lived(clock);
    step.days.es = capital(step.days.es), step.days.en = capital(step.days.en);
    step.story = open.texts.of("story." + key);
    step.opens = done ? _("Abrió la siguiente:") : _("Abre la siguiente:");
    step.opened = after_colon(open.texts.of("opened." + key));
    if (const auto p = alliances::progress(book.conditions, clock.stage); now && step.opened.empty() && p.total > 0)
      step.opened = both(_("{1} de {2} condiciones cumplidas").arg(std::int64_t{p.met}).arg(std::int64_t{p.total}));
    view.steps.push_back(std::move(step));
  }
  return view;
}

Message stages_title(const Public& open, Lang lang) {
  const auto lived_stages = alliances::number(open.alliance.stage);
  if (open.alliance.nature != Nature::reconstruction || lived_stages < 2) return _("Las cuatro etapas");
  return _("Cuatro etapas; {1} vividas al cierre de la fuente").arg(few(lived_stages, lang));
}

/// By stage; what came before the alliance is in the table only, unless there is nothing else.
views::TimelineView timeline_view(const std::vector<Event>& events, const alliances::Alliance& alliance, Lang lang) {
  std::map<int, std::vector<const Event*>> by_stage;
  for (const auto& event : events) by_stage[event.stage ? alliances::number(*event.stage) : 0].push_back(&event);
  if (by_stage.size() > 1) by_stage.erase(0);
  views::TimelineView view;
  for (const auto& [number, list] : by_stage) {
    views::Chapter chapter;
    if (number > 0)
      chapter.heading = i18n::text(
          lang,
          _("Etapa {1}. {2}").arg(std::int64_t{number}).arg(i18n::text(lang, alliances::label(static_cast<Stage>(number)))));
    const auto first = list.size() > most_facts ? list.size() - most_facts : 0;
    for (auto i = first; i < list.size(); ++i) chapter.events.push_back(event_view(*list[i], alliance, lang));
    view.chapters.push_back(std::move(chapter));
  }
  return view;
}

std::string facts_link(const std::vector<Event>& events, Lang lang) {
  std::set<int> years;
  for (const auto& event : events)
    if (event.when.from) years.insert(event.when.from->year());
  const auto count = i18n::number(static_cast<std::int64_t>(events.size()));
  if (years.size() < 2) return i18n::text(lang, _("Ver todos los hechos como tabla ({1})").arg(count));
  return i18n::text(lang, _("Ver los {1} hechos de {2} a {3} como tabla")
                              .arg(count)
                              .arg(std::to_string(*years.begin()))
                              .arg(std::to_string(*years.rbegin())));
}

void put_committees(views::HomePage& page, const Public& open, const Bodies& bodies, Lang lang) {
  page.bodies = bodies_view(bodies, committees::Kind::committee, open.alliance);
  const auto count = static_cast<std::int64_t>(page.bodies.bodies.size());
  const auto members = bodies.memberships;
  page.committees_title = capital(i18n::text(lang, N_("{1} comité", "{1} comités", count).arg(few(count, lang)))) + ", " +
                          i18n::text(lang, N_("{1} participación", "{1} participaciones", members).arg(i18n::number(members)));
  const auto organizations = static_cast<std::int64_t>(bodies.organizations.size());
  page.committees_note =
      i18n::text(lang, N_("{1} organización", "{1} organizaciones", organizations).arg(i18n::number(organizations)));
  if (bodies.in_several > 1)
    page.committees_note += "; " + i18n::text(lang, _("{1} están en más de un comité").arg(few(bodies.in_several, lang)));
  for (const auto& body : bodies.listed)
    if (body.committee.kind == committees::Kind::council)
      page.councils.push_back(
          {body.committee.name.in(lang), Url("/p/{}/committees/{}", open.alliance.slug, body.committee.id), false});
  page.committees_foot = open.texts.of("committees");
  page.all_committees = address(open.alliance, "committees");
}

views::FindingsSummary findings_summary(db::Tx& tx, const alliances::Alliance& alliance) {
  std::map<FindingKind, std::int64_t> counts;
  for (const auto& finding : findings(tx, alliance.id)) ++counts[finding.kind];
  views::FindingsSummary out;
  for (const auto kind : {FindingKind::objective, FindingKind::achievement, FindingKind::challenge, FindingKind::recommendation})
    if (const auto found = counts.find(kind); found != counts.end())
      out.groups.push_back({heading(kind), found->second, address(alliance, "findings").fragment(to_text(kind))});
  return out;
}

}  // namespace

views::HomePage home_page(const feature::Site& site, db::Tx& tx, http::Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto& alliance = open.alliance;
  const auto events = timeline(tx, alliance);
  const auto bodies = read_bodies(tx, alliance);
  const auto counts = count_rows(tx, open);
  views::HomePage page{.frame = frame(request, open, {}, {})};
  page.frame.shell.full_width = true;
  page.where = open.texts.of("place_and_time");
  page.name = alliance.name;
  page.hero = open.texts.has("hero") ? open.texts.of("hero") : alliance.summary;
  page.figures = hero_figures(open, bodies, counts.at(Table::organizations), events, lang);
  page.stages_title = stages_title(open, lang);
  page.stages = stepper(open, alliances::stage_book(tx, alliance.cycle), lang);
  page.timeline = timeline_view(events, alliance, lang);
  page.facts_link = facts_link(events, lang);
  page.funnel = funnel_view(funnel(tx, alliance), open, lang);
  page.funnel.table = address(alliance, "funnel");
  put_committees(page, open, bodies, lang);
  page.findings = findings_summary(tx, alliance);
  page.sections = html::drawn_before(site.draw(home_place, tx, {request, alliance.id.value(), alliance.id.value()}));
  for (const auto table : {Table::facts, Table::committees, Table::memberships, Table::criteria})
    if (const auto n = counts.find(table); n != counts.end() && n->second > 0)
      page.data.rows.push_back(data_row(alliance, table, n->second));
  page.documents = public_documents(tx, open, most_documents, lang);
  page.all_documents = address(alliance, "documents");
  if (alliance.nature != Nature::reconstruction) page.join = address(alliance, "join");
  page.facts = address(alliance, "timeline");
  page.all_data = address(alliance, "data");
  return page;
}

}  // namespace alianza::portal
