// The personal link by which who attended reads minutes, comments and agrees without an account.
#include "features/minutes/actions_copies.h"
#include "features/minutes/tests/house.h"
#include "platform/audit/digest.h"
#include "platform/documents/paper.h"
#include "platform/mail/mail.h"

namespace alianza::minutes {
namespace {

const std::string said = "Se leyó la ficha técnica.";

class Copies : public ::testing::Test {
 protected:
  Copies() {
    documents::print_with([](const documents::Paper& paper) { return "%PDF " + paper.html; });
    ana = contact("active", "Ana Robles", "ana@sin-cuenta.example");
    m = house.session(house.energy);
    attend("active");
    const auto minutes = house.opened(m.id);
    const auto section = house.book_of(m.id).sections[1];
    house.save("secretariat", m.id, section.id, said, section.version).value();
    house.agreed(m.id, "Enviar el padrón");
  }
  ~Copies() override { documents::print_with({}); }

  membership::AffiliationId contact(const char* seat, const std::string& name, const std::string& email) {
    return house.app.write([&](db::Tx& tx) {
      return organizations::add_contact(tx, house.act("director"), house.alliance, house.seats[seat],
                                        {name, email, "", "", "contact"}, house.app.today().text());
    });
  }
  void attend(const char* seat) { ASSERT_EQ(house.attend("secretariat", m.id, house.seats[seat]), "done"); }
  void review() { ASSERT_EQ(house.move("secretariat", m.id, "review"), "done"); }
  void approve() { ASSERT_EQ(house.move("secretariat", m.id, "approved"), "done"); }
  /// Addresses of the letters that wait, oldest first.
  std::vector<mail::Letter> letters() {
    auto kept =
        house.app.read([&](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, mail::State::queued); });
    std::vector<mail::Letter> out;
    for (auto k = kept.rbegin(); k != kept.rend(); ++k) out.push_back(k->letter);
    return out;
  }
  /// The way in the newest letter to that address, "/minutes/…"; empty when there is none.
  std::string link(const std::string& to = "ana@sin-cuenta.example") {
    const auto all = letters();
    for (auto letter = all.rbegin(); letter != all.rend(); ++letter) {
      const auto at = letter->text.find("/minutes/");
      if (letter->to.text() == to && at != std::string::npos) return letter->text.substr(at, 9 + 43);
    }
    return {};
  }
  http::TestAnswer open(const std::string& way) { return house.app.visitor().get(way); }
  /// The act itself: a page without the button has no token to send it with.
  std::string agree(const std::string& way) {
    const auto held = auth::find_link(house.app.db(), copy_purpose, way.substr(9), "198.51.100.1").value();
    return meetings::outcome(house.app.db().write([&](db::Tx& tx) { return assent(tx, {}, held, "Ana"); }));
  }
  std::string of(const std::string& tail) {
    return "/alliances/" + house.alliance.text() + "/meetings/" + m.id.text() + "/minutes" + tail;
  }
  http::TestClient& as(const char* who) { return house.app.client(house.app.person(who)); }

  House house;
  meetings::Meeting m;
  membership::AffiliationId ana;
};

TEST_F(Copies, ALetterOpensTheMinutesInReviewAndApprovedWithoutAnAccount) {
  review();
  const auto way = link();
  ASSERT_EQ(way.size(), 52U) << "who has no account is written to";
  const auto page = open(way);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains(said));
  EXPECT_TRUE(page.contains("Enviar el padrón"));
  EXPECT_TRUE(page.contains("Este enlace es para Ana Robles"));
  EXPECT_EQ(page.header("Cache-Control"), "private, no-store");
  EXPECT_EQ(open(way + "/minutes.json").status, 409) << "nothing is approved yet";
  approve();
  const auto approved = house.again(m.id);
  EXPECT_TRUE(open(way).contains(approved.folio)) << "the same link";
  EXPECT_NE(link(), way) << "and the letter of the approval brings another";
  for (const auto& each : {way, link()}) {
    EXPECT_NE(open(each + "/minutes.pdf").body.find(said), std::string::npos);
    EXPECT_EQ(open(each + "/minutes.docx").status, 200);
    EXPECT_EQ(audit::sha256_hex(open(each + "/minutes.json").body), approved.digest);
  }
  EXPECT_EQ(open("/minutes/" + std::string(43, 'x')).status, 404);
}

TEST_F(Copies, ScannersThatOpenTheLinkUseNothingUp) {
  review();
  const auto way = link();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(open(way).status, 200);
    EXPECT_EQ(house.app.visitor().send(http::Method::head, way, {}, "").status, 200);
  }
  EXPECT_TRUE(house.book_of(m.id).assents.empty());
  EXPECT_TRUE(open(way).contains("Estamos de acuerdo"));
}

TEST_F(Copies, WhoHoldsTheLinkCommentsAndAgreesUnderTheNameTheyType) {
  review();
  const auto way = link();
  const auto section = house.book_of(m.id).sections[1].id.text();
  auto& visitor = house.app.visitor();
  const auto nameless =
      visitor.submit_from(way, way + "/comments", {{"section", section}, {"text", "Falta la fecha"}, {"name", " "}});
  EXPECT_EQ(nameless.status, 422);
  EXPECT_TRUE(nameless.contains("Escriba su nombre."));
  EXPECT_TRUE(nameless.contains("Falta la fecha")) << "what was typed stays";
  EXPECT_EQ(
      visitor.submit_from(way, way + "/comments", {{"section", section}, {"text", "Falta la fecha"}, {"name", "Eva Sol"}}).status,
      303);
  EXPECT_EQ(visitor.submit_from(way, way + "/assent", {{"name", "Eva Sol"}}).status, 303);
  const auto book = house.book_of(m.id);
  ASSERT_EQ(book.comments.size(), 1U);
  EXPECT_EQ(book.comments[0].by, "Eva Sol");
  ASSERT_EQ(book.assents.size(), 1U);
  EXPECT_EQ(book.assents[0].organization, house.seats["active"]);
  EXPECT_EQ(book.assents[0].by, "Eva Sol");
  const auto after = open(way);
  EXPECT_TRUE(after.contains("Falta la fecha"));
  EXPECT_TRUE(after.contains("ya dijo que está de acuerdo"));
  EXPECT_TRUE(after.contains("<span class=\"sub\">Eva Sol</span></p>")) << "who of them did";
  EXPECT_EQ(agree(way), "conflict") << "once a round";
  approve();
  EXPECT_EQ(agree(way), "conflict") << "it is in review no more";
  EXPECT_TRUE(as("secretariat").get(of("")).contains("Eva Sol")) << "who agreed is told";
}

TEST_F(Copies, AnOrganizationThatIsSuspendedReadsAndSaysNothing) {
  review();
  const auto way = link();
  house.app.write([&](db::Tx& tx) {
    const auto standing = membership::standing(tx, house.app.person("director"), house.agency, house.alliance, house.app.today());
    return membership::change(
        tx, house.act("director"), standing,
        {house.agency, house.alliance, house.seats["active"], Status::suspended, house.app.today(), "motivo"});
  });
  EXPECT_TRUE(open(way).contains(said));
  EXPECT_FALSE(open(way).contains("Estamos de acuerdo"));
  EXPECT_EQ(agree(way), "forbidden");
}

TEST_F(Copies, TheLinkEndsWithWhatItStoodOn) {
  review();
  approve();
  const auto way = link();
  const auto closed = [&](const char* why) {
    for (const auto* tail : {"", "/minutes.pdf", "/minutes.docx", "/minutes.json"}) {
      const auto answer = open(way + tail);
      EXPECT_EQ(answer.status, 410) << why << tail;
      EXPECT_FALSE(answer.contains(said)) << why << tail;
      EXPECT_FALSE(answer.contains("Enviar el padrón")) << why << tail;
    }
  };
  EXPECT_EQ(open(way).status, 200);
  {
    SCOPED_TRACE("the contact leaves");
    house.app.write([&](db::Tx& tx) {
      return organizations::end_contact(tx, house.act("director"), house.alliance, house.seats["active"], ana,
                                        house.app.today().text());
    });
    closed("left");
  }
}

TEST_F(Copies, TheLinkEndsWhenItsTimeIsOver) {
  review();
  const auto way = link();
  house.app.clock().advance(copies_serve - std::chrono::minutes(1));
  EXPECT_EQ(open(way).status, 200);
  house.app.clock().advance(std::chrono::minutes(2));
  EXPECT_EQ(open(way).status, 410);
  EXPECT_TRUE(open(way).contains("Este enlace venció"));
}

TEST_F(Copies, TheLinkEndsWhenTheOrganizationLeavesTheCommittee) {
  review();
  const auto way = link();
  house.app.write([&](db::Tx& tx) -> Done {
    const auto members = committees::book(tx, house.energy).members;
    const auto row =
        std::find_if(members.begin(), members.end(), [&](const auto& x) { return x.organization == house.seats["active"]; });
    TRY(committees::end_member(tx, house.act("director"), house.alliance, house.energy, row->id, house.app.today().text(),
                               "motivo"));
    return {};
  });
  EXPECT_EQ(open(way).status, 410);
  EXPECT_FALSE(open(way).contains(said));
}

TEST_F(Copies, AGuestOfTheCommitteeGetsNoneAndNoneCanBeSent) {
  contact("stranger", "Gil Paz", "gil@otra.example");
  attend("stranger");
  review();
  EXPECT_EQ(link("gil@otra.example"), "");
  const auto id = house.seats["stranger"].text();
  EXPECT_EQ(as("secretariat").submit_from(of("/copies"), of("/copies/send"), {{"organization", id}}).status, 409);
  EXPECT_EQ(link("gil@otra.example"), "");
}

TEST_F(Copies, WhoWritesTheMinutesTakesALinkBackAndSendsAnother) {
  review();
  const auto first = link();
  auto& secretariat = as("secretariat");
  EXPECT_TRUE(secretariat.get(of("/copies")).contains("Ana Robles"));
  const auto id = house.seats["active"].text();
  EXPECT_EQ(secretariat.submit_from(of("/copies"), of("/copies/revoke"), {{"organization", id}}).status, 303);
  EXPECT_EQ(open(first).status, 410);
  const auto before = letters().size();
  approve();
  EXPECT_EQ(open(first).status, 410);
  EXPECT_EQ(link(), first) << "what was taken back is not given again by itself";
  EXPECT_EQ(letters().size(), before);
  EXPECT_EQ(secretariat.submit_from(of("/copies"), of("/copies/send"), {{"organization", id}}).status, 303);
  EXPECT_EQ(open(link()).status, 200);
  EXPECT_EQ(open(first).status, 410);
  EXPECT_EQ(as("active").get(of("/copies")).status, 403) << "a member reads the minutes, not who has them";
  EXPECT_EQ(as("stranger").get(of("/copies")).status, 404);
}

TEST_F(Copies, AnotherContactEndsTheLinksOfTheFormerOne) {
  review();
  const auto first = link();
  house.app.write([&](db::Tx& tx) {
    return organizations::add_contact(tx, house.act("director"), house.alliance, house.seats["active"],
                                      {"Rut Gil", "rut@sin-cuenta.example", "", "", "representative"}, house.app.today().text());
  });
  approve();
  EXPECT_EQ(open(link("rut@sin-cuenta.example")).status, 200);
  EXPECT_EQ(open(first).status, 410);
}

TEST_F(Copies, WhatIsWrittenAnewIsNotRead) {
  review();
  const auto way = link();
  ASSERT_EQ(house.move("secretariat", m.id, "draft", "Falta un acuerdo"), "done");
  EXPECT_EQ(open(way).status, 200);
  EXPECT_FALSE(open(way).contains(said));
  EXPECT_TRUE(open(way).contains("se está escribiendo otra vez"));
  EXPECT_EQ(open(way + "/minutes.pdf").status, 404);
  review();
  approve();
  house.app.write(
      [&](db::Tx& tx) { return correct(tx, house.act("secretariat"), house.alliance, m.id, "El número de asistentes"); });
  EXPECT_TRUE(open(way).contains(said)) << "the approved edition, while its correction is written";
  EXPECT_FALSE(open(way).contains("El número de asistentes"));
}

}  // namespace
}  // namespace alianza::minutes
