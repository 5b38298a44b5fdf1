#pragma once
// What counts of a survey, one question at a time over all responses: for counting (features/results). No SQL, no HTTP.
#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "features/surveys/answers.h"
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

/// The places of responses among all of them, which are in the order of their ids. Looked for near the last one: values of one
/// option come in that order.
class ResponsePlaces {
 public:
  explicit ResponsePlaces(std::vector<ResponseId> ids) : ids_(std::move(ids)) {}
  const std::vector<ResponseId>& ids() const { return ids_; }
  std::size_t size() const { return ids_.size(); }
  /// Nothing of one that is not among them.
  std::optional<std::size_t> of(ResponseId id) {
    if (last_ >= ids_.size() || ids_[last_] > id) last_ = 0;
    for (int step = 0; step < near && last_ < ids_.size() && ids_[last_] < id; ++step) ++last_;
    if (last_ < ids_.size() && ids_[last_] < id)
      last_ = static_cast<std::size_t>(std::lower_bound(ids_.begin() + static_cast<std::ptrdiff_t>(last_), ids_.end(), id) -
                                       ids_.begin());
    if (last_ >= ids_.size() || ids_[last_] != id) return std::nullopt;
    return last_;
  }

 private:
  static constexpr int near = 8;
  std::vector<ResponseId> ids_;
  std::size_t last_ = 0;
};

}  // namespace alianza::surveys
