#include "features/meetings/tests/house.h"

namespace alianza::meetings {
namespace {

std::string titles(const Page& page) {
  std::string out;
  for (const auto& row : page.rows) out += row.meeting.title.es + " ";
  return out;
}

class Lists : public ::testing::Test {
 protected:
  Lists() {
    for (const auto* on : {"2025-11-03", "2026-01-12", "2026-02-09", "2026-03-02", "2026-03-10", "2026-04-14", "2027-01-05"})
      house.meeting(on, on);
    house.meeting("sesión", "2026-03-10", house.energy);
  }
  Page page(const Filter& filter, const std::optional<Cursor>& cursor = {}, int limit = 25) {
    return house.app.read([&](db::Tx& tx) { return list(tx, house.alliance, filter, cursor, limit, house.app.today()); });
  }
  House house;
};

TEST_F(Lists, UpcomingBeginTodayAndThePastEndsYesterday) {
  EXPECT_EQ(titles(page({When::upcoming})), "2026-03-02 2026-03-10 sesión 2026-04-14 2027-01-05 ");
  EXPECT_EQ(titles(page({When::past})), "2026-02-09 2026-01-12 2025-11-03 ");
  EXPECT_EQ(titles(page({When::all})), "2027-01-05 2026-04-14 sesión 2026-03-10 2026-03-02 2026-02-09 2026-01-12 2025-11-03 ");
}

TEST_F(Lists, WhatWasHeldTodayIsPast) {
  const auto found = page({When::upcoming}).rows.front().meeting;
  ASSERT_EQ(found.title.es, "2026-03-02");
  house.app.write([&](db::Tx& tx) { return change_state(tx, house.act("director"), house.alliance, found.id, State::held, ""); });
  EXPECT_EQ(titles(page({When::upcoming})), "2026-03-10 sesión 2026-04-14 2027-01-05 ");
  EXPECT_EQ(titles(page({When::past})), "2026-03-02 2026-02-09 2026-01-12 2025-11-03 ");
  const auto counted = house.app.read([&](db::Tx& tx) { return count(tx, house.alliance, {When::past}, house.app.today()); });
  EXPECT_EQ(counted, 4);
}

TEST_F(Lists, FiltersMeetEachOther) {
  EXPECT_EQ(titles(page({When::all, house.energy})), "sesión ");
  EXPECT_EQ(titles(page({When::all, {}, Kind::committee})), "sesión ");
  EXPECT_EQ(titles(page({When::past, {}, {}, {}, 2026})), "2026-02-09 2026-01-12 ");
  EXPECT_EQ(titles(page({When::upcoming, {}, {}, State::held})), "");
  EXPECT_EQ(titles(page({When::upcoming, {}, Kind::plenary, State::scheduled, 2027})), "2027-01-05 ");
  const auto counted = house.app.read([&](db::Tx& tx) {
    return count(tx, house.alliance, {When::upcoming, {}, Kind::plenary}, house.app.today());
  });
  EXPECT_EQ(counted, 4);
}

TEST_F(Lists, PagesGoOnAndBackWithoutLosingARow) {
  for (const auto when : {When::upcoming, When::past, When::all}) {
    const auto whole = titles(page({when}));
    std::string forth;
    std::vector<std::string> pages;
    std::optional<Cursor> at;
    Page last;
    do {
      last = page({when}, at, 2);
      pages.push_back(titles(last));
      forth += pages.back();
      at = last.later;
    } while (at);
    EXPECT_EQ(forth, whole);
    EXPECT_FALSE(page({when}, {}, 2).earlier);
    for (auto expected = pages.rbegin() + 1; expected != pages.rend(); ++expected) {
      ASSERT_TRUE(last.earlier);
      last = page({when}, Cursor::parse(last.earlier->text()), 2);
      EXPECT_EQ(titles(last), *expected);
    }
    EXPECT_FALSE(last.earlier);
  }
}

TEST_F(Lists, ACursorFromAnAddressIsCheckedStrictly) {
  for (const auto* text : {"", "~", "2026-03-10T10:00", "2026-03-10T10:00~", "2026-03-10~01H2X7G9ZK4QP", "x~01H2X7G9ZK4QP",
                           "2026-13-10T10:00~01H2X7G9ZK4QP"})
    EXPECT_FALSE(Cursor::parse(text)) << text;
}

TEST_F(Lists, TheNextOfACommitteeAndItsMonthsAreKnown) {
  const auto next = house.app.read([&](db::Tx& tx) { return next_of_committees(tx, house.alliance, house.app.today()); });
  EXPECT_EQ(next.at(house.energy).title.es, "sesión");
  for (const auto* on : {"2026-01-20", "2026-03-01"}) {
    const auto m = house.meeting("hecha", on, house.energy);
    house.app.write([&](db::Tx& tx) { return change_state(tx, house.act("director"), house.alliance, m.id, State::held, ""); });
  }
  const auto months = house.app.read([&](db::Tx& tx) { return cadence(tx, house.alliance, house.app.today(), 4); });
  EXPECT_EQ(months.at(house.energy), (std::vector<bool>{false, true, false, true}));
}

TEST_F(Lists, TheListOfCommitteesAsksAsOftenWithTwentyAsWithTwo) {
  const auto root = "/alliances/" + house.alliance.text() + "/committees";
  auto& client = house.app.client(house.app.person("director"));
  const auto asked = [&](const std::string& path) {
    client.get(path);  // what is asked once per session is asked before
    const auto before = house.app.db().stats().statements;
    const auto answer = client.get(path);
    EXPECT_EQ(answer.status, 200) << path;
    return std::pair(house.app.db().stats().statements - before, answer.body);
  };
  const auto pages = {root, root + ".csv", "/api/v1" + root};
  const auto act = house.act("secretariat");
  const auto join = [&](CommitteeId id) {
    house.app.write([&](db::Tx& tx) {
      return committees::add_member(tx, act, house.alliance, id, house.seats["active"], house.app.today().text());
    });
  };
  join(house.energy);
  join(house.water);
  std::map<std::string, std::int64_t> of_two;
  for (const auto& path : pages) of_two[path] = asked(path).first;
  for (int i = 3; i <= 20; ++i) {
    committees::Input input;
    input.name_es = "Comité " + std::to_string(i);
    const auto id = house.app.write([&](db::Tx& tx) { return committees::found(tx, act, house.alliance, input); }).id;
    join(id);
    house.meeting("Sesión " + std::to_string(i), "2026-04-01", id);
  }
  for (const auto& path : pages) EXPECT_LE(asked(path).first, of_two[path]) << path;
  const auto body = asked(root).second;
  std::size_t linked = 0;
  for (auto at = body.find("/meetings/"); at != std::string::npos; at = body.find("/meetings/", at + 1)) ++linked;
  EXPECT_EQ(linked, 19U);  // eighteen new ones and Energía
}

TEST_F(Lists, EachGivesEveryRowInOrder) {
  std::string out;
  house.app.read([&](db::Tx& tx) {
    each(tx, house.alliance, {When::past}, house.app.today(), [&](const Listed& row) { out += row.meeting.title.es + " "; });
    return 0;
  });
  EXPECT_EQ(out, titles(page({When::past})));
}

}  // namespace
}  // namespace alianza::meetings
