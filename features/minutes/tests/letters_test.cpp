// Who is written to about minutes and agreements, on both engines.
#include "features/minutes/letters.h"
#include "features/minutes/tests/house.h"
#include "platform/mail/mail.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::minutes {
namespace {

const std::string origin = "https://alianza.example";

class MinutesLetters : public ::testing::Test {
 protected:
  /// The person of that name stands in the directory as the contact of its organisation.
  void contact(const std::string& name) {
    house.app.write([&](db::Tx& tx) {
      return organizations::add_contact(tx, house.act("director"), house.alliance, house.seats[name],
                                        {"Persona " + name, name + "@example.org", "", "", "contact"}, house.app.today().text());
    });
  }
  int tell(MeetingId id) {
    return house.app.write([&](db::Tx& tx) -> Result<int> { return tell_minutes(tx, house.alliance, id, origin); });
  }
  int remind() {
    return house.app.write([&](db::Tx& tx) { return minutes::remind(tx, house.alliance, origin); });
  }
  /// «active@example.org: Minuta en revisión: Sesión 9; …», oldest first.
  std::string letters() {
    std::string out;
    auto all =
        house.app.read([&](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, mail::State::queued); });
    for (auto k = all.rbegin(); k != all.rend(); ++k) out += k->letter.to.text() + ": " + k->letter.subject.text() + "; ";
    return out;
  }
  std::string newest() {
    return house.app.read([&](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, mail::State::queued); })
        .front()
        .letter.text;
  }
  House house;
};

TEST_F(MinutesLetters, GoToThoseWhoAttendedAndMayReadAndToNobodyElse) {
  const auto m = house.session(house.energy);
  for (const auto* name : {"active", "stranger", "invited"}) contact(name);
  for (const auto* name : {"active", "stranger", "officer"})
    ASSERT_EQ(house.attend("secretariat", m.id, house.seats[name]), "done");
  house.opened(m.id);
  EXPECT_EQ(tell(m.id), 0) << "a draft is nobody's news";
  ASSERT_EQ(house.move("secretariat", m.id, "review"), "done");
  EXPECT_EQ(letters(), "active@example.org: Minuta en revisión: Sesión 9 · Alianza muestra; ")
      << "a guest of the committee does not read its minutes; an officer without a contact is not reached";
  EXPECT_NE(newest().find("/minutes/"), std::string::npos);
  EXPECT_EQ(newest().find("/alliances/"), std::string::npos) << "the link needs no account";
}

TEST_F(MinutesLetters, ComeInTheLanguageOfTheAccount) {
  const auto m = house.session();
  contact("active");
  ASSERT_EQ(house.attend("secretariat", m.id, house.seats["active"]), "done");
  house.opened(m.id);
  const auto who = house.app.person("active");
  house.app.write([&](db::Tx& tx) { return auth::rename_account(tx, who.account, "Active", Lang::en); });
  ASSERT_EQ(house.move("secretariat", m.id, "review"), "done");
  EXPECT_EQ(letters(), "active@example.org: Minutes in review: Sesión 9 · Alianza muestra; ");
  EXPECT_NE(newest().find("/en/minutes/"), std::string::npos);
}

TEST_F(MinutesLetters, OfACorrectionSayWhatItCorrects) {
  const auto m = house.session();
  contact("active");
  ASSERT_EQ(house.attend("secretariat", m.id, house.seats["active"]), "done");
  house.opened(m.id);
  house.approved(m.id);
  EXPECT_EQ(newest().find("corrige"), std::string::npos);
  house.app.write(
      [&](db::Tx& tx) { return correct(tx, house.act("secretariat"), house.alliance, m.id, "El lugar de la sesión"); });
  house.approved(m.id);
  EXPECT_NE(newest().find("Es la versión 2, que corrige: El lugar de la sesión"), std::string::npos) << newest();
}

TEST_F(MinutesLetters, TellTheOwnerOnceAtTheApproval) {
  const auto m = house.session(house.energy);
  contact("active");
  house.opened(m.id);
  house.agreed(m.id, "Enviar el padrón", "2026-03-31");
  house.approved(m.id);
  EXPECT_EQ(letters(), "active@example.org: Acuerdo 1 a cargo de su organización · Alianza muestra; ") << "nobody attended";
  EXPECT_NE(newest().find("Enviar el padrón"), std::string::npos);
  EXPECT_NE(newest().find("31 de marzo de 2026"), std::string::npos);
  EXPECT_EQ(tell(m.id), 0) << "a correction that is approved does not tell it again";
}

TEST_F(MinutesLetters, RemindThreeDaysBeforeAndAfterTheDayOnceEach) {
  const auto m = house.session(house.energy);
  contact("active");
  house.opened(m.id);
  const auto a = house.agreed(m.id, "Enviar el padrón", "2026-03-06");
  const auto day = [&] { house.app.clock().advance(std::chrono::hours(24)); };
  EXPECT_EQ(remind(), 0) << "four days before";
  day();
  EXPECT_EQ(remind(), 1);
  EXPECT_EQ(remind(), 0) << "once";
  EXPECT_NE(newest().find(origin + "/unsubscribe/"), std::string::npos);
  for (int i = 0; i < 3; ++i) day();
  EXPECT_EQ(remind(), 0) << "on its day";
  day();
  EXPECT_EQ(remind(), 1);
  EXPECT_EQ(letters(),
            "active@example.org: Acuerdo que vence el 6 de marzo de 2026 · Alianza muestra; "
            "active@example.org: Acuerdo que venció el 6 de marzo de 2026 · Alianza muestra; ");
  day();
  EXPECT_EQ(remind(), 0);
  const auto done = house.agreed(m.id, "Otro", "2026-03-09");
  ASSERT_EQ(house.follow("active", done.id, "done", "Oficio 12"), "done");
  EXPECT_EQ(remind(), 0) << "what is done is nobody's worry";
  house.agreed(m.id, "Uno más", "2026-03-09");
  house.app.write([&](db::Tx& tx) -> Done {
    mail::unsubscribe(tx, house.agency.value(), *Email::parse("active@example.org"));
    return {};
  });
  EXPECT_EQ(remind(), 0) << "who wants no reminders gets none";
}

}  // namespace
}  // namespace alianza::minutes
