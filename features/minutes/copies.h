#pragma once
// Copies of minutes: the personal link by which who attended reads them, comments and agrees without an account (R-021,
// README.md). No SQL, no HTTP.
#include <chrono>
#include <optional>
#include <string>

#include "features/minutes/minutes.h"
#include "platform/mail/letter.h"

namespace alianza::minutes {

using membership::PersonId;
using CopyId = Id<struct MinutesCopyTag>;

/// How long a link serves. Each letter brings another, so that the approved minutes can be read for as long again.
inline constexpr auto copies_serve = std::chrono::hours(24 * 90);

/// What one organisation was given.
struct Copy {
  CopyId id;
  AgencyId agency;
  AllianceId alliance;
  MeetingId meeting;
  OrganizationId organization;
  PersonId person;  // to whom
  mail::LetterId letter;
  Instant given_at;
  std::optional<Instant> revoked_at;
};

/// serves: opens what is in review or approved. expired, revoked: as the words say. gone: the organisation may not read the
/// minutes any more, or the person is not its contact any more, at the address to which the link was sent.
enum class CopyDoor : std::uint8_t { serves, expired, revoked, gone };

}  // namespace alianza::minutes
