#pragma once
// What somebody answers in an anonymous survey, from the moment it is sent until all are counted: sealed with the server's key,
// which lies in no database and no backup (docs/decisions/0120-anonymous-answers.md). No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>

#include "features/surveys/answers.h"
#include "features/surveys/surveys.h"
#include "platform/auth/seal.h"

namespace alianza::surveys {

/// Fewer are never opened: among so few people each would be recognised.
inline constexpr std::int64_t least_ballots = 5;

/// Says nothing of its content but its size, in a few steps: 4 kB, 8 kB, 16 kB…
std::string seal_ballot(const auth::Seal& seal, SurveyId survey, const Answers& answers);
/// Nothing when it was sealed with another key, for another survey, or was changed.
std::optional<Answers> open_ballot(const auth::Seal& seal, SurveyId survey, std::string_view sealed);

}  // namespace alianza::surveys
