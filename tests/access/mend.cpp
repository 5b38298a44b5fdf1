#include "tests/access/mend.h"

#include "features/meetings/actions.h"
#include "platform/auth/accounts.h"

namespace alianza::access {
namespace {

using Mend = std::function<void(House&, Person&, const std::string& object)>;

void nothing(House&, Person&, const std::string&) {}

void attendance(House& house, Person& person, const std::string& object) {
  house.attend_again(place_of(house, object), names_of(house, person, object));
}
void count(House& house, Person& person, const std::string& object) {
  house.count_again(place_of(house, object), names_of(house, person, object));
}
void code(House& house, Person& person, const std::string& object) {
  house.code_again(place_of(house, object), names_of(house, person, object));
}
void cadence(House& house, Person& person, const std::string& object) {
  house.cadence_again(place_of(house, object), names_of(house, person, object));
}
void pair(House& house, Person&, const std::string& object) { house.part_again(place_of(house, object)); }
void import(House& house, Person&, const std::string& object) { house.import_again(place_of(house, object)); }
void load(House& house, Person&, const std::string& object) { house.stage_again(place_of(house, object)); }
void form(House& house, Person&, const std::string& object) { house.form_again(place_of(house, object)); }
void case_file(House& house, Person&, const std::string&) { house.stop_case_files(); }
void session(House& house, Person& person, const std::string&) { house.session_again(person); }
void token(House& house, Person& person, const std::string&) { house.token_again(person); }
void job(House& house, Person& person, const std::string&) { house.job_again(person); }
void course(House& house, Person&, const std::string&) {
  house.app.write([](db::Tx& tx) { tx.exec("UPDATE courses SET state = 'open'"); });
}
void note(House& house, Person&, const std::string& object) { house.note_again(place_of(house, object)); }
void kept_template(House& house, Person&, const std::string& object) { house.template_again(place_of(house, object)); }
void link(House& house, Person&, const std::string&) { house.link_again(); }
void factor(House& house, Person&, const std::string&) {
  house.app.write([](db::Tx& tx) { tx.exec("DELETE FROM second_factors"); });
}
void own_session(House& house, Person& person, const std::string&) {
  if (person.actor) house.sign_in_again(person);
}
void account(House& house, Person&, const std::string&) {
  house.app.write([&](db::Tx& tx) { return auth::enable_account(tx, *auth::AccountId::parse(house.another.at("account"))); });
}

const std::map<std::string, Mend>& mends() {
  static const std::string meeting = "/alliances/{alliance}/meetings/{meeting}";
  static const std::string committee = "/alliances/{alliance}/committees/{committee}";
  static const std::map<std::string, Mend> all{
      {"POST /sign-out", own_session},
      {"POST /account/sessions/close-others", session},
      {"POST /account/sessions/{session}/close", session},
      {"DELETE /api/v1/account/sessions/{session}", session},
      {"POST /account/tokens/{token}/revoke", token},
      {"DELETE /api/v1/account/tokens/{token}", token},
      {"POST /account/second-factor/begin", factor},
      {"POST /api/v1/account/second-factor", factor},
      {"POST /surveys/{link}/sections/{page}", nothing},  // a draft, which nothing else reads
      {"POST /account/data", nothing},                    // that a copy was handed over is a row that nothing else reads
      {"POST /account/jobs/{job}/cancel", job},
      {"DELETE /api/v1/account/jobs/{job}", job},
      {"POST /accounts/{account}/disable", account},
      {"POST /api/v1/accounts/{account}/disable", account},
      {"POST /accounts/{account}/reset", nothing},  // its owner is asked nothing here
      {"POST /api/v1/accounts/{account}/reset", nothing},
      {"POST /invitations/{link}/decline", link},
      {"POST /applications/{link}/confirm", link},
      {"POST /alliances/{alliance}/overview/sme-target", nothing},  // none before and none after
      {"PUT /api/v1/alliances/{alliance}/overview/sme-target", nothing},
      {"POST /alliances/{alliance}/surveys/{survey}/results/notes/{note}/remove", note},
      {"DELETE /api/v1/alliances/{alliance}/surveys/{survey}/results/notes/{note}", note},
      {"DELETE /api/v1/alliances/{alliance}/surveys/{survey}/templates/{template}", kept_template},
      {"POST /unsubscribe/{link}", nothing},
      {"POST /unsubscribe/{link}/undo", nothing},
      {"POST /alliances/{alliance}/courses/{course}/close", course},
      {"POST /api/v1/alliances/{alliance}/courses/{course}/close", course},
      {"POST /subscriptions/{link}/confirm", nothing},   // once confirmed it stays so, and answers alike
      {"POST /leave/{link}", nothing},                   // whoever left has left: it answers alike
      {"POST /mail/test", nothing},                      // one more letter to who asked
      {"POST /mail/{letter}/resend", nothing},           // it is queued before and after
      {"POST /alliances/{alliance}/calendar", nothing},  // another address; the others stay
      {"POST /alliances/{alliance}/calendar/end", nothing},
      {"POST /alliances/{alliance}/organizations/{organization}/sdgs", nothing},  // none before and none after
      {"PUT /api/v1/alliances/{alliance}/organizations/{organization}/sdgs", nothing},
      {"POST /alliances/{alliance}/duplicates/{kept}/{gone}", pair},
      {"POST /api/v1/alliances/{alliance}/merges", pair},
      {"POST /alliances/{alliance}/imports/{import}/apply", import},
      {"POST /api/v1/alliances/{alliance}/imports/{import}/apply", import},
      {"POST /alliances/{alliance}/imports/{import}/discard", import},
      {"DELETE /api/v1/alliances/{alliance}/imports/{import}", import},
      {"POST /alliances/{alliance}/imports/{import}/choose", nothing},      // no row is ticked
      {"POST /alliances/{alliance}/imports/{import}/rows/{row}", nothing},  // the row says the same before and after
      {"PUT /api/v1/alliances/{alliance}/imports/{import}/rows/{row}", nothing},
      {"POST /alliances/{alliance}/framework-loads/{load}/discard", load},
      {"DELETE /api/v1/alliances/{alliance}/framework-loads/{load}", load},
      {"POST /alliances/{alliance}/xlsforms/{xlsform}/discard", form},
      {"DELETE /api/v1/alliances/{alliance}/xlsforms/{xlsform}", form},
      {"POST /alliances/{alliance}/case-files", case_file},
      {"POST /api/v1/alliances/{alliance}/case-files", case_file},
      {"PUT /api/v1" + meeting + "/agenda", nothing},  // the agenda is empty before and after
      {"POST " + meeting + "/attendance/{attendance}/withdraw", attendance},
      {"DELETE /api/v1" + meeting + "/attendance/{attendance}", attendance},
      {"POST " + meeting + "/groups/{group}/result", nothing},  // it has told none before and after
      {"PUT /api/v1" + meeting + "/groups/{group}/result", nothing},
      {"POST " + meeting + "/check-in", code},
      {"POST /api/v1" + meeting + "/check-in", code},
      {"POST " + meeting + "/check-in/notice", nothing},  // read aloud again
      {"POST /api/v1" + meeting + "/check-in/notice", nothing},
      {"POST " + committee + "/cadence", cadence},
      {"PUT /api/v1" + committee + "/cadence", cadence},
      {"POST " + meeting + "/counts/{count}/withdraw", count},
      {"DELETE /api/v1" + meeting + "/counts/{count}", count},
  };
  return all;
}

}  // namespace

void prepare(House& house, const Person& person, const http::Route& route, const std::string& object) {
  // Guesses at links are counted by network, and here everybody comes from one.
  if (route.pattern.find("{link}") != std::string::npos || route.pattern.find("{code}") != std::string::npos)
    house.app.write([](db::Tx& tx) { tx.exec("DELETE FROM sign_in_attempts"); });
  if (title(route) != "POST /alliances/{alliance}/calendar/end" || !person.actor) return;
  const auto& place = place_of(house, object);
  // Who may not read the alliance has no address to end.
  static_cast<void>(house.app.db().write(
      [&](db::Tx& tx) { return meetings::make_feed(tx, house.app.act(*person.actor), place.alliance, Lang::es); }));
}

bool mend(House& house, Person& person, const http::Route& route, const std::string& object) {
  const auto found = mends().find(title(route));
  if (found == mends().end()) return false;
  found->second(house, person, object);
  return true;
}

}  // namespace alianza::access
