#pragma once
// A committee with an officer and a member, and somebody of another committee, over a fresh database.
#include "features/committees/tests/house.h"
#include "features/workplans/actions.h"
#include "features/workplans/feature.h"

namespace alianza::workplans {

inline std::string outcome(const Done& done) {
  if (done) return "done";
  switch (done.error().fault) {
    case Fault::forbidden: return "forbidden";
    case Fault::not_found: return "not_found";
    case Fault::conflict: return "conflict";
    case Fault::invalid: return done.error().fields.empty() ? "invalid" : done.error().fields.front().field;
    default: return "other";
  }
}
template <class T>
std::string outcome(const Result<T>& result) {
  return result ? "done" : outcome(Done(fail(result.error())));
}

/// Today is Monday 2 March 2026. «active» acts for a member of Energía, «officer» presides it, «neighbour» is of Agua alone.
class House : public committees::House {
 public:
  explicit House(std::vector<const feature::Feature*> above = {&manifest}) : committees::House(std::move(above)) {
    energy = committee("Energía").id;
    water = committee("Agua").id;
    for (const auto* name : {"officer", "neighbour"}) {
      seats[name] = member(membership::Status::active);
      app.appoint(app.person(name), auth::Scope::organization(seats[name].value()), auth::Role::representative);
    }
    join(energy, "active");
    join(energy, "officer");
    join(water, "neighbour");
    appoint("president", "officer", "2026-01-15");
  }
  void join(CommitteeId id, const char* who) {
    app.write([&](db::Tx& tx) { return committees::add_member(tx, act("director"), alliance, id, seats.at(who), "2026-01-10"); });
  }
  void appoint(const char* office, const std::string& who, const char* since) {
    app.write([&](db::Tx& tx) {
      return committees::appoint(
          tx, act("director"), alliance, energy,
          {office, "Quien lleva " + std::string(office), seats.at(who).text(), who + "@example.org", since, ""});
    });
  }
  AreaId area(const std::string& title) {
    return app.write([&](db::Tx& tx) { return add_area(tx, act("secretariat"), alliance, energy, {title, "", ""}); });
  }
  ActivityInput input(AreaId in, const std::string& title, const std::string& due = "2026-03-31") {
    return {in.text(), title, "", "", "2026-02-01", due, ""};
  }
  ActivityId activity(const ActivityInput& wanted) {
    return app.write([&](db::Tx& tx) { return add_activity(tx, act("secretariat"), alliance, energy, wanted); });
  }
  std::string move(const std::string& who, ActivityId id, const MoveInput& wanted) {
    return outcome(app.db().write([&](db::Tx& tx) { return move_activity(tx, act(who), alliance, energy, id, wanted); }));
  }
  std::string at(const std::string& tail = {}) const {
    return "/alliances/" + alliance.text() + "/committees/" + energy.text() + "/workplan" + tail;
  }
  http::TestClient& as(const std::string& who) { return app.client(app.person(who)); }

  CommitteeId energy;
  CommitteeId water;
};

}  // namespace alianza::workplans
