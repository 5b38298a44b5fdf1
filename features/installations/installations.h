#pragma once
// Words and rules of installation acts (features/installations/README.md): R-050. No SQL, no HTTP, no clock.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/committees/committees.h"

namespace alianza::installations {

using committees::CommitteeId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using InstallationId = Id<struct InstallationTag>;

enum class Part { plan, president, secretary, areas, dynamics };
inline constexpr std::array parts{Part::plan, Part::president, Part::secretary, Part::areas, Part::dynamics};
std::string_view to_text(Part part);
bool from_text(std::string_view text, Part& part);
Message label(Part part);

/// What the act says: the same thing for the page and for the paper.
struct Record {
  struct Officer {
    std::string name;
    std::string organization;
    std::string since;  // civil date
  };
  struct Activity {
    std::string title;
    std::string owner;  // empty: the body itself
    std::string starts;
    std::string due;
  };
  struct Area {
    std::string title;
    std::vector<Activity> activities;
  };
  struct Dynamics {
    int edition = 0;    // of the rules; 0: none
    std::string since;  // of the rules
    int quorum_percent = 0;
    int quorum_number = 0;
    committees::VotingBase voting_base = committees::VotingBase::present;
    std::string rules;
    int months = 0;            // of the cadence; 0: none
    std::string months_since;  // civil date
  };
  std::string agency;
  std::string alliance;
  std::string body;
  int sdg = 0;
  std::string folio;
  int edition = 1;
  std::string correction;
  std::string seal;
  std::string installed_on;
  std::string remarks;
  std::optional<Officer> president;
  std::optional<Officer> secretary;
  std::vector<std::string> members;
  std::vector<Area> areas;
  Dynamics dynamics;
};
/// JSON without spaces, keys always in the same order, UTF-8: what the digest is of.
std::string canonical(const Record& record);
/// Reads what canonical() wrote.
Record read_record(std::string_view canonical);

/// Whether the record has that part, by the table of the README.
bool stands(const Record& record, Part part);
/// The parts it lacks, in order.
std::vector<Part> missing(const Record& record);

struct Installation {
  InstallationId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  int edition = 1;
  std::string correction;  // what it corrects; empty for the first
  Date installed_on;
  std::string folio;
  std::string canonical;
  std::string digest;  // SHA-256 of `canonical`, hexadecimal
  std::string declared_by;
  Instant declared_at;
  bool published = false;
};

struct Input {
  std::string installed_on;
  std::string remarks;
  std::string correction;  // of a second edition
  std::string edition;     // the newest that was read; 0: none
};
struct Wanted {
  Date installed_on;
  std::string remarks;
  std::string correction;
};
/// Errors by field: installed_on (no date, or after today), remarks, correction (missing for a second edition).
Result<Wanted> parse(const Input& input, Date today, int editions);

/// "AMEXCID-INS-2026-0007"
std::string folio_text(std::string_view prefix, int year, int number);

}  // namespace alianza::installations
