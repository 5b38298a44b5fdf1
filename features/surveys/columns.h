#pragma once
// What counts of a survey, one question at a time over all responses: for counting (features/results). No SQL, no HTTP.
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "features/surveys/surveys.h"

namespace alianza::surveys {

/// A response that was sent. Its id says nothing of when.
struct SentResponse {
  ResponseId id;
  VersionId version;
  RecipientId recipient;
  static void columns(auto& v, SentResponse& r) { v(r.id, r.version, r.recipient); }
};

/// What an organisation was when it was chosen.
struct SentFrom {
  ResponseId id;
  OrganizationId organization;
  std::string name;
  std::string type;
  std::string sector;
  std::string size;
  RecipientId recipient;
  static void columns(auto& v, SentFrom& r) { v(r.id, r.organization, r.name, r.type, r.sector, r.size, r.recipient); }
};

/// One value of an answer: the row of a matrix, the option, its place (the rank in a ranking), a number in thousandths or minor
/// units.
struct CountedValue {
  std::string row;
  std::string option;
  ResponseId response;
  std::int64_t place = 0;
  std::optional<std::int64_t> number;
};
using TakeValue = std::function<void(const CountedValue&)>;

/// A text that was written: an answer, or under «Otra» (then `option` is other_code).
struct WrittenText {
  ResponseId response;
  std::string option;
  std::string text;
};

/// How often a day was answered: "2026-03-31".
struct WrittenDay {
  std::string day;
  std::int64_t n = 0;
  static void columns(auto& v, WrittenDay& r) { v(r.day, r.n); }
};

}  // namespace alianza::surveys
