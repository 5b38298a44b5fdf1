#pragma once
// The house of meetings with letters: organisations with a contact, the job that writes, the links found in letters.

#include "features/meetings/tests/house.h"
#include "features/registrations/actions.h"
#include "features/registrations/feature.h"
#include "features/registrations/jobs.h"
#include "platform/jobs/workers.h"
#include "platform/mail/mail.h"
#include "platform/test/letter_link.h"

namespace alianza::registrations {

using membership::Status;

inline const std::string origin = "https://alianza.example";

class House : public meetings::House {
 public:
  House() : meetings::House({&manifest}) {}

  /// An active organisation with a contact that has that e-mail.
  OrganizationId reachable(const std::string& name) {
    const auto id = member(Status::active, name);
    app.write([&](db::Tx& tx) {
      return organizations::add_contact(tx, act("director"), alliance, id,
                                        {"Contacto de " + name, address(name), "", "", "contact"}, app.today().text());
    });
    return id;
  }
  static std::string address(const std::string& name) { return fold(name) + "@organizacion.example"; }

  std::string convene(const char* who, MeetingId id, const char* audience = "unwritten", const std::string& message = {}) {
    return meetings::outcome(app.db().write([&](db::Tx& tx) {
      return registrations::convene(tx, act(who), alliance, id, {audience, message}, origin);
    }));
  }
  int work(int batch = 2) {
    jobs::Kinds kinds;
    kinds.add(sending(origin, batch));
    return jobs::run_due(app.db(), kinds).value();
  }
  std::string reply(const char* who, MeetingId id, OrganizationId organization, const ReplyInput& input) {
    return meetings::outcome(
        app.db().write([&](db::Tx& tx) { return registrations::reply(tx, act(who), alliance, id, organization, input); }));
  }
  Book book(MeetingId id) {
    return app.read([&](db::Tx& tx) { return registrations::book(tx, app.person("secretariat"), alliance, id); });
  }
  std::vector<mail::Kept> letters() {
    return app.read(
        [&](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, mail::State::queued, {.limit = 500}); });
  }
  /// The address of the newest letter to that organisation: "/registrations/…".
  std::string link_to(const std::string& name) {
    for (const auto& kept : letters()) {
      if (kept.letter.to.text() != address(name)) continue;
      if (const auto link = test::letter_link(kept.letter.text, "registrations")) return *link;
    }
    throw std::runtime_error("no letter to " + name);
  }
  std::string reply_by_link(const std::string& path, const ReplyInput& input) {
    const auto link = auth::find_link(app.db(), link_purpose, path.substr(path.rfind('/') + 1), "198.51.100.1");
    if (!link) return meetings::outcome(Done(fail(link.error())));
    return meetings::outcome(app.db().write([&](db::Tx& tx) { return registrations::reply(tx, {}, *link, input); }));
  }
  void cancel(MeetingId id) {
    app.write([&](db::Tx& tx) {
      return meetings::change_state(tx, act("director"), alliance, id, meetings::State::cancelled, "Sismo");
    });
  }
};

}  // namespace alianza::registrations
