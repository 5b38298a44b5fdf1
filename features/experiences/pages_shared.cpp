#include "features/experiences/pages_shared.h"

#include "features/committees/actions.h"
#include "features/organizations/organizations.h"
#include "platform/base/typed.h"

namespace alianza::experiences {
namespace {

using html::Control;
using html::Need;

std::vector<html::Option> goal_options(Lang lang) {
  std::vector<html::Option> out;
  for (const int n : html::sdg_numbers()) out.push_back({html::sdg_value(n), html::sdg_label(lang, n)});
  return out;
}

documents::TableOptions table_options(const Request& request, const alliances::Alliance& alliance, Date today) {
  documents::TableOptions o;
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("title", _("Experiencia"), 36);
  column("organization", _("Organización"), 30);
  column("sdgs", _("ODS"), 12);
  column("sector", _("Sector"), 28);
  column("committee", _("Comité"), 28);
  column("problem", _("El problema"), 40);
  column("done", _("Qué se hizo"), 40);
  column("result", _("Qué resultó"), 40);
  column("value", _("Cifra"), 10);
  column("qualifier", _("Calificativo"), 12);
  column("noun", _("Qué cuenta la cifra"), 20);
  column("source", _("Fuente"), 30);
  column("lessons", _("Qué se aprendió"), 40);
  o.title = text(request, _("Experiencias"));
  o.about.emplace_back("alliance", alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(alliance, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", today.text());
  return o;
}

}  // namespace

Filter filter_of(const Request& request) {
  Filter f;
  const auto goal = whole_number(trim(request.query.get("sdg")));
  if (goal && *goal >= 1 && *goal <= 17) f.sdg = *goal;
  if (const auto sector = trim(request.query.get("sector")); organizations::sectors().find(sector) != nullptr) f.sector = sector;
  f.committee = CommitteeId::parse(request.query.get("committee")).value_or(CommitteeId());
  f.words = trim(request.query.get("q")).substr(0, 200);
  return f;
}

bool narrows(const Filter& f) { return f.sdg != 0 || !f.sector.empty() || f.committee || !f.words.empty(); }

Url with_filter(Url url, const Filter& f) {
  if (f.sdg != 0) url = std::move(url).with("sdg", f.sdg);
  if (!f.sector.empty()) url = std::move(url).with("sector", f.sector);
  if (f.committee) url = std::move(url).with("committee", f.committee.text());
  if (!f.words.empty()) url = std::move(url).with("q", f.words);
  return url;
}

std::vector<html::Option> sector_options(Lang lang) {
  std::vector<html::Option> out;
  for (const auto& item : organizations::sectors()) out.push_back({item.code, item.name.in(lang)});
  return out;
}

std::vector<html::Option> committee_options(db::Tx& tx, AllianceId alliance, Lang lang) {
  std::vector<html::Option> out;
  for (const auto& listed : committees::of_alliance(tx, alliance))
    out.push_back({listed.committee.id.text(), listed.committee.name.in(lang)});
  return out;
}

html::FilterPanel filter_panel(db::Tx& tx, const Request& request, AllianceId alliance, const Filter& f) {
  const auto lang = request.lang;
  html::FilterPanel panel{.action = request.here().without("q").without("sdg").without("sector").without("committee")};
  const auto choice = [&](const char* name, Message label, std::string value, std::vector<html::Option> options) {
    panel.fields.push_back({.control = Control::select,
                            .name = name,
                            .label = std::move(label),
                            .value = std::move(value),
                            .options = std::move(options),
                            .first_option = _("Todos"),
                            .need = Need::optional});
  };
  panel.fields.push_back({.control = Control::search,
                          .name = "q",
                          .label = _("Palabras"),
                          .hint = _("Con o sin acentos."),
                          .value = f.words,
                          .need = Need::optional});
  choice("sdg", _("ODS"), f.sdg == 0 ? "" : std::to_string(f.sdg), goal_options(lang));
  choice("sector", _("Sector"), f.sector, sector_options(lang));
  choice("committee", _("Comité"), f.committee ? f.committee.text() : "", committee_options(tx, alliance, lang));
  return panel;
}

html::Badge badge(State state) {
  switch (state) {
    case State::proposed: return {html::Tone::info, label(state)};
    case State::published: return {html::Tone::ok, label(state)};
    case State::withdrawn: return {html::Tone::off, label(state), "minus"};
  }
  return {};
}

views::Row row_of(const Listed& listed, Url url, Lang lang) {
  const auto& e = listed.experience;
  views::Row row{std::move(url), e.title, listed.organization, listed.committee, {}, {e.sdgs}, {}};
  if (!e.sector.empty()) row.sector = organizations::sectors().name_in(e.sector, lang);
  return row;
}

views::Story story_of(const Experience& e, const std::string& organization, const LocalizedText& committee, Lang lang) {
  views::Story story{e, organization, committee, {}, {e.sdgs}};
  if (!e.sector.empty()) story.sector = organizations::sectors().name_in(e.sector, lang);
  return story;
}

std::vector<html::Download> downloads(const Url& csv, const Url& xlsx, const Url& json, const Filter& filter) {
  return {{_("CSV"), _("UTF-8, separado por comas"), with_filter(csv, filter)},
          {_("XLSX"), _("hoja de cálculo"), with_filter(xlsx, filter)},
          {_("JSON"), _("con el esquema"), with_filter(json, filter)}};
}

Response download(const Request& request, const alliances::Alliance& alliance, Date today, std::vector<Listed> rows,
                  documents::Format format) {
  const auto lang = request.lang;
  std::vector<std::vector<documents::Cell>> cells;
  for (const auto& [e, organization, committee] : rows) {
    std::string goals;
    for (const int goal : e.sdgs) goals += (goals.empty() ? "" : ", ") + std::to_string(goal);
    cells.push_back(
        {e.title.in(lang), organization, goals,
         e.sector.empty() ? std::string() : organizations::sectors().name_in(e.sector, lang), committee.in(lang),
         e.problem.in(lang), e.done.in(lang), e.result.in(lang), e.value ? documents::Cell(*e.value) : documents::Cell(),
         e.value ? text(request, meetings::label(e.qualifier)) : std::string(), e.noun.in(lang), e.source, e.lessons.in(lang)});
  }
  const auto name = text(request, _("experiencias")) + "." + std::string(documents::extension(format));
  auto pieces = documents::stream(documents::table_writer(format, table_options(request, alliance, today)), std::move(cells));
  return Response::stream_download(std::move(pieces), documents::media_type(format), name);
}

}  // namespace alianza::experiences
