// The columns: a person of every standing that the code knows.
#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/committees/actions.h"
#include "features/meetings/actions.h"
#include "features/membership/actions.h"
#include "platform/auth/sessions.h"
#include "platform/auth/tokens.h"
#include "platform/http/csrf.h"
#include "platform/jobs/jobs.h"
#include "tests/access/house.h"

namespace alianza::access {
namespace {

using auth::Role;
using auth::Scope;
using membership::OrganizationId;
using membership::Status;

constexpr const char* far_away = "203.0.113.9";  // not this machine: /metrics is for it alone

}  // namespace

const std::vector<std::string>& columns() {
  static const std::vector<std::string> all{"anon",  "none",  "inv",   "act",   "susp",  "with",  "dele",  "pres",
                                            "secr",  "stop",  "dir",   "sec",   "legal", "fund",  "reg",   "audit",
                                            "facil", "exper", "evalu", "obser", "past",  "siste", "other", "oper"};
  return all;
}

auth::Actor House::appointed(const std::string& name, Scope scope, Role role) {
  const auto actor = app.person(name);
  app.appoint(actor, scope, role);
  return actor;
}

void House::make_people() {
  add_person("anon", {});
  add_person("none", app.person("none"));
  make_members();
  make_officers();
  add_person("dir", app.person("dir"));
  make_offices();
  make_outsiders();
  const auto somebody = app.person("somebody");
  Person kept{"somebody", somebody, &app.client(somebody), {}, {}};
  another["account"] = app.person("elsewhere").account.text();
  session_again(kept);
  token_again(kept);
  job_again(kept);
  another.insert(kept.own.begin(), kept.own.end());
  people.front().own = another;
}

void House::make_members() {
  const auto seat = [&](const char* column, Status status, Role role) {
    const auto id = organization(own, std::string("Organización ") + column, status);
    add_person(column, appointed(column, Scope::organization(id.value()), role));
    give(own, id, people.back().mine);
    return id;
  };
  seat("inv", Status::invited, Role::representative);
  own.invited = own.names;
  for (const auto& [name, value] : people.back().mine) own.invited[name] = value;
  const auto active = seat("act", Status::active, Role::representative);
  seat("susp", Status::suspended, Role::representative);
  // What somebody subscribed to while their organisation took part.
  const auto gone = organization(own, "Organización with", Status::active);
  add_person("with", appointed("with", Scope::organization(gone.value()), Role::representative));
  give(own, gone, people.back().mine);
  appointed("reader", Scope::organization(active.value()), Role::representative);
  appointed("leaver", Scope::organization(gone.value()), Role::representative);
  use_calendar("secret", "reader");
  use_calendar("ended_secret", "leaver");
  app.write([&](db::Tx& tx) {
    const auto standing = membership::standing(tx, own.convener.actor, own.agency, own.alliance, app.today());
    return membership::change(tx, own.convener, standing,
                              {own.agency, own.alliance, gone, Status::withdrawn, app.today().plus_days(-1), "motivo"});
  });
  seat("dele", Status::active, Role::delegate);
  // The open committee has a member whose own representative may take it out.
  app.write([&](db::Tx& tx) -> Done {
    const auto committee = committees::find(tx, own.alliance, *committees::CommitteeId::parse(own.open["committee"]));
    own.open["member"] = TRY(committees::add_member(tx, own.convener, *committee, active, app.today().plus_days(-60))).text();
    return {};
  });
}

void House::make_officers() {
  const auto officer = [&](const char* column, const char* office, Status status, const Names& names) {
    const auto id = organization(own, std::string("Organización ") + column, status);
    add_person(column, appointed(column, Scope::organization(id.value()), Role::representative));
    give(own, id, people.back().mine);
    const auto committee = *committees::CommitteeId::parse(names.at("committee"));
    app.write([&](db::Tx& tx) {
      return committees::appoint(tx, own.convener, own.alliance, committee,
                                 {office, column, "", std::string(column) + "@example.org", "2026-01-15", "", "1"});
    });
  };
  officer("pres", "president", Status::active, own.names);
  officer("secr", "secretary", Status::active, own.names);
  officer("stop", "secretary", Status::suspended, own.stopped);
}

void House::make_offices() {
  const std::pair<const char*, Role> of_agency[] = {{"sec", Role::secretariat},
                                                    {"legal", Role::legal},
                                                    {"fund", Role::fund},
                                                    {"reg", Role::registry},
                                                    {"audit", Role::auditor}};
  for (const auto& [column, role] : of_agency) add_person(column, appointed(column, Scope::agency(own.agency.value()), role));
  const auto rows = app.read([&](db::Tx& tx) { return Result<std::vector<agencies::Holder>>(agencies::people(tx, own.agency)); });
  own.staff = own.names;
  for (const auto& row : rows)
    if (row.appointment.role == Role::secretariat) own.staff["appointment"] = row.appointment.id.text();
  const std::pair<const char*, Role> of_alliance[] = {
      {"facil", Role::facilitator}, {"exper", Role::expert}, {"evalu", Role::evaluator}, {"obser", Role::observer}};
  for (const auto& [column, role] : of_alliance)
    add_person(column, appointed(column, Scope::alliance(own.alliance.value()), role));
}

void House::make_outsiders() {
  // Was of the secretariat until yesterday.
  auth::NewAppointment past{app.person("past").account,
                            Scope::agency(own.agency.value()),
                            Role::secretariat,
                            app.today().plus_days(-30),
                            app.today().plus_days(-1),
                            {},
                            "test",
                            {}};
  app.write([&](db::Tx& tx) { return auth::appoint(tx, past); });
  add_person("past", app.person("past"));
  const auto neighbour = organization(sister, "Organización siste", Status::active);
  add_person("siste", appointed("siste", Scope::organization(neighbour.value()), Role::representative));
  add_person("other", app.person("other"));
  add_person("oper", app.server_operator());
}

void House::add_person(const std::string& column, const auth::MaybeActor& actor) {
  auto& person = people.emplace_back(Person{column, actor, actor ? &app.client(*actor) : &app.visitor(), {}, {}});
  person.client->client_address = far_away;
  person.csrf = http::hidden_field(person.client->get(actor ? "/account" : "/sign-in").body, http::csrf_field);
  ENSURE(!person.csrf.empty());
  if (!actor) return;
  person.own["account"] = actor->account.text();
  session_again(person);
  token_again(person);
  job_again(person);
}

void House::session_again(Person& person) {
  const auto session = app.write(
      [&](db::Tx& tx) { return Result<auth::FreshSession>(auth::open_session(tx, person.actor->account, far_away, "test")); });
  person.own["session"] = session.session.id.text();
}

void House::token_again(Person& person) {
  const auto token = app.write([&](db::Tx& tx) {
    return auth::create_token(tx, {person.actor->account, "clave", {"read"}, 90});
  });
  person.own["token"] = token.token.id.text();
}

void House::job_again(Person& person) {
  const auto job =
      app.write([&](db::Tx& tx) { return jobs::enqueue(tx, {.kind = "nothing", .account_id = person.actor->account.value()}); });
  person.own["job"] = job.text();
}

void House::sign_in_again(Person& person) {
  const auto session = app.write(
      [&](db::Tx& tx) { return Result<auth::FreshSession>(auth::open_session(tx, person.actor->account, far_away, "test")); });
  const auto cookie = app.site().gate.cookie(session.secret);
  person.client->cookies()[cookie.name] = cookie.value;
  person.csrf = http::hidden_field(person.client->get("/account").body, http::csrf_field);
}

}  // namespace alianza::access
