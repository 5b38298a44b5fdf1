// What the first page of an alliance says awaits whom. Today is Monday 2 March 2026.
#include "features/meetings/tests/house.h"

namespace alianza::meetings {
namespace {

class Awaiting : public ::testing::Test {
 protected:
  /// The section «Lo que vence» as that person sees it; empty when there is none.
  std::string due(const std::string& name) {
    const auto body = page(name);
    const auto from = body.find("id=\"due\"");
    return from == std::string::npos ? std::string() : body.substr(from, body.find("</section>", from) - from);
  }
  std::string page(const std::string& name) {
    const auto answer = house.app.client(house.app.person(name)).get("/alliances/" + house.alliance.text());
    EXPECT_EQ(answer.status, 200) << name;
    return answer.body;
  }
  static bool has(const std::string& body, const std::string& words) { return body.find(words) != std::string::npos; }
  void set_state(const Meeting& m, State state) {
    house.app.write([&](db::Tx& tx) { return change_state(tx, house.act("director"), house.alliance, m.id, state, "motivo"); });
  }
  House house;
};

TEST_F(Awaiting, todays_session_comes_with_its_door_for_who_keeps_it_only) {
  house.meeting("Plenaria de hoy", "2026-03-02");
  house.meeting("Plenaria de mañana", "2026-03-03");
  for (const auto* name : {"secretariat", "director"}) {
    EXPECT_TRUE(has(due(name), "Plenaria de hoy")) << name;
    EXPECT_TRUE(has(due(name), "/attendance")) << name;
    EXPECT_FALSE(has(due(name), "Plenaria de mañana")) << name;
  }
  EXPECT_TRUE(has(due("active"), "Plenaria de hoy"));
  EXPECT_FALSE(has(due("active"), "/attendance"));
}

TEST_F(Awaiting, a_representative_hears_of_the_sessions_of_their_committees_only) {
  house.meeting("Sesión de energía", "2026-03-02", house.energy);
  EXPECT_EQ(due("active"), "");
  EXPECT_TRUE(has(due("secretariat"), "Sesión de energía"));
  EXPECT_TRUE(has(due("officer"), "/attendance"));
  house.app.write([&](db::Tx& tx) {
    return committees::add_member(tx, house.act("secretariat"), house.alliance, house.energy, house.seats["active"],
                                  house.app.today().text());
  });
  EXPECT_TRUE(has(due("active"), "Sesión de energía"));
}

TEST_F(Awaiting, a_past_meeting_without_its_record_is_late_until_somebody_says_what_became_of_it) {
  const auto held = house.meeting("Sin registro", "2026-02-20");
  const auto cancelled = house.meeting("No hubo", "2026-02-21");
  house.meeting("De otro año", "2025-03-01");
  EXPECT_TRUE(has(due("secretariat"), "Sin registro"));
  EXPECT_TRUE(has(due("secretariat"), "hace 10 días"));
  EXPECT_FALSE(has(due("secretariat"), "De otro año"));
  EXPECT_FALSE(has(due("active"), "Sin registro")) << "it is not theirs to record";
  set_state(held, State::held);
  set_state(cancelled, State::cancelled);
  EXPECT_EQ(due("secretariat"), "");
}

TEST_F(Awaiting, figures_count_the_week_and_the_committees_without_a_date) {
  house.meeting("Lunes", "2026-03-02");
  house.meeting("Domingo", "2026-03-08");
  house.meeting("Lunes siguiente", "2026-03-09", house.energy);
  const auto body = page("secretariat");
  EXPECT_TRUE(has(body, "<b>2</b> <span>reuniones en siete días</span>")) << body;
  EXPECT_TRUE(has(body, "<b>1</b> <span>comité sin próxima sesión</span>"));
  EXPECT_FALSE(has(page("active"), "sin próxima sesión"));
}

TEST_F(Awaiting, what_is_most_pressing_comes_first_and_the_rest_is_counted) {
  for (int i = 0; i < 6; ++i) house.meeting("Hoy " + std::to_string(i), "2026-03-02");
  for (int i = 1; i <= 5; ++i) house.meeting("Antes " + std::to_string(i), "2026-02-2" + std::to_string(i));
  const auto body = due("secretariat");
  EXPECT_LT(body.find("Antes 1"), body.find("Antes 5"));
  EXPECT_LT(body.find("Antes 5"), body.find("Hoy 0"));
  EXPECT_TRUE(has(body, "y 3 pendientes más"));
}

}  // namespace
}  // namespace alianza::meetings
