// What agreements ask on the first page of the alliance. Today is Monday 2 March 2026.
#include "features/minutes/tests/house.h"

namespace alianza::minutes {
namespace {

class AwaitingAgreements : public ::testing::Test {
 protected:
  std::string page(const std::string& name) {
    const auto answer = house.app.client(house.app.person(name)).get("/alliances/" + house.alliance.text());
    EXPECT_EQ(answer.status, 200) << name;
    return answer.body;
  }
  /// The section «Lo que vence», without the session of today.
  std::string due(const std::string& name) {
    const auto body = page(name);
    const auto from = body.find("id=\"due\"");
    return from == std::string::npos ? std::string() : body.substr(from, body.find("</section>", from) - from);
  }
  static bool has(const std::string& body, const std::string& words) { return body.find(words) != std::string::npos; }
  House house;
};

TEST_F(AwaitingAgreements, come_to_who_may_close_them_and_to_nobody_else) {
  const auto id = house.session(house.energy, "2026-01-19").id;
  house.opened(id);
  house.agreed(id, "Padrón de clínicas", "2026-03-01");
  house.agreed(id, "Ficha técnica revisada", "2026-03-09");
  house.agreed(id, "Informe de abril", "2026-04-09");
  for (const auto* name : {"secretariat", "director", "officer", "active"}) {
    EXPECT_TRUE(has(due(name), "Padrón de clínicas")) << name;
    EXPECT_TRUE(has(due(name), "Ficha técnica revisada")) << name;
    EXPECT_FALSE(has(due(name), "Informe de abril")) << name << ": not within seven days";
    EXPECT_TRUE(has(page(name), "<b>1</b> <span>acuerdo vencido</span>")) << name;
  }
  for (const auto* name : {"stranger", "legal", "facilitator"}) EXPECT_FALSE(has(page(name), "Padrón de clínicas")) << name;
}

TEST_F(AwaitingAgreements, leave_the_page_once_they_are_closed_and_the_figure_leads_to_its_rows) {
  const auto id = house.session(house.energy, "2026-01-19").id;
  house.opened(id);
  const auto late = house.agreed(id, "Padrón de clínicas", "2026-03-01");
  house.agreed(id, "Ficha técnica revisada", "2026-03-09");
  const auto list = "/alliances/" + house.alliance.text() + "/agreements?due=";
  EXPECT_TRUE(has(page("secretariat"), list + "overdue"));
  auto& client = house.app.client(house.app.person("secretariat"));
  EXPECT_TRUE(has(client.get(list + "overdue").body, "Padrón de clínicas"));
  EXPECT_FALSE(has(client.get(list + "week").body, "Padrón de clínicas"));
  EXPECT_TRUE(has(client.get(list + "week").body, "Ficha técnica revisada"));
  EXPECT_EQ(house.follow("active", late.id, "done", "Se entregó"), "done");
  EXPECT_FALSE(has(due("secretariat"), "Padrón de clínicas"));
}

TEST_F(AwaitingAgreements, minutes_in_review_come_to_who_attended_until_they_agree_and_to_who_approves) {
  const auto id = house.session(house.energy, "2026-01-19").id;
  house.opened(id);
  house.app.write([&](db::Tx& tx) {
    return meetings::register_attendance(tx, house.act("secretariat"), house.alliance, id, house.seats["active"], {});
  });
  EXPECT_FALSE(has(due("active"), "Minuta: Sesión 9")) << "a draft asks nobody";
  EXPECT_EQ(house.move("secretariat", id, "review"), "done");
  EXPECT_TRUE(has(due("active"), "Minuta: Sesión 9"));
  EXPECT_TRUE(has(due("active"), "Leer y responder"));
  EXPECT_TRUE(has(due("secretariat"), "Revisar y aprobar"));
  EXPECT_TRUE(has(due("secretariat"), "0 organizaciones están de acuerdo"));
  for (const auto* name : {"stranger", "legal"}) EXPECT_FALSE(has(page(name), "Minuta: Sesión 9")) << name;
  house.app.write([&](db::Tx& tx) { return assent(tx, house.act("active"), house.alliance, id, house.seats["active"].text()); });
  EXPECT_FALSE(has(due("active"), "Minuta: Sesión 9"));
  EXPECT_TRUE(has(due("secretariat"), "1 organización está de acuerdo"));
  EXPECT_EQ(house.move("secretariat", id, "approved"), "done");
  EXPECT_FALSE(has(due("secretariat"), "Minuta: Sesión 9"));
}

}  // namespace
}  // namespace alianza::minutes
