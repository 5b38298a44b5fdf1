// AxS: the public record, from events.json, funnel.json, findings.json, stages.json and alliance.json.
#include <boost/json.hpp>

#include "features/demo/demo_axs.h"
#include "features/demo/words.h"
#include "features/portal/actions.h"

namespace alianza::demo {
namespace {

namespace json = boost::json;
using portal::Figure;

const json::value& at(const json::value& row, std::string_view key) { return row.as_object().at(key); }

std::optional<Date> day(const json::value& row, std::string_view key) {
  const auto typed = text(row, key);
  return typed.empty() ? std::nullopt : Date::parse(typed);
}

meetings::Precision precision(const json::value& row) {
  meetings::Precision p{};
  ENSURE(meetings::from_text(text(row, "precision"), p));
  return p;
}

portal::When when(const json::value& row) { return {day(row, "date"), day(row, "date_to"), precision(row)}; }

meetings::Qualifier qualifier(const json::value& row) {
  meetings::Qualifier q{};
  ENSURE(meetings::from_text(text(row, "qualifier"), q));
  return q;
}

Figure figure(const json::value& row) {
  return {number(row, "value"), qualifier(row), localized(row, "noun"), localized(row, "rule")};
}

portal::Source source_of(const json::value& row) {
  const auto& source = row.as_object().contains("source") ? at(row, "source") : row;
  return {localized(source, "chapter"), text(source, "fact")};
}

portal::Event event(const json::value& row, const MeetingsByMark& told) {
  portal::Event e;
  e.mark = text(row, "id");
  if (!at(row, "stage").is_null()) e.stage = static_cast<alliances::Stage>(number(row, "stage"));
  ENSURE(portal::from_text(text(row, "kind"), e.kind));
  e.when = when(row);
  e.sort_on = Date::parse(text(row, "sort_date")).value();
  e.title = localized(row, "title");
  e.text = localized(row, "text");
  e.place = localized(row, "place");
  e.source = source_of(row);
  if (!at(row, "figure").is_null()) e.figures.push_back(figure(at(row, "figure")));
  for (const auto& further : at(row, "figures").as_array()) e.figures.push_back(figure(further));
  if (const auto found = told.find(e.mark); found != told.end()) e.meeting = found->second;
  e.state = portal::State::published;
  return e;
}

portal::FunnelRow funnel_row(const json::value& row) {
  portal::FunnelRow r;
  r.ordinal = static_cast<int>(number(row, "ordinal"));
  r.figure = figure(row);
  r.when = when(row);
  r.note = localized(row, "note");
  r.source = source_of(row);
  if (const auto& a = at(row, "answered"); !a.is_null())
    r.answered = portal::FunnelRow::Answered{static_cast<int>(number(a, "percent")), number(a, "value"), qualifier(a),
                                             at(a, "computed").as_bool(), localized(a, "rule")};
  return r;
}

portal::Finding finding(const json::value& row) {
  portal::Finding f;
  ENSURE(portal::from_text(text(row, "kind"), f.kind));
  f.ordinal = static_cast<int>(number(row, "ordinal"));
  f.title = localized(row, "title");
  f.text = localized(row, "text");
  f.source = source_of(row);
  f.state = portal::State::published;
  return f;
}

/// The dates of a stage as the source knows them, which the moves (whole days) cannot say.
LocalizedText stage_days(const json::value& stage) {
  const auto& entered = at(stage, "entered");
  if (entered.is_null()) return {};
  const auto& left = at(stage, "left");
  LocalizedText out;
  for (const auto lang : {Lang::es, Lang::en}) {
    auto words = portal::in_words({day(entered, "date"), {}, precision(entered)}, lang);
    if (!left.is_null())
      words += (lang == Lang::es ? " a " : " to ") + portal::in_words({day(left, "date"), {}, precision(left)}, lang);
    (lang == Lang::es ? out.es : out.en) = std::move(words);
  }
  return out;
}

std::vector<std::pair<std::string, LocalizedText>> texts() {
  const auto& alliance = document("axs/alliance");
  std::vector<std::pair<std::string, LocalizedText>> out{
      {"hero", localized(alliance, "hero")},
      {"citation", localized(alliance, "source_citation")},
      {"licence", localized(alliance, "licence_note")},
      {"place_and_time", {"México, 2016–2018", "Mexico, 2016–2018", Lang::es}},
      {"as_of", {"marzo de 2018", "March 2018", Lang::es}},
      {"funnel",
       {"La fuente cuenta cosas distintas en cada momento: organizaciones, organizaciones empresariales, empresas. "
        "No es un mismo grupo que se reduce.",
        "The source counts different things at each moment: organisations, business organisations, firms. "
        "It is not one group that shrinks.",
        Lang::es}},
      {"committees",
       {"La fuente no nombra los proyectos. La lista reúne a quienes asistieron a la instalación y a quienes colaboraron al "
        "principio.",
        "The source does not name the projects. The list gathers those who came to the installation and those who "
        "collaborated at the start.",
        Lang::es}},
  };
  for (const auto& stage : document("axs/stages").as_array()) {
    const auto key = text(stage, "key");
    out.emplace_back("story." + key, localized(stage, "what"));
    out.emplace_back("opened." + key, localized(stage, "opened_next"));
    out.emplace_back("days." + key, stage_days(stage));
  }
  std::erase_if(out, [](const auto& named) { return named.second.empty(); });
  return out;
}

}  // namespace

Done load_axs_portal(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance, const MeetingsByMark& told) {
  for (const auto& row : document("axs/events").as_array()) TRY(portal::add_event(tx, act, alliance.id, event(row, told)));
  std::vector<portal::FunnelRow> funnel;
  for (const auto& row : document("axs/funnel").as_array()) funnel.push_back(funnel_row(row));
  TRY(portal::load_funnel(tx, act, alliance.id, funnel));
  for (const auto& row : document("axs/findings").as_array()) TRY(portal::add_finding(tx, act, alliance.id, finding(row)));
  std::vector<portal::Contradiction> notes;
  for (const auto& row : at(document("axs/alliance"), "contradictions").as_array())
    notes.push_back({text(row, "id"), localized(row, "text"), localized(row, "decision"), source_of(row)});
  TRY(portal::load_contradictions(tx, act, alliance.id, notes));
  return portal::put_texts(tx, act, alliance.id, texts());
}

}  // namespace alianza::demo
