#pragma once
// Words and rules of opinions and dormancy (features/opinions/README.md): R-114. No SQL, no HTTP, no clock.
#include <optional>
#include <string>
#include <string_view>

#include "features/meetings/meetings.h"

namespace alianza::opinions {

using committees::CommitteeId;
using meetings::MeetingId;
using membership::AgencyId;
using membership::AllianceId;
using OpinionId = Id<struct OpinionTag>;
using DormancyId = Id<struct DormancyAlertTag>;

struct Opinion {
  OpinionId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  int number = 1;  // within its body
  Date on;
  std::string subject;
  std::string text;
  std::string reference;  // a document, a folio
  MeetingId meeting;      // of the body, held; 0: none
  bool withdrawn = false;
  std::string withdrawn_reason;
};

struct Rule {
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  int months = 12;
  Date since;  // when the first rule of the body was set
};

enum class Closing { none, excused, awake };
std::string_view to_text(Closing closing);
bool from_text(std::string_view text, Closing& closing);
Message label(Closing closing);

struct Alert {
  DormancyId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  Date quiet_since;  // the last sign
  int months = 12;
  Instant raised_at;
  Closing closing = Closing::none;
  std::string reason;
  std::optional<Instant> closed_at;
};

/// The first day on which a body whose last sign was on `last` counts as dormant.
Date dormant_from(Date last, int months);

struct Input {
  std::string on;
  std::string subject;
  std::string text;
  std::string reference;
  std::string meeting;
};
/// Errors by field: on (no date, after today), subject, text, reference, meeting.
Result<Opinion> parse(const Input& input, Date today);
/// 0 ends the rule. Error by field: months.
Result<int> parse_months(std::string_view typed);

}  // namespace alianza::opinions
