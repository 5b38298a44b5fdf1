#pragma once
// Words and rules of privacy (features/privacy/README.md): R-144. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::privacy {

using membership::AgencyId;
using RequestId = Id<struct PrivacyRequestTag>;

/// The notice of an agency; a changed text is another version.
struct Notice {
  AgencyId agency;
  std::int64_t version = 1;
  LocalizedText body;
  std::optional<Instant> published_at;  // empty: the program's own text, which nobody has published
};

/// The text that stands until the agency publishes its own: who answers for the data, what for, which rights, how long, where.
LocalizedText standard_notice(const LocalizedText& agency);

struct NoticeInput {
  std::string body_es;
  std::string body_en;
};
/// The checked body, or every field that is wrong.
Result<LocalizedText> parse(const NoticeInput& input);

/// Where a person took note of the notice.
enum class Door { sign_in, invitation, adherence };
std::string_view to_text(Door door);
bool from_text(std::string_view text, Door& door);

/// What a form beside which the notice is shown says of it.
struct Consent {
  std::string accepted;  // not empty: yes
  std::string version;   // of the text that was shown
};

enum class Kind { export_, erasure };
std::string_view to_text(Kind kind);
bool from_text(std::string_view text, Kind& kind);

struct Request {
  RequestId id;
  AgencyId agency;
  Kind kind = Kind::export_;
  std::int64_t account = 0;
  std::int64_t asked_by = 0;
  std::string reason;
  Instant asked_at;
  std::int64_t letter = 0;
  std::int64_t gone = 0;
  std::int64_t kept = 0;
};

/// The reason that the director writes, or the words of the written request: 10 to 500 characters. Error at field `reason`.
Result<std::string> parse_reason(std::string_view text);

}  // namespace alianza::privacy
