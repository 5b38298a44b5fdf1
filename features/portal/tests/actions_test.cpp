#include <gtest/gtest.h>

#include "features/portal/tests/house.h"

namespace alianza::portal {
namespace {

class Record : public House {
 protected:
  Result<EventId> add(const auth::Actor& who, const EventInput& input) {
    return app.db().write([&](db::Tx& tx) { return add_event(tx, app.act(who), alliance.id, input); });
  }
  std::vector<Event> told() {
    return app.read([&](db::Tx& tx) { return timeline(tx, alliance); });
  }
};

TEST_F(Record, a_draft_is_told_to_nobody_until_it_is_published) {
  const auto id = add(secretariat, fact("Se envía la invitación"));
  ASSERT_TRUE(id);
  EXPECT_TRUE(told().empty());
  for (const auto* tail : {"", "/timeline", "/data/facts.csv", "/data/facts.json", "/data/facts.xlsx"})
    EXPECT_EQ(page(tail).find("Se envía la invitación"), std::string::npos) << tail;
  EXPECT_EQ(app.visitor().get("/api/v1/portal/agua/facts").body.find("invitación"), std::string::npos);
  app.write([&](db::Tx& tx) { return publish_event(tx, app.act(secretariat), alliance.id, *id); });
  ASSERT_EQ(told().size(), 1u);
  EXPECT_NE(page("").find("Se envía la invitación"), std::string::npos);
  EXPECT_NE(page("/data/facts.json").find("Se envía la invitación"), std::string::npos);
}

TEST_F(Record, what_is_taken_away_keeps_its_row_with_the_reason) {
  const auto id = *add(secretariat, fact("Un error"));
  app.write([&](db::Tx& tx) { return publish_event(tx, app.act(secretariat), alliance.id, id); });
  const auto without =
      app.db().write([&](db::Tx& tx) { return withdraw_event(tx, app.act(secretariat), alliance.id, id, "  "); });
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().fields.at(0).field, "reason");
  app.write(
      [&](db::Tx& tx) { return withdraw_event(tx, app.act(secretariat), alliance.id, id, "La fecha era de otra alianza"); });
  EXPECT_TRUE(told().empty());
  EXPECT_EQ(page("/timeline").find("Un error"), std::string::npos);
  const auto kept = app.read([&](db::Tx& tx) { return book(tx, secretariat, alliance.id); });
  ASSERT_EQ(kept.events.size(), 1u);
  EXPECT_EQ(kept.events[0].state, State::withdrawn);
  EXPECT_EQ(kept.events[0].withdrawn_reason, "La fecha era de otra alianza");
  const auto again = app.db().write([&](db::Tx& tx) { return publish_event(tx, app.act(secretariat), alliance.id, id); });
  EXPECT_EQ(again.error().fault, Fault::conflict);
}

TEST_F(Record, what_does_not_fit_the_rest_of_the_form_is_told_at_its_field_and_nothing_is_written) {
  struct Case {
    const char* precision;
    std::string EventInput::*field;
    const char* value;
    const char* told;
  };
  for (const auto& c :
       {Case{"day", &EventInput::to, "2026-02-12", "to"}, Case{"month", &EventInput::to, "2026-03-01", "to"},
        Case{"day", &EventInput::sort_on, "2026-02-12", "sort_on"}, Case{"day", &EventInput::sort_on, "ayer", "sort_on"},
        Case{"undated", &EventInput::sort_on, "2026-02-12", "from"}, Case{"day", &EventInput::rule_es, "Se contaron", "value"},
        Case{"day", &EventInput::noun_en, "organisations", "value"}}) {
    auto input = fact("Taller");
    input.precision = c.precision;
    input.*c.field = c.value;
    const auto refused = add(secretariat, input);
    ASSERT_FALSE(refused) << c.told;
    EXPECT_EQ(refused.error().fault, Fault::invalid);
    ASSERT_EQ(refused.error().fields.size(), 1u) << c.told;
    EXPECT_EQ(refused.error().fields[0].field, c.told);
  }
  EXPECT_TRUE(app.read([&](db::Tx& tx) { return book(tx, secretariat, alliance.id); }).events.empty());
  auto as_told = fact("Taller");
  as_told.sort_on = as_told.from;
  EXPECT_TRUE(add(secretariat, as_told)) << "the API tells the day of the order, and takes it back";
}

TEST_F(Record, only_who_convenes_writes) {
  EXPECT_EQ(add(legal, fact("X")).error().fault, Fault::forbidden);
  EXPECT_EQ(add(app.person("nobody"), fact("X")).error().fault, Fault::not_found);
  const auto read = app.db().read([&](db::Tx& tx) { return book(tx, legal, alliance.id); });
  EXPECT_EQ(read.error().fault, Fault::forbidden);
}

TEST_F(Record, the_second_of_two_who_edit_at_once_is_told) {
  const auto id = *add(secretariat, fact("Plenaria"));
  auto input = fact("Primera plenaria");
  input.version = "1";
  app.write([&](db::Tx& tx) { return edit_event(tx, app.act(secretariat), alliance.id, id, input); });
  const auto late = app.db().write([&](db::Tx& tx) { return edit_event(tx, app.act(secretariat), alliance.id, id, input); });
  EXPECT_EQ(late.error().fault, Fault::conflict);
}

TEST_F(Record, an_edit_keeps_the_figures_that_its_form_does_not_show) {
  Event event = *parse(fact("Encuesta"));
  event.figures = {{90, Qualifier::approx, {"encuestadas", "", Lang::es}, {}},
                   {61, Qualifier::exact, {"% de respuesta", "", Lang::es}, {}}};
  const auto id = app.write([&](db::Tx& tx) { return add_event(tx, system, alliance.id, event); });
  auto input = input_of(event);
  input.title_es = "Encuesta electrónica";
  input.version = "1";
  const auto edited = app.write([&](db::Tx& tx) { return edit_event(tx, app.act(secretariat), alliance.id, id, input); });
  ASSERT_EQ(edited.figures.size(), 2u);
  EXPECT_EQ(edited.figures[0].qualifier, Qualifier::approx);
  EXPECT_EQ(edited.figures[1].value, 61);
}

TEST_F(Record, every_wrong_field_of_a_fact_is_told_at_once) {
  EventInput input;
  input.kind = "gossip";
  input.stage = "fifth";
  input.from = "ayer";
  input.value = "muchas";
  input.text_es = std::string(1001, 'x');
  const auto wrong = add(secretariat, input);
  ASSERT_FALSE(wrong);
  std::set<std::string> fields;
  for (const auto& field : wrong.error().fields) fields.insert(field.field);
  EXPECT_EQ(fields, (std::set<std::string>{"kind", "stage", "from", "title_es", "text_es", "value", "noun_es"}));
}

TEST_F(Record, each_act_leaves_one_line_of_audit) {
  const auto id = *add(secretariat, fact("Uno"));
  app.write([&](db::Tx& tx) { return publish_event(tx, app.act(secretariat), alliance.id, id); });
  app.write([&](db::Tx& tx) { return withdraw_event(tx, app.act(secretariat), alliance.id, id, "Motivo"); });
  const auto lines = app.read([&](db::Tx& tx) { return audit::history(tx, alliance.agency.value(), "event", id.value()); });
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[2].verb, "event.add");
  EXPECT_EQ(lines[1].verb, "event.publish");
  EXPECT_EQ(lines[0].verb, "event.withdraw");
}

TEST_F(Record, findings_go_to_the_end_of_their_kind_and_are_published_one_by_one) {
  const auto add_one = [&](const char* kind, const char* title) {
    FindingInput input;
    input.kind = kind;
    input.title_es = title;
    return app.write([&](db::Tx& tx) { return add_finding(tx, app.act(secretariat), alliance.id, input); });
  };
  const auto first = add_one("challenge", "Uno");
  const auto other = add_one("objective", "Otro");
  const auto second = add_one("challenge", "Dos");
  EXPECT_TRUE(app.read([&](db::Tx& tx) { return findings(tx, alliance.id); }).empty());
  for (const auto id : {first, other, second})
    app.write([&](db::Tx& tx) { return publish_finding(tx, app.act(secretariat), alliance.id, id); });
  const auto rows = app.read([&](db::Tx& tx) { return findings(tx, alliance.id); });
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].title.es, "Otro");  // objectives come first
  EXPECT_EQ(rows[1].ordinal, 1);
  EXPECT_EQ(rows[2].ordinal, 2);
}

TEST_F(Record, a_plenary_is_told_without_anybody_writing_it) {
  meetings::Draft draft;
  draft.meeting.kind = meetings::Kind::plenary;
  draft.meeting.title = {"Plenaria de lanzamiento", "Launch plenary", Lang::es};
  draft.meeting.on = Date::parse("2026-02-20");
  draft.meeting.link = "https://reuniones.example/secreta";
  draft.meeting.state = meetings::State::held;
  const auto meeting = app.write([&](db::Tx& tx) { return meetings::schedule(tx, system, alliance.id, draft); });
  auto rows = told();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].stage, Stage::approach);
  for (const auto* tail : {"", "/meetings", "/calendar.ics", "/data/meetings.csv", "/data/meetings.json"}) {
    EXPECT_NE(page(tail).find("Plenaria de lanzamiento"), std::string::npos) << tail;
    EXPECT_EQ(page(tail).find("secreta"), std::string::npos) << tail;
  }
  Event event = *parse(fact("La plenaria, contada"));
  event.meeting = meeting.id;
  event.state = State::published;
  app.write([&](db::Tx& tx) { return add_event(tx, system, alliance.id, event); });
  rows = told();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].title.es, "La plenaria, contada");
}

TEST_F(Record, the_front_alliance_is_the_newest_that_is_not_synthetic) {
  const auto add_alliance = [&](const char* slug, alliances::Nature nature) {
    alliances::Draft draft;
    draft.alliance.slug = slug;
    draft.alliance.name = {slug, slug, Lang::es};
    draft.alliance.zone = "America/Mexico_City";
    draft.alliance.nature = nature;
    draft.alliance.is_public = true;
    draft.starts_on = *Date::parse("2026-01-12");
    app.write([&](db::Tx& tx) { return alliances::create(tx, system, alliance.agency, draft); });
  };
  add_alliance("nueva", alliances::Nature::real);
  add_alliance("inventada", alliances::Nature::synthetic);
  const auto all = app.read([](db::Tx& tx) { return public_alliances(tx); });
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].slug, "nueva");
  EXPECT_EQ(all[1].slug, "agua");
  EXPECT_EQ(all[2].slug, "inventada");
}

}  // namespace
}  // namespace alianza::portal
