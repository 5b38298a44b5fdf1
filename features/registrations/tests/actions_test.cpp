#include "features/registrations/tests/house.h"

namespace alianza::registrations {
namespace {

const ReplyInput coming{"coming", "Ana Robles\nLuis Peña", "Llegan a las diez", "Ana Robles"};
const ReplyInput not_coming{"not_coming", "", "", "Ana Robles"};

TEST(Replies, AreJudgedFieldByField) {
  struct Case {
    ReplyInput input;
    Signed how;
    const char* wrong;
  };
  std::string names;
  for (int i = 0; i < 21; ++i) names += "Persona\n";
  for (const auto& c :
       {Case{coming, Signed::by_name, ""}, Case{{"coming", "", "", ""}, Signed::by_account, ""},
        Case{{"coming", "", "", " "}, Signed::by_name, "name"}, Case{{"silent", "", "", "Ana"}, Signed::by_name, "reply"},
        Case{{"", "", "", "Ana"}, Signed::by_name, "reply"}, Case{{"coming", names, "", "Ana"}, Signed::by_name, "persons"},
        Case{{"coming", "", std::string(501, 'a'), "Ana"}, Signed::by_name, "note"}}) {
    const auto done = parse(c.input, c.how);
    EXPECT_EQ(done ? "" : done.error().fields.at(0).field, c.wrong);
  }
}

TEST(Replies, AreTakenUntilTheMeetingEndsInItsZone) {
  meetings::Meeting m;
  m.on = meetings::day("2026-07-14");
  m.starts = 600;
  m.ends = 720;
  const Zone zone;
  const auto at = [&](const char* civil) { return !refuses_reply(m, zone, zone.instant_of(*CivilTime::parse(civil))); };
  EXPECT_TRUE(at("2026-07-14T11:59"));
  EXPECT_FALSE(at("2026-07-14T12:00"));
  m.ends.reset();
  EXPECT_TRUE(at("2026-07-14T23:59"));
  EXPECT_FALSE(at("2026-07-15T00:00"));
  m.state = meetings::State::cancelled;
  EXPECT_FALSE(at("2026-07-01T10:00"));
}

TEST(Convening, IsForWhoKeepsTheMeeting) {
  House house;
  house.reachable("Clara");
  const auto m = house.meeting("Plenaria", "2026-03-10");
  for (const auto* who : {"active", "suspended", "facilitator", "legal", "officer"})
    EXPECT_EQ(house.convene(who, m.id), "forbidden") << who;
  for (const auto* who : {"anonymous", "outsider", "invited"}) EXPECT_EQ(house.convene(who, m.id), "not_found") << who;
  EXPECT_EQ(house.convene("secretariat", m.id, "everybody"), "audience");
  EXPECT_EQ(house.convene("secretariat", m.id), "done");
  EXPECT_EQ(house.convene("secretariat", m.id), "conflict") << "the first letters have not left";
}

TEST(Convening, WritesOneLetterToEachThatIsReachableAndTellsTheOthers) {
  House house;
  for (const auto* name : {"Agua", "Barro", "Cobre", "Duna", "Encino"}) house.reachable(name);
  const auto m = house.meeting("Plenaria", "2026-03-10");
  EXPECT_EQ(house.book(m.id).unwritten, 5);
  EXPECT_EQ(house.book(m.id).unreachable, 2);  // the organisations of «active» and «officer»
  EXPECT_EQ(house.convene("secretariat", m.id, "unwritten", "Traigan su compromiso por escrito."), "done");
  EXPECT_EQ(house.work(), 1);
  EXPECT_EQ(house.letters().size(), 5U);
  const auto book = house.book(m.id);
  EXPECT_EQ(book.unwritten, 0);
  EXPECT_EQ(book.silent, 5);
  EXPECT_EQ(book.convocations.at(0).letters, 5);
  EXPECT_TRUE(book.convocations.at(0).finished_at);
  EXPECT_EQ(house.convene("secretariat", m.id), "audience") << "everybody got theirs";
  const auto late = house.reachable("Fresno");
  EXPECT_EQ(house.convene("secretariat", m.id), "done");
  house.work();
  EXPECT_EQ(house.letters().size(), 6U) << late.text();
}

TEST(Convening, SaysDayHourZoneAndMessage) {
  House house;
  house.reachable("Agua");
  auto input = house.input("Plenaria", "2026-07-14");
  input.venue_es = "Sala «Magna»";
  input.agenda = "Bienvenida | 10\nAcuerdos";
  const auto m =
      house.app.write([&](db::Tx& tx) { return meetings::schedule(tx, house.act("secretariat"), house.alliance, input); });
  house.convene("secretariat", m.id, "unwritten", "Primera línea\nSegunda línea");
  house.work();
  const auto letter = house.letters().at(0).letter;
  EXPECT_EQ(letter.subject.text(), "Convocatoria: Plenaria, 14 jul 2026, 10:00 · Alianza muestra")
      << "what a list of letters shows";
  for (const auto* words : {"martes 14 de julio de 2026, 10:00 a 12:00, hora del centro de México (UTC-06:00)", "Sala «Magna»",
                            "Bienvenida", "Acuerdos", "Primera línea", "Segunda línea", "/calendar.ics", "Contacto de Agua"})
    EXPECT_NE(letter.text.find(words), std::string::npos) << words << "\n" << letter.text;
  EXPECT_EQ(letter.reply_to->text(), "secretariat@example.org");
}

TEST(Convening, WritesInTheLanguageOfTheAccountThatAContactHas) {
  House house;
  house.reachable("Agua");
  const auto somebody = house.app.person("somebody");
  house.app.write([&](db::Tx& tx) -> Done {
    tx.exec("UPDATE accounts SET email = :email, email_key = :email, lang = 'en' WHERE id = :id",
            {{"email", House::address("Agua")}, {"id", somebody.account}});
    return Done();
  });
  const auto m = house.meeting("Plenaria", "2026-03-10");
  house.convene("secretariat", m.id);
  house.work();
  const auto letter = house.letters().at(0).letter;
  EXPECT_EQ(letter.lang, Lang::en);
  EXPECT_TRUE(letter.subject.text().starts_with("Convocation: ")) << letter.subject.text();
  EXPECT_NE(letter.text.find("Tell us whether you come"), std::string::npos) << letter.text;
}

TEST(Convening, OfACancelledMeetingStopsAndItsRemindersGoToTheSilentAlone) {
  House house;
  house.reachable("Agua");
  const auto barro = house.reachable("Barro");
  const auto m = house.meeting("Plenaria", "2026-03-10");
  EXPECT_EQ(house.convene("secretariat", m.id, "silent"), "audience") << "nobody was written to";
  house.convene("secretariat", m.id);
  house.work();
  EXPECT_EQ(house.reply("secretariat", m.id, barro, coming), "done");
  EXPECT_EQ(house.convene("secretariat", m.id, "silent"), "done");
  house.work();
  EXPECT_EQ(house.letters().size(), 3U);
  EXPECT_EQ(house.letters().at(0).letter.to.text(), House::address("Agua"));
  EXPECT_NE(house.letters().at(0).letter.subject.text().find("Recordatorio"), std::string::npos);
  house.convene("secretariat", m.id, "silent");
  house.cancel(m.id);
  house.work();
  EXPECT_EQ(house.letters().size(), 3U);
  EXPECT_EQ(house.convene("secretariat", m.id, "silent"), "conflict");
}

TEST(Links, AreUsedUpByOneReply) {
  House house;
  const auto agua = house.reachable("Agua");
  const auto m = house.meeting("Plenaria", "2026-03-10");
  house.convene("secretariat", m.id);
  house.work();
  const auto link = house.link_to("Agua");
  EXPECT_EQ(house.reply_by_link(link, {"coming", "", "", ""}), "name");
  EXPECT_EQ(house.book(m.id).tally.silent, 3);
  EXPECT_EQ(house.reply_by_link(link, coming), "done");
  EXPECT_EQ(house.reply_by_link(link, not_coming), "conflict");
  const auto tally = house.book(m.id).tally;
  EXPECT_EQ(tally.coming, 1);
  EXPECT_EQ(tally.persons, 2);
  EXPECT_EQ(tally.silent, 2);
  EXPECT_EQ(house.reply("director", m.id, agua, not_coming), "done") << "who keeps the meeting hears that plans changed";
  EXPECT_EQ(house.book(m.id).tally.not_coming, 1);
  EXPECT_EQ(house.reply_by_link("/registrations/" + std::string(43, 'x'), coming), "not_found");
}

TEST(Links, EndWithTheMeetingAndFollowItWhenItMoves) {
  House house;
  house.reachable("Agua");
  const auto m = house.meeting("Plenaria", "2026-03-10");
  house.convene("secretariat", m.id);
  house.work();
  const auto link = house.link_to("Agua");
  const auto at = [&](const char* civil) { house.app.clock().set(Zone().instant_of(*CivilTime::parse(civil))); };
  at("2026-03-10T12:00");
  EXPECT_NE(house.reply_by_link(link, coming), "done");
  auto moved = house.input("Plenaria", "2026-04-10");
  moved.version = std::to_string(house.again(m.id).version);
  house.app.write([&](db::Tx& tx) { return meetings::edit(tx, house.act("secretariat"), house.alliance, m.id, moved); });
  EXPECT_EQ(house.reply_by_link(link, coming), "done");
}

TEST(Replying, IsForWhoActsForAnOrganisationThatIsExpected) {
  House house;
  const auto plenary = house.meeting("Plenaria", "2026-03-10");
  const auto session = house.meeting("Sesión", "2026-03-11", house.energy);
  const auto own = house.seats.at("active");
  EXPECT_EQ(house.reply("active", plenary.id, own, coming), "done");
  EXPECT_EQ(house.reply("active", plenary.id, house.seats.at("officer"), coming), "organization") << "somebody else's";
  EXPECT_EQ(house.reply("active", session.id, own, coming), "forbidden") << "not of that committee";
  EXPECT_EQ(house.reply("suspended", plenary.id, house.seats.at("suspended"), coming), "forbidden");
  EXPECT_EQ(house.reply("invited", plenary.id, house.seats.at("invited"), coming), "not_found");
  EXPECT_EQ(house.reply("facilitator", plenary.id, own, coming), "forbidden");
  EXPECT_EQ(house.reply("secretariat", plenary.id, house.seats.at("withdrawn"), coming), "organization");
  EXPECT_EQ(house.reply("active", plenary.id, own, not_coming), "done") << "as often as plans change";
  EXPECT_EQ(house.book(plenary.id).tally.not_coming, 1);
}

TEST(Merging, MovesARegistrationWhereTheOtherHasNoneAndIsTakenBack) {
  House house;
  const auto kept = house.reachable("Agua");
  const auto gone = house.reachable("Barro");
  const auto both = house.meeting("Ambas", "2026-03-10");
  const auto one = house.meeting("Una", "2026-03-11");
  house.convene("secretariat", both.id);
  house.work();
  const auto stale = house.link_to("Barro");
  house.reply("secretariat", one.id, gone, coming);
  const auto publish = [&](const char* type) {
    house.app.write([&](db::Tx& tx) {
      tx.publish({type, kept.value(),
                  R"({"kept":")" + kept.text() + R"(","gone":")" + gone.text() + R"(","merge":")" + id_to_text(78) +
                      R"(","agency":")" + house.agency.text() + R"(","on":"2026-03-02"})"});
    });
  };
  const auto coming_to = [&](OrganizationId id) {
    for (const auto& line : house.book(one.id).lines)
      if (line.organization == id) return line.reply() == Reply::coming;
    return false;
  };
  publish("organization.merged");
  EXPECT_TRUE(coming_to(kept));
  EXPECT_FALSE(coming_to(gone));
  EXPECT_NE(house.reply_by_link(stale, coming), "done") << "the merged one's own letter";
  publish("organization.unmerged");
  EXPECT_TRUE(coming_to(gone));
}

}  // namespace
}  // namespace alianza::registrations
