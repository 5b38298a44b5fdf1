#pragma once
// Words and rules of registrations (features/registrations/README.md): R-020. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>

#include "features/meetings/meetings.h"
#include "platform/mail/letter.h"

namespace alianza::registrations {

using meetings::MeetingId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using RegistrationId = Id<struct RegistrationTag>;
using ConvocationId = Id<struct ConvocationTag>;

enum class Reply { silent, coming, not_coming };
std::string_view to_text(Reply reply);
bool from_text(std::string_view text, Reply& reply);
Message label(Reply reply);

/// To whom a sending goes: whom no letter was written to yet, or who got one and has not replied.
enum class Audience { unwritten, silent };
std::string_view to_text(Audience audience);
bool from_text(std::string_view text, Audience& audience);
Message label(Audience audience);

struct Convocation {
  ConvocationId id;
  AgencyId agency;
  AllianceId alliance;
  MeetingId meeting;
  Audience audience = Audience::unwritten;
  std::string message;
  std::int64_t letters = 0;
  std::int64_t asked_by = 0;
  Instant asked_at;
  std::optional<Instant> finished_at;
};

struct Registration {
  RegistrationId id;
  AgencyId agency;
  AllianceId alliance;
  MeetingId meeting;
  OrganizationId organization;
  Reply reply = Reply::silent;
  std::string persons;  // who comes, one a line
  std::string note;
  std::string replied_by;
  std::optional<Instant> replied_at;
  ConvocationId convocation;  // the newest one that wrote to it; 0: none
  std::string written_to;
  mail::LetterId letter;
  std::string letter_state;  // as the room of mail says; empty: no letter
  std::optional<Instant> letter_at;
};

struct ReplyInput {
  std::string reply;
  std::string persons;
  std::string note;
  std::string name;  // who replies; asked of who holds a link
};
inline constexpr std::size_t most_persons = 20;
/// Coming or not; at most `most_persons` names, one a line. Errors by field: `reply`, `persons`, `note`, `name`.
enum class Signed { by_name, by_account };
Result<ReplyInput> parse(const ReplyInput& raw, Signed how);

/// The sentence that says why there is nothing to reply to any more; nothing while there is.
std::optional<Message> refuses_reply(const meetings::Meeting& meeting, const Zone& zone, Instant now);

/// «martes 17 de marzo de 2026, 10:00 a 12:00, hora de America/Mexico_City (UTC-06:00)»; a date alone when no hour is known.
std::string when_text(const meetings::Meeting& meeting, const Zone& zone, Lang lang);

struct Tally {
  std::int64_t coming = 0;
  std::int64_t not_coming = 0;
  std::int64_t silent = 0;
  std::int64_t persons = 0;  // named by those who come
};
void count(Tally& tally, const Registration* registration);

}  // namespace alianza::registrations
