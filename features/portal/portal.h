#pragma once
// Words and rules of the public record (features/portal/README.md). No SQL, no HTTP.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/alliances.h"
#include "features/meetings/meetings.h"
#include "features/portal/when.h"
#include "platform/base/text.h"

namespace alianza::portal {

using alliances::CycleId;
using alliances::Stage;
using meetings::MeetingId;
using meetings::Qualifier;
using membership::AgencyId;
using membership::AllianceId;
using EventId = Id<struct AllianceEventTag>;
using FindingId = Id<struct FindingTag>;

/// Where a statement comes from; both empty when it is the alliance's own.
struct Source {
  LocalizedText chapter;
  std::string fact;  // "E-14, F-007"
};

/// A number with its noun, and the rule that made it.
struct Figure {
  std::int64_t value = 0;
  Qualifier qualifier = Qualifier::exact;
  LocalizedText noun;
  LocalizedText rule;
};

/// `external`: it happened outside the alliance.
enum class EventKind { institutional, meeting, survey, project, support, document, external };
std::string_view to_text(EventKind kind);
bool from_text(std::string_view text, EventKind& kind);
Message label(EventKind kind);

/// Where a row of the record stands.
enum class State { draft, published, withdrawn };
std::string_view to_text(State state);
Message label(State state);

struct Event {
  EventId id;
  std::optional<Stage> stage;  // empty: before the alliance
  EventKind kind = EventKind::institutional;
  When when;
  Date sort_on;  // only for order
  LocalizedText title;
  LocalizedText text;
  LocalizedText place;
  Source source;
  std::string mark;             // "E-14": its name in the source's catalogue, or empty
  MeetingId meeting;            // the meeting that it tells; 0 = none
  std::vector<Figure> figures;  // the first stands beside it
  State state = State::draft;
  std::string withdrawn_reason;
  int version = 1;
};

/// How many took part at one moment. `answered`: the part of them that answered a survey.
struct FunnelRow {
  struct Answered {
    int percent = 0;
    std::int64_t value = 0;
    Qualifier qualifier = Qualifier::exact;
    bool computed = false;  // by us, not given by the source
    LocalizedText rule;
  };
  int ordinal = 0;
  Figure figure;
  When when;
  LocalizedText note;
  std::optional<Answered> answered;
  Source source;
};

enum class FindingKind {
  objective,
  achievement,
  challenge,
  recommendation,
  reason,
  role,
  criterion,
  sustainability_criterion,
  mechanism,
  support_activity,
  manual_step
};
std::span<const FindingKind> finding_kinds();
std::string_view to_text(FindingKind kind);
bool from_text(std::string_view text, FindingKind& kind);
/// The heading over the rows of a kind: «Objetivos de la alianza».
Message heading(FindingKind kind);
Message label(FindingKind kind);

struct Finding {
  FindingId id;
  FindingKind kind = FindingKind::objective;
  int ordinal = 0;  // 0 when new: goes to the end of its kind
  LocalizedText title;
  LocalizedText text;
  Source source;
  State state = State::draft;
  std::string withdrawn_reason;
  int version = 1;
};

/// What the source contradicts or leaves open, and what was decided.
struct Contradiction {
  std::string mark;  // "C-01"
  LocalizedText text;
  LocalizedText decision;
  Source source;
};

/// The sentences of an alliance's pages, by name.
class Texts {
 public:
  void put(std::string name, LocalizedText text) { texts_.insert_or_assign(std::move(name), std::move(text)); }
  /// Empty when the alliance has none of that name.
  const LocalizedText& of(const std::string& name) const;
  bool has(const std::string& name) const { return texts_.contains(name); }

 private:
  std::map<std::string, LocalizedText> texts_;
};

/// As the form of a fact says it. One figure; loaders may give an Event more.
struct EventInput {
  std::string kind = "institutional";
  std::string stage;  // "approach"…, or empty
  std::string from;
  std::string to;
  std::string precision = "day";
  std::string sort_on;  // for an undated one: the day it comes after
  std::string title_es;
  std::string title_en;
  std::string text_es;
  std::string text_en;
  std::string place_es;
  std::string place_en;
  std::string chapter_es;
  std::string chapter_en;
  std::string fact;
  std::string value;
  std::string qualifier = "exact";
  std::string noun_es;
  std::string noun_en;
  std::string rule_es;
  std::string rule_en;
  std::string version;
};
/// The checked event without ids, or every field that is wrong.
Result<Event> parse(const EventInput& input);
/// What the form shows of an event that is there.
EventInput input_of(const Event& event);

struct FindingInput {
  std::string kind = "achievement";
  std::string title_es;
  std::string title_en;
  std::string text_es;
  std::string text_en;
  std::string chapter_es;
  std::string chapter_en;
  std::string fact;
  std::string version;
};
Result<Finding> parse(const FindingInput& input);
FindingInput input_of(const Finding& finding);

/// The date of a meeting, as well as it is known.
When when_of(const meetings::Meeting& meeting);
/// A meeting of the whole alliance as a fact of its timeline, when no event tells it: `counted` is its turnout or reported count.
Event event_of(const meetings::Meeting& meeting, const std::vector<Figure>& counted,
               const std::vector<alliances::StageClock>& clocks);
/// The stage that a day belongs to, by the days on which stages were entered.
std::optional<Stage> stage_on(const std::vector<alliances::StageClock>& clocks, Date day);
/// Events in the order of the timeline.
void sort(std::vector<Event>& events);

}  // namespace alianza::portal
