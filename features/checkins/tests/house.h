#pragma once
// The house of meetings with codes of the day.
#include "features/checkins/actions.h"
#include "features/checkins/feature.h"
#include "features/meetings/tests/house.h"

namespace alianza::checkins {

using membership::Status;

/// Today is Monday 2 March 2026; `plenary` is today from 10:00 to 12:00 in Mexico.
class House : public meetings::House {
 public:
  House() : meetings::House({&manifest}), plenary(meeting("Plenaria")) { at("2026-03-02T09:50"); }

  void at(const char* civil) { app.clock().set(Zone().instant_of(*CivilTime::parse(civil))); }
  std::string make(const char* who, MeetingId id) {
    return meetings::outcome(app.db().write([&](db::Tx& tx) { return make_code(tx, act(who), alliance, id); }));
  }
  std::string code(MeetingId id) {
    return app.write([&](db::Tx& tx) { return make_code(tx, act("secretariat"), alliance, id); }).code;
  }
  std::string opens(const std::string& typed, const char* address = "198.51.100.1") {
    const auto opened = open(app.db(), {}, typed, address);
    if (opened) return opened->meeting.title.es;
    return opened.error().fault == Fault::too_many ? "too_many" : meetings::outcome(Done(fail(opened.error())));
  }
  std::string arrive_by_code(const std::string& typed, OrganizationId organization, const std::string& person) {
    return meetings::outcome(app.db().write([&](db::Tx& tx) {
      return arrive(tx, typed, ArrivalInput{organization.text(), person});
    }));
  }
  std::string arrive_as(const char* who, const std::string& typed, OrganizationId organization) {
    return meetings::outcome(app.db().write([&](db::Tx& tx) { return arrive(tx, act(who), typed, organization); }));
  }
  std::string walks_in(const char* who, MeetingId id, const WalkInInput& input) {
    return meetings::outcome(app.db().write([&](db::Tx& tx) { return walk_in(tx, act(who), alliance, id, input); }));
  }
  meetings::Turnout turnout() { return meetings::turnout(book_of(plenary.id).attendance); }

  meetings::Meeting plenary;
};

}  // namespace alianza::checkins
