#pragma once
// An agency with an alliance, organisations with contacts, a person of every standing, and a post office that keeps letters.
#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/committees/actions.h"
#include "features/committees/feature.h"
#include "features/frameworks/feature.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "features/surveys/actions.h"
#include "features/surveys/feature.h"
#include "features/surveys/jobs.h"
#include "platform/jobs/workers.h"
#include "platform/mail/delivery.h"
#include "platform/mail/mail.h"
#include "platform/test/letter_link.h"
#include "platform/test/test_app.h"

namespace alianza::surveys {

using auth::Role;
using auth::Scope;
using membership::Status;

inline const std::string origin = "http://127.0.0.1:8080";

/// The fault as a word, or the field that is wrong, or "done".
template <class T>
std::string outcome(const Result<T>& result) {
  if (result) return "done";
  if (!result.error().fields.empty()) return result.error().fields.front().field;
  switch (result.error().fault) {
    case Fault::not_found: return "not_found";
    case Fault::forbidden: return "forbidden";
    case Fault::conflict: return "conflict";
    case Fault::gone: return "gone";
    default: return "invalid";
  }
}

class House {
 public:
  /// `above`: features that stand on surveys.
  explicit House(const std::vector<const feature::Feature*>& above = {}) : app(with(above)) {
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(person("secretariat"), Scope::agency(agency.value()), Role::secretariat);
    app.appoint(person("legal"), Scope::agency(agency.value()), Role::legal);
    alliance = make_alliance("muestra");
    other = make_alliance("otra");
    app.appoint(person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
    app.appoint(person("outsider"), Scope::alliance(other.value()), Role::facilitator);
  }

  auth::Actor person(const std::string& name) { return app.person(name); }
  feature::Act act(const std::string& name) {
    if (name == "anonymous") return {};
    if (name == "operator") return app.act(app.server_operator());
    return app.act(person(name));
  }

  /// Of the directory, with a contact when it has an e-mail, and a status in the alliance when it has one.
  OrganizationId organization(const std::string& name, std::optional<Status> status = Status::active,
                              const std::string& email = {}, organizations::Size size = organizations::Size::large) {
    organizations::Profile profile;
    profile.name = name;
    profile.size = size;
    const auto by = act("director");
    const auto id = app.write([&](db::Tx& tx) { return organizations::add(tx, by, agency, profile, {}, app.today()); }).id;
    if (!email.empty()) contact(id, "Contacto de " + name, email);
    if (!status) return id;
    move(id, *status == Status::invited ? Status::invited : Status::active);
    if (*status == Status::suspended || *status == Status::withdrawn) move(id, *status);
    return id;
  }
  void contact(OrganizationId id, const std::string& name, const std::string& email, const std::string& role = "contact") {
    const auto by = act("director");
    app.write([&](db::Tx& tx) {
      return organizations::add_contact(tx, by, alliance, id, {name, email, "", "Dirección", role}, app.today().text());
    });
  }
  void move(OrganizationId id, Status to) {
    app.write([&](db::Tx& tx) {
      const auto standing = membership::standing(tx, person("director"), agency, alliance, app.today());
      return membership::change(tx, act("director"), standing, {agency, alliance, id, to, app.today().plus_days(-100), "motivo"});
    });
  }
  /// A representative with an account of that name.
  void represent(const std::string& name, OrganizationId id) {
    app.appoint(person(name), Scope::organization(id.value()), Role::representative);
  }
  /// `count` active ones, each with a contact: org1@uno.example…
  std::vector<OrganizationId> members(int count) {
    std::vector<OrganizationId> out;
    for (int i = 1; i <= count; ++i)
      out.push_back(
          organization("Empresa " + std::to_string(100 + i), Status::active, "org" + std::to_string(i) + "@uno.example"));
    return out;
  }

  Input input(const std::string& title = "Prioridades", const std::string& from = "axs") {
    Input i;
    i.title_es = title;
    i.title_en = title + " (en)";
    i.intro_es = "Presentación.";
    i.opens_on = app.today().text();
    i.closes_on = app.today().plus_days(20).text();
    i.from_template = from;
    return i;
  }
  Survey survey(const std::string& title = "Prioridades", const std::string& from = "axs") {
    return app.write([&](db::Tx& tx) { return plan(tx, act("secretariat"), alliance, input(title, from)); });
  }
  Survey survey(const Questionnaire& form, const Input& wanted) {
    return app.write([&](db::Tx& tx) { return plan(tx, act("secretariat"), alliance, wanted, form); });
  }
  Chosen choose_all(const Survey& s, const RecipientsInput& wanted = {}) {
    const auto chosen = choose(app.db(), memory, act("secretariat"), alliance, s.id, wanted);
    if (!chosen) throw std::runtime_error("recipients were not chosen");
    return *chosen;
  }
  Done go(const Survey& s) {
    return app.db().write([&](db::Tx& tx) { return open(tx, act("secretariat"), alliance, s.id, origin); });
  }
  /// Jobs that write letters; with `deliver` also the one that counts them as sent.
  int work(bool deliver = true) {
    jobs::Kinds kinds;
    kinds.add(sending(origin, 3));
    kinds.add(reminding(origin, 3));
    if (deliver) kinds.add(mail::keeping());
    int done = 0;
    while (const auto n = jobs::run_due(app.db(), kinds).value()) done += n;
    return done;
  }
  /// Chosen, opened and sent.
  Survey opened(const Survey& s) {
    choose_all(s);
    EXPECT_TRUE(go(s));
    work();
    return s;
  }

  std::vector<Recipient> recipients_of(const Survey& s, Which which = Which::all) {
    return app
        .read([&](db::Tx& tx) {
          return recipients(tx, person("secretariat"), alliance, s.id, {.which = which, .after = {}, .limit = 2000});
        })
        .rows;
  }
  Recipient recipient(const Survey& s, const std::string& organization) {
    for (auto& row : recipients_of(s))
      if (row.organization_name == organization) return row;
    throw std::runtime_error("no recipient " + organization);
  }
  Rates rates_of(const Survey& s) {
    return app.read([&](db::Tx& tx) { return rates(tx, person("secretariat"), alliance, s.id); });
  }
  std::vector<mail::Kept> letters(mail::State state = mail::State::sent) {
    return app.read([&](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, state, {.limit = 500}); });
  }
  /// The address in the newest letter to that person: "/surveys/…".
  std::string link_to(const std::string& email) {
    for (const auto& kept : letters()) {
      if (kept.letter.to.text() != email) continue;
      if (const auto link = test::letter_link(kept.letter.text, "surveys")) return *link;
    }
    throw std::runtime_error("no letter to " + email);
  }
  auth::Link link(const std::string& email) {
    const auto path = link_to(email);
    return auth::find_link(app.db(), link_purpose, path.substr(path.rfind('/') + 1), "198.51.100.1").value();
  }
  Sheet sheet_of(const auth::Link& by) {
    return app.read([&](db::Tx& tx) { return sheet(tx, by); });
  }
  /// What the form of a section sends, as if it had been drawn from `seen`.
  SaveInput form(const Sheet& seen, const Typed& typed) {
    SaveInput out{typed, {}, {}, {}};
    for (const auto* q : seen.questionnaire.questions())
      for (const auto& [name, value] : typed)
        if (name == field_name(*q) || name.starts_with(field_name(*q) + ".")) out.read[q->code] = read_mark(seen, q->code);
    return out;
  }
  Result<Saved> submit(const auth::Link& by, std::size_t section, const SaveInput& wanted) {
    return app.db().write([&](db::Tx& tx) -> Result<Saved> {
      const auto at = TRY(sheet(tx, by));
      return save(tx, {}, at, section, wanted, Lang::es);
    });
  }
  Saved type(const auth::Link& by, std::size_t section, const Typed& typed) {
    return submit(by, section, form(sheet_of(by), typed)).value();
  }
  Done send_by(const auth::Link& by, const std::string& name = "Ana Robles") {
    return app.db().write([&](db::Tx& tx) -> Done {
      const auto at = TRY(sheet(tx, by));
      return send(tx, {}, at, name);
    });
  }
  /// Into the box of an anonymous survey, by that link.
  Done cast_by(const auth::Link& by, const Answers& answers) {
    const auto ballot = fill(sheet_of(by), answers, app.site().gate.seal());
    if (!ballot) return fail(ballot.error());
    return app.db().write([&](db::Tx& tx) -> Done { return cast(tx, TRY(sheet(tx, by)), *ballot); });
  }
  /// The job that opens boxes, some ballots at a time.
  void open_boxes() {
    jobs::Kinds kinds;
    kinds.add(counting(app.site().gate.seal(), 7));
    while (jobs::run_due(app.db(), kinds).value() > 0) {
    }
  }
  /// Everything that the AxS template requires.
  void answer_axs(const auth::Link& by, const std::string& priority = "4") {
    Typed matrix;
    for (int goal = 1; goal <= 17; ++goal)
      matrix.emplace_back("a.actions." + std::to_string(goal), goal == 4 ? "current" : "none");
    type(by, 0, matrix);
    type(by, 1, {{"a.priorities", priority}});
    type(by, 2, {{"a.activities", "share"}, {"a.role", "take_part"}});
  }
  std::int64_t number(const char* sql) {
    return app.read([&](db::Tx& tx) -> Result<std::int64_t> { return *tx.one<std::int64_t>(sql); });
  }

  test::TestApp app;
  organizations::CountMemory memory;
  AgencyId agency;
  AllianceId alliance;
  AllianceId other;

 private:
  static std::vector<const feature::Feature*> with(const std::vector<const feature::Feature*>& above) {
    std::vector<const feature::Feature*> all{&membership::manifest, &agencies::manifest,      &alliances::manifest,
                                             &frameworks::manifest, &organizations::manifest, &committees::manifest,
                                             &surveys::manifest};
    all.insert(all.end(), above.begin(), above.end());
    return all;
  }
  AllianceId make_alliance(const std::string& slug) {
    alliances::Input in;
    in.slug = slug;
    in.name_es = "Alianza " + slug;
    in.starts_on = "2026-01-01";
    in.is_public = "1";
    return app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, in); }).id;
  }
};

}  // namespace alianza::surveys
