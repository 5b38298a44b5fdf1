#pragma once
// The house of meetings, with minutes: two members in the committee, one outside it.
#include "features/meetings/tests/house.h"
#include "features/minutes/actions.h"
#include "features/minutes/feature.h"
#include "platform/search/search.h"

namespace alianza::minutes {

using meetings::outcome;
using membership::Status;

class House : public meetings::House {
 public:
  House() : meetings::House({&manifest}) {
    app.write(
        [&](db::Tx& tx) { return committees::add_member(tx, act("director"), alliance, energy, seats["active"], "2026-01-10"); });
    add_person("stranger", Status::active);  // a member of the alliance, not of the committee
  }
  meetings::Meeting session(CommitteeId committee = {}, const std::string& on = "2026-03-02") {
    auto i = input("Sesión 9", on, committee);
    i.agenda = "Asistencia | 5\nFicha técnica | 20";
    return app.write([&](db::Tx& tx) { return meetings::schedule(tx, act("secretariat"), alliance, i); });
  }
  Minutes opened(MeetingId id) {
    return app.write([&](db::Tx& tx) { return open(tx, act("secretariat"), alliance, id, Lang::es); });
  }
  /// The meeting as it stands, with that committee (0: the whole alliance) and title.
  void edited(MeetingId id, CommitteeId committee, const std::string& title = "Sesión 9") {
    app.write([&](db::Tx& tx) {
      auto i = meetings::as_input(*meetings::find(tx, alliance, id), meetings::book(tx, id).agenda);
      i.kind = committee ? "committee" : "plenary";
      i.committee = committee ? committee.text() : "";
      i.title_es = title;
      return meetings::edit(tx, act("secretariat"), alliance, id, i);
    });
  }
  Book book_of(MeetingId id) {
    return app.read([&](db::Tx& tx) { return book(tx, *newest(tx, id)); });
  }
  Minutes again(MeetingId id) {
    return *app.read([&](db::Tx& tx) { return newest(tx, id); });
  }
  std::string move(const char* who, MeetingId id, const char* to, const char* note = "") {
    return outcome(app.db().write([&](db::Tx& tx) { return minutes::change_state(tx, act(who), alliance, id, to, note); }));
  }
  Result<Saved> save(const char* who, MeetingId id, SectionId section, const std::string& text, int version) {
    return app.db().write(
        [&](db::Tx& tx) { return save_section(tx, act(who), alliance, id, section, text, std::to_string(version)); });
  }
  Agreement agreed(MeetingId id, const std::string& what, const std::string& due = "2026-03-31") {
    const AgreementInput i{{}, what, seats["active"].text(), "", due, {}};
    return app.write([&](db::Tx& tx) { return agree(tx, act("secretariat"), alliance, id, i); });
  }
  std::string follow(const char* who, AgreementId id, const char* to, const char* note = "") {
    return outcome(app.db().write([&](db::Tx& tx) { return progress(tx, act(who), alliance, id, to, note); }));
  }
  Minutes approved(MeetingId id) {
    EXPECT_EQ(move("secretariat", id, "review"), "done");
    EXPECT_EQ(move("secretariat", id, "approved"), "done");
    return again(id);
  }
};

}  // namespace alianza::minutes
