// Verbs of minutes and agreements on both engines.
#include <thread>

#include "features/minutes/store.h"
#include "features/minutes/store_agreements.h"
#include "features/minutes/tests/house.h"
#include "platform/audit/digest.h"

namespace alianza::minutes {
namespace {

TEST(MinutesActions, BeginWithASectionForEachItemOfTheAgenda) {
  House house;
  const auto m = house.session();
  house.opened(m.id);
  const auto sections = house.book_of(m.id).sections;
  ASSERT_EQ(sections.size(), 4u);
  EXPECT_EQ(sections[0].place, Place::opening);
  EXPECT_EQ(sections[2].title, "Ficha técnica");
  EXPECT_EQ(sections[3].place, Place::closing);
  house.app.write(
      [&](db::Tx& tx) { return add_section(tx, house.act("secretariat"), house.alliance, m.id, "Asuntos generales"); });
  EXPECT_EQ(house.book_of(m.id).sections[3].title, "Asuntos generales");
  EXPECT_EQ(house.book_of(m.id).sections[4].place, Place::closing);
  const auto twice =
      house.app.db().write([&](db::Tx& tx) { return open(tx, house.act("director"), house.alliance, m.id, Lang::es); });
  EXPECT_EQ(outcome(twice), "conflict");
}

TEST(MinutesActions, TwoPeopleWhoSaveTheSameSectionLoseNothing) {
  House house;
  const auto m = house.session();
  house.opened(m.id);
  const auto s = house.book_of(m.id).sections[1];
  EXPECT_FALSE(house.save("secretariat", m.id, s.id, "El texto de Ana", s.version)->typed);
  const auto crossed = house.save("director", m.id, s.id, "El texto de Bruno", s.version);
  ASSERT_TRUE(crossed);
  ASSERT_TRUE(crossed->typed);
  EXPECT_EQ(crossed->section.body, "El texto de Ana");
  EXPECT_EQ(crossed->typed->body, "El texto de Bruno");
  const auto kept = [&](const char* who) {
    return house.app.read([&](db::Tx& tx) -> Result<std::vector<Crossed>> {
      const auto seen = TRY(minutes::see(tx, house.act(who).actor, house.alliance, m.id));
      return minutes::crossed(tx, seen, *newest(tx, m.id));
    });
  };
  ASSERT_EQ(kept("secretariat").size(), 1u);
  EXPECT_EQ(kept("secretariat").front().section, s.id);
  EXPECT_EQ(kept("secretariat").front().body, "El texto de Bruno");
  EXPECT_TRUE(kept("stranger").empty()) << "who reads and does not write";
  const auto merged = house.save("director", m.id, s.id, "El texto de Ana y de Bruno", crossed->section.version);
  EXPECT_FALSE(merged->typed);
  EXPECT_EQ(house.book_of(m.id).sections[1].body, "El texto de Ana y de Bruno");
  ASSERT_EQ(house.move("secretariat", m.id, "review"), "done");
  EXPECT_TRUE(kept("secretariat").empty()) << "it is no draft any more";
}

TEST(MinutesActions, WhatIsApprovedCannotBeChangedNotEvenByTheStore) {
  House house;
  const auto m = house.session();
  house.opened(m.id);
  const auto s = house.book_of(m.id).sections[1];
  house.save("secretariat", m.id, s.id, "Lo que se dijo", s.version);
  const auto a = house.agreed(m.id, "Enviar el padrón");
  const auto done = house.approved(m.id);
  EXPECT_EQ(done.folio, "MUESTRA-MIN-2026-0001");
  EXPECT_EQ(done.digest, audit::sha256_hex(done.canonical));
  EXPECT_NE(done.canonical.find("Lo que se dijo"), std::string::npos);
  EXPECT_NE(done.canonical.find("Enviar el padrón"), std::string::npos);
  EXPECT_EQ(outcome(house.save("secretariat", m.id, s.id, "Otra cosa", s.version + 1)), "conflict");
  EXPECT_EQ(house.move("director", m.id, "draft", "motivo"), "conflict");
  const auto by = *house.act("director").actor;
  house.app.write([&](db::Tx& tx) -> Done {
    auto other = *store::find_section(tx, done.id, s.id);
    other.body = "Otra cosa";
    EXPECT_FALSE(store::save(tx, other, by));
    EXPECT_FALSE(store::set_state(tx, done, State::draft, "x", by));
    EXPECT_FALSE(store::approve(tx, done, by));
    return {};
  });
  EXPECT_EQ(house.again(m.id).canonical, done.canonical);
  const AgreementInput edited{{}, "Otro texto", house.seats["active"].text(), "", "", "1"};
  EXPECT_EQ(outcome(house.app.db().write(
                [&](db::Tx& tx) { return edit_agreement(tx, house.act("director"), house.alliance, a.id, edited); })),
            "conflict");
}

TEST(MinutesActions, ACorrectionIsAnotherEditionThatSaysWhatItCorrects) {
  House house;
  const auto m = house.session();
  house.opened(m.id);
  const auto first = house.approved(m.id);
  const auto correct_it = [&](const char* what) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return correct(tx, house.act("secretariat"), house.alliance, m.id, what); }));
  };
  EXPECT_EQ(correct_it(""), "correction");
  EXPECT_EQ(correct_it("El nombre de la sede"), "done");
  EXPECT_EQ(correct_it("otra"), "conflict") << "one is open already";
  const auto s = house.book_of(m.id).sections[0];
  house.save("secretariat", m.id, s.id, "En la sede correcta", s.version);
  const auto second = house.approved(m.id);
  EXPECT_EQ(second.edition, 2);
  EXPECT_EQ(second.folio, first.folio);
  EXPECT_NE(second.digest, first.digest);
  const auto kept = house.app.read([&](db::Tx& tx) { return store::find(tx, m.id, 1); });
  EXPECT_EQ(kept->canonical, first.canonical);
}

TEST(MinutesActions, FoliosHaveNoGapsUnderConcurrency) {
  House house;
  constexpr int most = 8;
  std::vector<MeetingId> ids;
  for (int i = 0; i < most; ++i) {
    ids.push_back(house.session().id);
    house.opened(ids.back());
    ASSERT_EQ(house.move("secretariat", ids.back(), "review"), "done");
  }
  const auto act = house.act("secretariat");
  std::vector<std::thread> threads;
  for (const auto id : ids)
    threads.emplace_back([&, id] {
      const auto done =
          house.app.db().write([&](db::Tx& tx) { return minutes::change_state(tx, act, house.alliance, id, "approved", ""); });
      EXPECT_EQ(outcome(done), "done");
    });
  for (auto& t : threads) t.join();
  std::set<std::string> folios;
  for (const auto id : ids) folios.insert(house.again(id).folio);
  ASSERT_EQ(folios.size(), static_cast<std::size_t>(most));
  EXPECT_EQ(*folios.begin(), "MUESTRA-MIN-2026-0001");
  EXPECT_EQ(*folios.rbegin(), "MUESTRA-MIN-2026-0008");
}

TEST(MinutesActions, OnlyWhoAttendedSaysInAgreementAndOnlyWhileItIsReviewed) {
  House house;
  const auto m = house.session(house.energy);
  house.opened(m.id);
  const auto org = house.seats["active"];
  const auto agree_to = [&](const char* who) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return assent(tx, house.act(who), house.alliance, m.id, org.text()); }));
  };
  EXPECT_EQ(agree_to("active"), "forbidden") << "it did not attend";
  ASSERT_EQ(house.attend("secretariat", m.id, org), "done");
  EXPECT_EQ(agree_to("active"), "conflict") << "it is a draft";
  ASSERT_EQ(house.move("secretariat", m.id, "review"), "done");
  EXPECT_EQ(agree_to("active"), "done");
  EXPECT_EQ(agree_to("active"), "done") << "twice is once";
  EXPECT_EQ(house.book_of(m.id).assents.size(), 1u);
  EXPECT_EQ(agree_to("stranger"), "not_found");
  ASSERT_EQ(house.move("secretariat", m.id, "draft", "falta un dato"), "done");
  ASSERT_EQ(house.move("secretariat", m.id, "review"), "done");
  EXPECT_TRUE(house.book_of(m.id).assents.empty()) << "what changed is asked about anew";
}

TEST(AgreementActions, AreClosedWithEvidenceByWhoAnswersForThem) {
  House house;
  const auto m = house.session(house.energy);
  house.opened(m.id);
  const auto a = house.agreed(m.id, "Enviar el padrón");
  EXPECT_EQ(a.number, 1);
  EXPECT_EQ(house.agreed(m.id, "Otro").number, 2);
  EXPECT_EQ(house.follow("active", a.id, "done", ""), "note");
  EXPECT_EQ(house.follow("stranger", a.id, "done", "x"), "not_found");
  EXPECT_EQ(house.follow("active", a.id, "cancelled", "x"), "forbidden");
  EXPECT_EQ(house.follow("active", a.id, "done", "Oficio 12, recibido el 3 de marzo"), "done");
  EXPECT_EQ(house.follow("secretariat", a.id, "done", "x"), "conflict");
  EXPECT_EQ(house.follow("secretariat", a.id, "open", "no era el padrón"), "done");
  const auto changes = house.app.read([&](db::Tx& tx) { return history(tx, a.id); });
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[1].note, "Oficio 12, recibido el 3 de marzo");
}

TEST(AgreementActions, AreListedByDueDateWithOverdueOnTheAlliancesDay) {
  House house;
  const auto m = house.session({}, "2026-01-19");
  house.opened(m.id);
  const auto none = house.agreed(m.id, "Sin fecha", "");
  const auto late = house.agreed(m.id, "Vencido", "2026-03-01");
  const auto today = house.agreed(m.id, "Hoy", "2026-03-02");
  const auto far = house.agreed(m.id, "Lejano", "2027-01-01");
  const auto ids = [&](const Filter& f, int limit = 50, const std::optional<Cursor>& at = {}) {
    std::vector<AgreementId> out;
    house.app.read([&](db::Tx& tx) -> Done {
      const auto act = house.act("secretariat");
      const auto seen = TRY(alliances::see(tx, act.actor, house.alliance));
      for (const auto& a : list(tx, seen, sight_of(tx, act.actor, seen), f, at, limit).rows) out.push_back(a.id);
      return {};
    });
    return out;
  };
  using Ids = std::vector<AgreementId>;
  EXPECT_EQ(ids({}), (Ids{late.id, today.id, far.id, none.id}));
  EXPECT_EQ(ids({.overdue = true}), Ids{late.id});
  EXPECT_EQ(ids({.due_in = 30}), Ids{today.id});
  EXPECT_EQ(ids({.search = "VENCIDO"}), Ids{late.id});
  EXPECT_EQ(ids({}, 2, Cursor{"2026-03-02", today.id}), (Ids{far.id, none.id}));
  EXPECT_EQ(ids({}, 2, Cursor{"2027-01-01", far.id, Cursor::Direction::back}), (Ids{late.id, today.id}));
}

TEST(AgreementActions, ThatFallDueAreCountedWithoutTheOverdueAndPagedBackOnlyToToday) {
  House house;
  const auto m = house.session({}, "2026-01-19");
  house.opened(m.id);
  house.agreed(m.id, "Vencido hace un mes", "2026-02-01");
  house.agreed(m.id, "Vencido ayer", "2026-03-01");
  const auto first = house.agreed(m.id, "Hoy", "2026-03-02");
  const auto second = house.agreed(m.id, "En una semana", "2026-03-09");
  const auto third = house.agreed(m.id, "En un mes", "2026-04-01");
  house.agreed(m.id, "Después", "2026-04-02");
  house.agreed(m.id, "Sin fecha", "");
  house.app.read([&](db::Tx& tx) -> Done {
    const auto act = house.act("secretariat");
    const auto seen = TRY(alliances::see(tx, act.actor, house.alliance));
    const auto sight = sight_of(tx, act.actor, seen);
    EXPECT_EQ(count(tx, seen, sight, {.due_in = days_of_week}), 2);
    EXPECT_EQ(count(tx, seen, sight, {.due_in = soon_days}), 3);
    EXPECT_EQ(count(tx, seen, sight, {.overdue = true}), 2);
    const Filter soon{.due_in = soon_days};
    const auto ids = [](const Page& page) {
      std::vector<AgreementId> out;
      for (const auto& a : page.rows) out.push_back(a.id);
      return out;
    };
    using Ids = std::vector<AgreementId>;
    const auto one = list(tx, seen, sight, soon, {}, 2);
    EXPECT_EQ(ids(one), (Ids{first.id, second.id}));
    const auto two = list(tx, seen, sight, soon, one.later, 2);
    EXPECT_EQ(ids(two), Ids{third.id});
    const auto back = list(tx, seen, sight, soon, two.earlier, 2);
    EXPECT_EQ(ids(back), (Ids{first.id, second.id}));
    EXPECT_FALSE(back.earlier) << "what is overdue stands in its own filter";
    return {};
  });
}

TEST(AgreementActions, FollowTheirOwnerThroughAMergeAndBack) {
  House house;
  const auto m = house.session();
  house.opened(m.id);
  const auto a = house.agreed(m.id, "Enviar");
  const auto owner = [&] {
    return house.app.read([&](db::Tx& tx) { return *store::find_agreement(tx, house.alliance, a.id); }).organization;
  };
  const Merge both{77, house.seats["stranger"], house.seats["active"]};
  house.app.write([&](db::Tx& tx) -> Done {
    merge(tx, both);
    return {};
  });
  EXPECT_EQ(owner(), house.seats["stranger"]);
  house.app.write([&](db::Tx& tx) -> Done {
    unmerge(tx, both);
    return {};
  });
  EXPECT_EQ(owner(), house.seats["active"]);
}

}  // namespace
}  // namespace alianza::minutes
