#pragma once
// Words and rules of minutes and agreements (features/minutes/README.md). No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/meetings/meetings.h"

namespace alianza::minutes {

using committees::CommitteeId;
using meetings::MeetingId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using MinutesId = Id<struct MinutesTag>;
using SectionId = Id<struct MinutesSectionTag>;
using AgreementId = Id<struct AgreementTag>;

/// Draft: note-takers write. Review: attendees comment and say «de acuerdo». Approved: nothing changes any more.
enum class State { draft, review, approved };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

enum class Place { opening, item, closing };
std::string_view to_text(Place place);
bool from_text(std::string_view text, Place& place);

struct Minutes {
  MinutesId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;  // 0: of the whole alliance
  MeetingId meeting;
  int edition = 1;
  std::string correction;  // what this edition corrects; empty for the first
  State state = State::draft;
  int round = 0;  // of review
  std::string folio;
  std::string canonical;  // of an approved one: what was approved, as JSON
  std::string digest;     // SHA-256 of `canonical`, hexadecimal
  std::string approved_by;
  std::optional<Date> approved_on;
};

struct Section {
  SectionId id;
  Place place = Place::item;
  std::string title;
  std::string body;
  int version = 1;
  std::string written_by;  // who saved last; empty: nobody yet
  Instant written_at;
};

/// The sections that minutes begin with: opening, one for each item of the agenda, closing. An agenda whose first item is the
/// opening, or whose last one is the closing, gets no second one.
std::vector<Section> sections_of(const std::vector<meetings::AgendaItem>& agenda, Lang lang);

/// Notes as they are read: lines are paragraphs; lines beginning with "- " that follow each other are a list.
struct Block {
  enum class Kind { paragraph, list };
  Kind kind = Kind::paragraph;
  std::vector<std::string> lines;  // one, or the items
};
std::vector<Block> blocks(std::string_view body);

/// A text that somebody sent while another was being saved: kept beside the section until somebody combines them.
struct Crossed {
  SectionId section;
  std::string body;
  std::string by;
  Instant at;
};
struct Comment {
  SectionId section;
  std::string body;
  std::string by;
  Instant at;
};
struct Assent {
  OrganizationId organization;
  std::string by;
  Instant at;
};
struct StateChange {
  State state = State::draft;
  std::string note;
  std::string by;
  Instant at;
};

/// draft → review → approved; review → draft with a reason. Empty when it may be.
std::optional<Error> refuses_state(State from, State to, std::string_view note);

enum class Progress { open, done, cancelled };
std::string_view to_text(Progress progress);
bool from_text(std::string_view text, Progress& progress);
Message label(Progress progress);

struct Agreement {
  AgreementId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  MeetingId meeting;
  SectionId section;  // under which it was written; 0: none
  int number = 0;     // within its meeting
  std::string text;
  OrganizationId organization;  // who answers for it; 0: only the person is named
  std::string person;
  std::optional<Date> due;
  Progress state = Progress::open;
  int version = 1;
  Instant updated_at;
};
/// What a letter about it says. Made: the minutes with it were approved. Soon: three days before its day. Late: after it.
enum class News { made, soon, late };
std::string_view to_text(News news);

/// Still open after its day, on the civil day of the alliance.
bool is_overdue(const Agreement& agreement, Date today);
/// Open, and due within `days` from today.
bool is_due_soon(const Agreement& agreement, Date today, int days);

struct AgreementInput {
  std::string section;
  std::string text;
  std::string organization;
  std::string person;
  std::string due;
  std::string version;
};
/// Errors by field: text, organization (neither organisation nor person), person, due.
Result<Agreement> parse(const AgreementInput& input);
AgreementInput as_input(const Agreement& agreement);

struct AgreementChange {
  Progress state = Progress::open;
  std::string note;
  std::string by;
  Instant at;
};
/// done needs its evidence, cancelled and open again need their reason. Error: conflict when it is so already.
std::optional<Error> refuses_progress(Progress from, Progress to, std::string_view note);

/// What minutes say, as it is approved, printed and signed: the same thing for the page and for the paper.
struct Record {
  struct Attendant {
    std::string organization;
    std::vector<std::string> persons;
    bool remote = false;
  };
  struct Part {
    std::string title;
    std::string body;
  };
  struct Commitment {
    std::string number;  // "3"
    std::string text;
    std::string owner;
    std::string due;  // civil date or empty
  };
  struct Signatory {
    std::string name;
    committees::Office office = committees::Office::president;
    std::string body;  // of which committee, in a joint session; else empty
  };
  std::string agency;
  std::string alliance;
  std::string committee;
  std::string title;
  std::string date;
  std::string hours;
  std::string venue;
  std::string folio;
  int edition = 1;
  std::string correction;
  std::string seal;  // «Datos sintéticos…», of an alliance that is not real
  std::vector<Attendant> attendance;
  std::vector<Part> sections;
  std::vector<Commitment> agreements;
  std::vector<Signatory>
      signatories;  // who presided and who kept the minutes that day; empty: not of a committee, or nobody named
};
/// JSON without spaces, keys always in the same order, UTF-8: what the digest is of. Without signatories it has no such key, as
/// the texts that were approved before there was one.
std::string canonical(const Record& record);
/// Reads what canonical() wrote.
Record read_record(std::string_view canonical);

/// An agency's short name in capital letters and digits, at most 12: "AMEXCID"; of several words their first letters.
std::string folio_prefix(std::string_view short_name);
/// "AMEXCID-MIN-2026-0007"
std::string folio_text(std::string_view prefix, int year, int number);

}  // namespace alianza::minutes
