#pragma once
// Words and rules of communiqués and bulletins (features/bulletins/README.md): R-024. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::bulletins {

using auth::AccountId;
using membership::AgencyId;
using membership::AllianceId;
using BulletinId = Id<struct BulletinTag>;
using EditionId = Id<struct BulletinEditionTag>;

enum class Kind { communique, bulletin };
std::string_view to_text(Kind kind);
bool from_text(std::string_view text, Kind& kind);
Message label(Kind kind);

/// Of an edition. Approved does not yet mean published: see current_on().
enum class State { draft, review, approved };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

/// What somebody did with an edition; `wrote` once for each who did.
enum class Step { wrote, submitted, returned, approved, withdrawn };
std::string_view to_text(Step step);
bool from_text(std::string_view text, Step& step);
Message label(Step step);

struct Edition {
  EditionId id;
  BulletinId bulletin;
  int number = 1;
  State state = State::draft;
  LocalizedText title;
  LocalizedText summary;
  LocalizedText body;                   // Markdown
  LocalizedText correction;             // what it corrects; empty in the first one
  std::optional<CivilTime> publish_on;  // as asked for, at the alliance; empty: when it is approved
  std::optional<Instant> published_at;  // from then on it is public; set by the approval
  int version = 1;                      // of the row: an edit names the one it read
};

struct Bulletin {
  BulletinId id;
  AgencyId agency;
  AllianceId alliance;
  Kind kind = Kind::bulletin;
  std::optional<Instant> withdrawn_at;
  std::string withdrawn_reason;
};

/// One row of the history of an edition.
struct StepRow {
  EditionId edition;
  Step step = Step::wrote;
  AccountId by;
  std::string name;
  Instant at;
  std::string reason;
};

/// The edition that the public reads at that moment: the last one published by then; nothing when there is none. `editions` by
/// number.
const Edition* current_on(const std::vector<Edition>& editions, Instant at);
/// The same for a bulletin: what was public when it was withdrawn, if it was.
const Edition* told_on(const Bulletin& bulletin, const std::vector<Edition>& editions, Instant at);
/// Whoever wrote or submitted an edition does not approve it.
bool has_written(const std::vector<StepRow>& steps, EditionId edition, AccountId who);
/// When an approved edition becomes public: as asked for, never before its approval.
Instant publication(const Edition& edition, const Zone& zone, Instant approved_at);

struct Input {
  std::string kind = "bulletin";
  std::string title_es;
  std::string title_en;
  std::string summary_es;
  std::string summary_en;
  std::string body_es;
  std::string body_en;
  std::string correction_es;
  std::string correction_en;
  std::string publish_on;
  std::string publish_time;  // 09:00 when there is a day and no time
  std::string version;
};
/// A correction says what it corrects; a first edition has nothing to say there.
enum class Nature { first, correction };
struct Parsed {
  Kind kind = Kind::bulletin;
  Edition edition;
};
/// The checked texts without ids, or every field that is wrong.
Result<Parsed> parse(const Input& input, Nature nature);
Input as_input(const Bulletin& bulletin, const Edition& edition);

}  // namespace alianza::bulletins
