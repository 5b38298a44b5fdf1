// What a committee keeps to itself reaches nobody else: markers are planted in its record, and then everybody outside reads every
// address of the program, page and API, list and search, feed, download and mail, and finds none.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "features/installations/actions.h"
#include "features/minutes/actions.h"
#include "features/workplans/actions.h"
#include "platform/jobs/workers.h"
#include "platform/mail/mail.h"
#include "tests/access/matrix.h"

namespace alianza::access {
namespace {

/// A word to search for, which the page of a search repeats, and one that only the planted text has.
constexpr const char* sought = "zarzaparrilla";
constexpr const char* marker = "cuajada";
const std::string planted = std::string("Zarzaparrilla ") + marker;

/// Who is neither of the committee «Energía», nor of its offices, nor of the agency's: of another committee, of another alliance,
/// only invited, suspended, gone, of a technical office of the alliance, or nobody.
const std::set<std::string> outside{"anon",  "none",  "inv",   "act",  "susp",  "with",  "dele", "facil",
                                    "exper", "evalu", "obser", "past", "siste", "other", "oper", "stop"};

/// Approved minutes and open agreements of a committee, a draft of the correction that follows, with the marker in every text.
void plant(House& house) {
  const auto& place = house.own;
  const auto meeting = *meetings::MeetingId::parse(place.names.at("meeting"));
  const auto& by = place.convener;
  const auto state = [&](const char* to) {
    house.app.write([&](db::Tx& tx) { return minutes::change_state(tx, by, place.alliance, meeting, to, ""); });
  };
  std::string section_text;
  const auto president =
      std::find_if(house.people.begin(), house.people.end(), [](const Person& p) { return p.column == "pres"; });
  // Letters go to contacts who have an account: the president, and people outside as well.
  for (const auto& person : house.people)
    if (person.column == "pres" || person.column == "act" || person.column == "susp" || person.column == "dele")
      house.app.write([&](db::Tx& tx) {
        return organizations::add_contact(
            tx, by, place.alliance, *organizations::OrganizationId::parse(person.mine.at("organization")),
            {person.column, person.column + "@example.org", "", "", "contact"}, house.app.today().text());
      });
  // They all came: who is no member of the committee was its guest.
  house.app.write([&](db::Tx& tx) -> Done {
    for (const auto& person : house.people)
      if (person.column == "pres" || person.column == "act" || person.column == "susp" || person.column == "dele") {
        meetings::Attendance row;
        row.organization = *organizations::OrganizationId::parse(person.mine.at("organization"));
        TRY(meetings::register_attendance(tx, by, *meetings::find(tx, place.alliance, meeting), row));
      }
    return {};
  });
  house.app.write([&](db::Tx& tx) -> Done {
    const auto section = TRY(minutes::add_section(tx, by, place.alliance, meeting, planted + " materia"));
    TRY(minutes::save_section(tx, by, place.alliance, meeting, section, planted + " nota", "1"));
    section_text = section.text();
    // One of them is the president's, who is told by letter.
    TRY(minutes::agree(
        tx, by, *minutes::newest(tx, meeting),
        TRY(minutes::parse({{}, planted + " acuerdo", president->mine.at("organization"), "", "2026-03-05", {}}))));
    for (const auto* due : {"", "2026-02-01", "2026-03-05"})
      TRY(minutes::agree(tx, by, *minutes::newest(tx, meeting),
                         TRY(minutes::parse({{}, planted + " acuerdo", {}, planted + " responsable", due, {}}))));
    return {};
  });
  state("review");
  house.app.write(
      [&](db::Tx& tx) { return minutes::comment(tx, by, place.alliance, meeting, section_text, planted + " comentario"); });
  state("approved");
  house.app.write([&](db::Tx& tx) { return minutes::correct(tx, by, place.alliance, meeting, planted + " corrección"); });
  ENSURE(jobs::run_due(house.app.db(), house.app.site().jobs));
}

/// A work plan that is not published, and an installation act with its correction, neither of them published.
void plant_plan(House& house) {
  auto& place = house.own;
  const auto& by = place.convener;
  const auto body = *committees::CommitteeId::parse(place.names.at("committee"));
  const auto today = house.app.today().text();
  house.app.write([&](db::Tx& tx) -> Done {
    const auto area = TRY(workplans::add_area(tx, by, place.alliance, body, {planted + " área", "", ""}));
    const auto activity = TRY(
        workplans::add_activity(tx, by, place.alliance, body,
                                {area.text(), planted + " actividad", planted + " detalle", "", "2026-02-01", "2026-02-20", ""}));
    TRY(workplans::move_activity(tx, by, place.alliance, body, activity, {"doing", "10", planted + " nota", ""}));
    place.names["area"] = area.text();
    place.names["activity"] = activity.text();
    TRY(committees::set_rules(tx, by, place.alliance, body, {"50", "", "present", "Decide por mayoría.", "", today, "", "1"}));
    TRY(installations::declare(tx, by, place.alliance, body, {today, planted + " observaciones", "", "0"}));
    TRY(installations::declare(tx, by, place.alliance, body, {today, planted + " observaciones", planted + " corrección", "1"}));
    return {};
  });
}

/// The addresses of letters, in whatever state, that have the marker in them.
std::set<std::string> written_to(House& house) {
  return house.app.read([](db::Tx& tx) -> Result<std::set<std::string>> {
    std::set<std::string> out;
    for (const auto state : {mail::State::queued, mail::State::sending, mail::State::sent, mail::State::failed,
                             mail::State::unsure, mail::State::bounced})
      for (const auto& kept : mail::in_state(tx, state, {.limit = 5000}))
        if ((kept.letter.subject.text() + kept.letter.text + kept.letter.html).find(marker) != std::string::npos)
          out.insert(kept.letter.to.text());
    return out;
  });
}

/// The addresses that were given a link which opens the minutes with the marker, without an account.
std::set<std::string> given_the_minutes(House& house) {
  const auto letters = house.app.read([](db::Tx& tx) -> Result<std::vector<mail::Kept>> {
    std::vector<mail::Kept> out;
    for (const auto state : {mail::State::queued, mail::State::sending, mail::State::sent, mail::State::failed})
      for (auto& kept : mail::in_state(tx, state, {.limit = 5000})) out.push_back(std::move(kept));
    return out;
  });
  std::set<std::string> out;
  for (const auto& kept : letters) {
    const auto at = kept.letter.text.find("/minutes/");
    if (at == std::string::npos || at + 9 + 43 > kept.letter.text.size()) continue;
    if (house.app.visitor().get(kept.letter.text.substr(at, 9 + 43)).body.find(marker) != std::string::npos)
      out.insert(kept.letter.to.text());
  }
  return out;
}

/// Lists are also searched and narrowed.
std::vector<std::string> queries_of(const http::Route& route, const std::string& object, const std::string& path) {
  if (path.find('?') != std::string::npos || object != "own" || route.pattern.ends_with('}')) return {""};
  return {"", std::string("?q=") + sought, "?status=all", "?due=overdue"};
}

/// The routes at which that person was shown the marker.
std::set<std::string> shown_to(House& house, Person person) {
  person.column = "somebody";  // asks about `own` as it is, not about what would be their own committee
  std::set<std::string> out;
  for (const auto& route : house.app.router().routes()) {
    if (!http::is_safe(route.method)) continue;
    for (const auto& object : objects_of(route.pattern)) {
      std::string unknown;
      const auto path = fill(house, person, route.pattern, object, unknown);
      if (path.empty()) continue;
      for (const auto& query : queries_of(route, object, path))
        if (ask(person, route, path + query).body.find(marker) != std::string::npos) out.insert(title(route));
    }
  }
  return out;
}

TEST(Markers, what_a_committee_writes_down_is_read_by_nobody_outside) {
  House house;
  plant(house);
  // Before everybody asks for links that nobody was given, which is counted against their network.
  const auto readers = given_the_minutes(house);
  plant_plan(house);
  std::size_t seen_inside = 0;
  for (const auto& person : house.people) {
    const auto shown = shown_to(house, person);
    if (outside.contains(person.column)) {
      for (const auto& route : shown) ADD_FAILURE() << person.column << " reads it at " << route;
    } else {
      seen_inside = std::max(seen_inside, shown.size());
      EXPECT_GE(shown.size(), 6U) << person.column << " should read it";
    }
  }
  EXPECT_GE(seen_inside, 10U) << "the test looks in too few places";
  const auto addresses = written_to(house);
  EXPECT_TRUE(addresses.contains("pres@example.org")) << "who answers for an agreement is told by letter";
  for (const auto& column : outside) EXPECT_FALSE(addresses.contains(column + "@example.org")) << column << " is written it";
  EXPECT_TRUE(readers.contains("pres@example.org")) << "who attended for a member reads the minutes from their letter";
  for (const auto& column : outside) EXPECT_FALSE(readers.contains(column + "@example.org")) << column << " is given a link";
}

}  // namespace
}  // namespace alianza::access
