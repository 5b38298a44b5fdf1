#include "tests/privacy/joined.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "features/applications/actions.h"
#include "features/bulletins/actions.h"
#include "features/bulletins/actions_subscriptions.h"
#include "features/cadences/actions.h"
#include "features/case_files/actions.h"
#include "features/checkins/actions.h"
#include "features/courses/actions.h"
#include "features/documents/actions.h"
#include "features/membership/actions.h"
#include "features/overview/actions.h"
#include "features/registrations/actions.h"
#include "features/seats/actions.h"
#include "features/terms/actions.h"
#include "platform/jobs/workers.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::privacy {
namespace {

using membership::OrganizationId;

const std::string origin = "http://alianza.test";
constexpr const char* door_network = "203.0.113.78";

class Planting {
 public:
  Planting(access::House& house, const Marked& who, OrganizationId organization)
      : house_(house), own_(house.own), who_(who), organization_(organization) {}

  OpenLinks all() {
    OpenLinks links;
    take_a_seat("Redes Únicas");
    links.seat = offered_seat("Boyas Únicas").first;
    be_convened();
    arrive_and_tell();
    apply_and_be_declined();
    links.application = applied("Anclas Únicas");
    links.leave = subscribe();
    learn();
    add_documents();
    keep_the_record();
    return links;
  }

 private:
  test::TestApp& app() { return house_.app; }
  Email email() const { return Email::parse(who_.address).value(); }
  std::string issue(std::string_view purpose, std::int64_t subject) {
    return app().write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(tx, {own_.agency.value(), purpose, subject, email(), who_.name, tx.now() + std::chrono::hours(24)});
    });
  }
  auth::Link link(std::string_view purpose, const std::string& secret) {
    return auth::find_link(app().db(), purpose, secret, door_network).value();
  }

  /// The link and the organisation of an offer to the person.
  std::pair<std::string, OrganizationId> offered_seat(const std::string& called) {
    organizations::Profile profile;
    profile.name = called;
    const auto found = app().write([&](db::Tx& tx) -> Result<std::pair<seats::OfferId, OrganizationId>> {
      const auto other = organizations::add(tx, own_.convener, own_.agency, profile, {}, app().today());
      const auto standing = membership::standing(tx, own_.convener.actor, own_.agency, own_.alliance, app().today());
      TRY(membership::change(tx, own_.convener, standing,
                             {own_.agency, own_.alliance, other.id, membership::Status::active, app().today(), "motivo"}));
      const auto contact =
          TRY(organizations::add_contact(tx, own_.convener, own_.alliance, other.id,
                                         {who_.name, who_.address, "", who_.position, "contact"}, app().today().text()));
      const auto offer =
          TRY(seats::offer(tx, own_.convener, own_.alliance, other.id, {contact.text(), "delegate", "es"}, origin));
      return std::pair(offer.id, other.id);
    });
    return {issue(seats::link_purpose, found.first.value()), found.second};
  }
  void take_a_seat(const std::string& called) {
    const auto [secret, organization] = offered_seat(called);
    ASSERT_TRUE(seats::take(app().db(), who_.act, link(seats::link_purpose, secret), {{}, door_network, "navegador"}, {}));
    seated_ = organization;
  }

  void be_convened() {
    meetings::Input input;
    input.title_es = "Plenaria por venir";
    input.on = app().today().plus_days(20).text();
    const auto registration = app().write([&](db::Tx& tx) -> Result<registrations::Registration> {
      const auto meeting = TRY(meetings::schedule(tx, own_.convener, own_.alliance, input)).id;
      const auto asked = TRY(registrations::convene(tx, who_.act, own_.alliance, meeting, {}, origin));
      TRY(registrations::send_batch(tx, asked.id, origin, 500));
      TRY(registrations::reply(tx, who_.act, own_.alliance, meeting, organization_, {"coming", who_.name, who_.words, ""}));
      const auto book = TRY(registrations::book(tx, own_.convener.actor, own_.alliance, meeting));
      return *std::ranges::find(book.lines, seated_, &registrations::Line::organization)->registration;
    });
    EXPECT_EQ(registration.written_to, who_.address);
    const auto letter = link(registrations::link_purpose, issue(registrations::link_purpose, registration.id.value()));
    app().write([&](db::Tx& tx) {
      return registrations::reply(tx, {}, letter, {"coming", "Otra Persona\n" + who_.name, who_.words, who_.name});
    });
  }

  void arrive_and_tell() {
    auto names = own_.plenary;
    house_.code_again(own_, names);
    app().write([&](db::Tx& tx) -> Done {
      TRY(checkins::arrive(tx, names["code"], checkins::ArrivalInput{organization_.text(), who_.name}));
      return meetings::report_group(tx, who_.act, own_.alliance, *meetings::MeetingId::parse(names["meeting"]),
                                    *meetings::GroupId::parse(names["group"]), {who_.name, "Lo dijo " + who_.name + "."});
    });
  }

  /// The link of a letter that asks to confirm.
  std::string applied(const std::string& called) {
    const applications::Input input{called, "company", who_.name, who_.position, who_.address, who_.words, ""};
    const auto id = app().write([&](db::Tx& tx) -> Result<applications::ApplicationId> {
      TRY(applications::ask(tx, {}, own_.names["slug"], input, door_network, Lang::es, origin));
      return *tx.one<applications::ApplicationId>("SELECT id FROM applications WHERE organization_name = :name",
                                                  {{"name", called}});
    });
    application_ = id;
    return issue(applications::link_purpose, id.value());
  }
  void apply_and_be_declined() {
    const auto letter = link(applications::link_purpose, applied("Quillas Únicas"));
    app().write([&](db::Tx& tx) -> Done {
      TRY(applications::confirm(tx, {}, letter));
      return applications::decline(tx, who_.act, own_.alliance, application_, "Ya está " + who_.name + ".");
    });
  }

  std::string subscribe() {
    const auto id = app().write([&](db::Tx& tx) -> Result<std::int64_t> {
      TRY(bulletins::subscribe(tx, {}, own_.alliance, who_.address, Lang::es, origin));
      mail::unsubscribe(tx, own_.agency.value(), email());
      return *tx.one<std::int64_t>("SELECT id FROM bulletin_subscriptions WHERE email = :email", {{"email", who_.address}});
    });
    const auto letter = link(bulletins::confirm_purpose, issue(bulletins::confirm_purpose, id));
    app().write([&](db::Tx& tx) { return bulletins::confirm(tx, {}, letter); });
    return issue(bulletins::leave_purpose, id);
  }

  void learn() {
    const auto course = *courses::CourseId::parse(own_.names["course"]);
    app().write([&](db::Tx& tx) -> Done {
      TRY(courses::enrol(tx, who_.act, own_.alliance, course, seated_.text()));
      return courses::assess(tx, who_.act, own_.alliance, course, seated_.text(), "before", {"3"});
    });
  }

  void add_documents() {
    const files::Store store(app().site().config.files.path);
    const document::Input input{"work_plan", "Plan de " + who_.name, who_.name, "2026-02-20", "members", "", ""};
    const auto content = "Lo firma " + who_.name + ".";
    ASSERT_TRUE(document::add(app().db(), store, who_.act, own_.alliance, input,
                              {content, who_.name + ".txt", "", "De " + who_.address, ""}));
    app().write([&](db::Tx& tx) { return case_files::ask(tx, who_.act, own_.alliance, "", Lang::es); });
    ASSERT_TRUE(jobs::run_due(app().db(), app().site().jobs));
  }

  /// What keeps who did it.
  void keep_the_record() {
    bulletins::Input news;
    news.title_es = "Un boletín más";
    news.body_es = "Un texto.";
    terms::Input word;
    word.name_es = "MIPyME";
    word.definition_es = "Otra definición.";
    word.source_es = "Otra fuente";
    app().write([&](db::Tx& tx) -> Done {
      TRY(bulletins::write(tx, who_.act, own_.alliance, news));
      TRY(terms::define(tx, who_.act, own_.alliance, word));
      TRY(overview::set_target(tx, who_.act, own_.alliance, "30"));
      return cadences::close(tx, who_.act, own_.alliance, *cadences::CommitteeId::parse(own_.names["committee"]),
                             *cadences::AlertId::parse(own_.names["alert"]), {"excused", "No hubo quórum.", ""});
    });
  }

  access::House& house_;
  access::Place& own_;
  const Marked& who_;
  OrganizationId organization_;
  OrganizationId seated_;
  applications::ApplicationId application_;
};

}  // namespace

OpenLinks plant_joined(access::House& house, const Marked& who, OrganizationId organization) {
  return Planting(house, who, organization).all();
}

}  // namespace alianza::privacy
