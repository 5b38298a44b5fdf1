#include "features/campaigns/listeners.h"

#include <boost/json.hpp>

#include "features/adherences/actions.h"
#include "features/campaigns/actions.h"
#include "platform/feature/letter.h"
#include "platform/mail/mail.h"

namespace alianza::campaigns {
namespace {

std::string word(const boost::json::object& payload, const char* name) {
  const auto* text = payload.if_contains(name);
  return text != nullptr && text->is_string() ? std::string(text->as_string()) : std::string();
}

}  // namespace

void add_listeners(feature::Site& site) {
  site.db.on(std::string(mail::letter_changed), [](db::Tx& tx, const db::Event& event) -> Done {
    mail::State state{};
    ENSURE(mail::from_text(word(boost::json::parse(event.payload_json).as_object(), "state"), state));
    note_letter(tx, mail::LetterId(event.subject), state);
    return {};
  });
  site.db.on(std::string(adherences::text_published),
             [origin = feature::address_in_letters(site.config)](db::Tx& tx, const db::Event& event) -> Done {
               return offer_to_accepted(tx, AllianceId(event.subject), origin);
             });
  site.db.on("organization.merged", [](db::Tx& tx, const db::Event& event) -> Done {
    const auto payload = boost::json::parse(event.payload_json).as_object();
    merge(tx, id_from_text(word(payload, "merge")).value_or(0),
          OrganizationId::parse(word(payload, "kept")).value_or(OrganizationId()),
          OrganizationId::parse(word(payload, "gone")).value_or(OrganizationId()));
    return {};
  });
  site.db.on("organization.unmerged", [](db::Tx& tx, const db::Event& event) -> Done {
    const auto payload = boost::json::parse(event.payload_json).as_object();
    unmerge(tx, id_from_text(word(payload, "merge")).value_or(0),
            OrganizationId::parse(word(payload, "gone")).value_or(OrganizationId()));
    return {};
  });
}

}  // namespace alianza::campaigns
