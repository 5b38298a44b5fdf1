#pragma once
// The embedded data of the demo: data/axs and data/synthetic as they stand in the repository.
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/text.h"

namespace alianza::demo {

/// "axs/events", "synthetic/places": the parsed file. Impossible when the program has none of that name.
const boost::json::value& document(std::string_view name);

/// Members of an object of ours; Impossible when the file does not have them.
std::string text(const boost::json::value& row, std::string_view key);
std::int64_t number(const boost::json::value& row, std::string_view key);
/// {"es": …, "en": …}; empty when the member is null.
LocalizedText localized(const boost::json::value& row, std::string_view key);
/// The row itself is {"es": …, "en": …, …}.
LocalizedText localized(const boost::json::value& row);

/// The vocabulary of synthetic alliances (data/synthetic/README.md).
struct Vocabulary {
  struct Pattern {
    std::string type;
    std::string pattern;
    int weight = 1;
  };
  struct Named {
    std::string name;
    std::string sector;
  };
  struct Place {
    std::string bare;
    std::string of;
  };
  struct Contribution {
    std::string kind;
    LocalizedText text;
  };
  struct Reason {
    std::string status;
    LocalizedText text;
  };
  struct AgendaItem {
    LocalizedText title;
    int minutes = 0;
    std::string meeting;
  };
  struct CommitteeName {
    LocalizedText name;
    int sdg = 0;
  };
  /// What a committee's session is about, by its place in the committee's life; {month} is when it meets.
  struct SessionTitle {
    LocalizedText title;
    int phase = 0;
  };
  std::vector<Pattern> patterns;
  std::vector<Named> activities, industries;
  std::vector<Place> places;
  std::vector<std::string> qualifiers, themes, collectives, crafts, ventures, given_names, surnames;
  std::vector<LocalizedText> positions, capacities, business_interests, venues;
  std::vector<Contribution> contributions;
  std::vector<Reason> status_reasons;
  std::vector<AgendaItem> agenda_items;
  std::vector<CommitteeName> committee_names;
  std::vector<SessionTitle> session_titles;
};
/// Read once.
const Vocabulary& vocabulary();

}  // namespace alianza::demo
