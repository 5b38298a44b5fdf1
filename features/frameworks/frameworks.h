#pragma once
// Words and rules of frameworks (features/frameworks/README.md). No SQL, no HTTP.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::frameworks {

using membership::AgencyId;
using membership::AllianceId;
using FrameworkId = Id<struct FrameworkTag>;
using EditionId = Id<struct FrameworkEditionTag>;
using NodeId = Id<struct FrameworkNodeTag>;
using LoadId = Id<struct FrameworkLoadTag>;

/// Whether an edition has all nodes of its source, or only those that a source at hand names.
enum class Extent : std::uint8_t { whole, partial };
std::string_view to_text(Extent extent);
bool from_text(std::string_view text, Extent& extent);
Message label(Extent extent);

/// Out of use: it stays readable, new forms do not offer it.
enum class Shelf : std::uint8_t { in_use, out_of_use };
std::string_view to_text(Shelf shelf);
bool from_text(std::string_view text, Shelf& shelf);
Message label(Shelf shelf);

/// How many nodes of a level an edition has, and how many of them differ: the same indicator may be listed under two targets.
struct LevelCount {
  std::string level;
  std::int64_t listed = 0;
  std::int64_t different = 0;
};
/// «17 objetivos», «248 indicadores»; the word of the file for a level that is not known here.
Message count_words(const LevelCount& count);
/// «Meta»; empty for a level that is not known here: its own word is shown.
Message level_label(std::string_view level);

/// One edition of a framework; what it holds is never written again.
struct Edition {
  EditionId id;
  FrameworkId framework;
  std::string name;  // "2017", "2014-2018"; they sort by it
  LocalizedText source;
  LocalizedText licence;
  Extent extent = Extent::whole;
  Shelf shelf = Shelf::in_use;
  std::int64_t nodes = 0;
  Instant loaded_at;
  std::vector<LevelCount> levels;  // from the top
};

/// A tree of the agency: «Objetivos de Desarrollo Sostenible».
struct Framework {
  FrameworkId id;
  AgencyId agency;
  std::string code;  // "sdg": one a framework in an agency
  LocalizedText name;
  std::vector<Edition> editions;  // the newest first
  /// By name; empty: the newest in use, else the newest. Nothing when there is none of that name.
  const Edition* edition(std::string_view name) const;
};

/// What an edition holds, in the order of its tree: each node before those under it.
struct Node {
  NodeId id;
  EditionId edition;
  NodeId parent;  // 0: on top
  std::int64_t place = 0;
  int depth = 0;
  std::string code;   // "4.7": one a node in an edition
  std::string level;  // "goal", "target", "indicator" or the word of the file
  LocalizedText title;
  LocalizedText note;
  std::optional<std::int64_t> weight;  // thousandths
  std::string same_as;                 // code of the node that is the same one, listed first
  std::string formerly;                // its code in the edition before, when it was another
  std::string parent_code;

  /// The code under which it is counted once.
  const std::string& identity() const { return same_as.empty() ? code : same_as; }
};
/// From the top: by the greatest depth at which a level stands.
std::vector<LevelCount> count_levels(const std::vector<Node>& nodes);
/// "2.5" as thousandths: digits, at most three after the point, at most 1,000,000.
std::optional<std::int64_t> parse_weight(std::string_view text);
std::string weight_text(std::int64_t thousandths);
/// The goal that a node of the framework "sdg" belongs to, 1 to 17; 0 for others.
int goal_of(std::string_view framework, std::string_view code);

/// What is said of a file that is loaded; `edition` counts for rows without one.
struct Input {
  std::string code;
  std::string name_es;
  std::string name_en;
  std::string edition;
  std::string source_es;
  std::string source_en;
  std::string licence_es;
  std::string licence_en;
  std::string extent = "whole";
};
struct Parsed {
  std::string code;
  LocalizedText name;
  std::string edition;
  LocalizedText source;
  LocalizedText licence;
  Extent extent = Extent::whole;
};
/// The checked heading of a file, or every field that is wrong.
Result<Parsed> parse(const Input& input);
/// Letters, digits and - . /, at most 20: what names an edition.
bool is_edition_name(std::string_view text);

}  // namespace alianza::frameworks
