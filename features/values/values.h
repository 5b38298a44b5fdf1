#pragma once
// Words and rules of what taking part brings (features/values/README.md): R-016. No SQL, no HTTP.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::values {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using KpiId = Id<struct KpiTag>;
using MeasureId = Id<struct ValueMeasureTag>;

/// Why an organisation takes part (F-060), in the order of the source.
enum class Reason { strategic_interests, shared_change, business_case, emergency_channel, positioning, flexibility };
inline constexpr int reason_count = 6;
const std::vector<Reason>& reasons();
std::string_view to_text(Reason reason);
Message label(Reason reason);

/// The rank of each reason: 1 … 6, or 0 when it is not named. Two may share one.
using Ranks = std::array<std::int64_t, reason_count>;
/// One typed rank for each reason, in their order. Errors by field, named as the reason; all blank: at the first.
Result<Ranks> parse_ranks(const std::array<std::string, reason_count>& typed);
/// Those that are named, the first rank first; of one rank in the order of the source.
std::vector<Reason> in_order(const Ranks& ranks);

/// A reason over all rankings.
struct ReasonCount {
  Reason reason = Reason::strategic_interests;
  std::int64_t named = 0;
  std::int64_t first = 0;
  std::int64_t rank_sum = 0;
  std::optional<double> mean() const;  // of who names it
};
/// From so many organisations on a ranking of the alliance is told.
inline constexpr std::int64_t least_rankings = 3;
/// By how many name it, then by mean rank, then in the order of the source.
std::vector<ReasonCount> count(const std::vector<Ranks>& rankings);

enum class Area { government_relations, human_resources, operations, public_relations, sales, social_responsibility };
const std::vector<Area>& areas();
std::string_view to_text(Area area);
bool from_text(std::string_view text, Area& area);
Message label(Area area);

/// A number with up to three decimals, kept in thousandths.
struct Amount {
  std::int64_t milli = 0;
  /// "-1,250.5"; error without a field when it is no such number, or has more than 12 digits before the point.
  static Result<Amount> parse(std::string_view text);
  std::string text() const;
  auto operator<=>(const Amount&) const = default;
};

struct Kpi {
  KpiId id;
  AgencyId agency;
  AllianceId alliance;
  OrganizationId organization;
  Area area = Area::operations;
  std::string title;
  std::string unit;
  Amount baseline;
  Date baseline_on;
  Amount target;
  Date target_on;
  std::optional<Date> retired;
  std::string retired_for;
  std::int64_t version = 1;
};

/// What a measure comes from.
enum class ResultKind { none, experience, engagement };
std::string_view to_text(ResultKind kind);
bool from_text(std::string_view text, ResultKind& kind);
struct Origin {
  ResultKind kind = ResultKind::none;
  std::int64_t id = 0;
  /// "experience:0ABC…", or empty.
  std::string text() const;
  static std::optional<Origin> parse(std::string_view text);
  auto operator<=>(const Origin&) const = default;
};

struct Measure {
  MeasureId id;
  KpiId kpi;
  Amount value;
  Date on;
  std::string evidence;
  Origin origin;
};
/// Of the measure with the latest day (of one day: the one told last); nothing without measures. Whole percent, towards zero; may
/// be below 0 or beyond 100.
std::optional<std::int64_t> progress(const Kpi& kpi, const std::vector<Measure>& measures);

struct KpiInput {
  std::string area;
  std::string title;
  std::string unit;
  std::string baseline;
  std::string baseline_on;
  std::string target;
  std::string target_on;
  std::string version;
};
Result<Kpi> parse(const KpiInput& input);
KpiInput as_input(const Kpi& kpi);

struct MeasureInput {
  std::string value;
  std::string on;
  std::string evidence;
  std::string origin;  // Origin::text()
};
/// Not after `today`. Whether the result is this organisation's is asked by the action.
Result<Measure> parse(const MeasureInput& input, Date today);

}  // namespace alianza::values
