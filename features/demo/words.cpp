#include "features/demo/words.h"

#include <boost/json.hpp>
#include <map>

#include "demo_data.h"
#include "platform/base/result.h"

namespace alianza::demo {
namespace {

namespace json = boost::json;

template <class T, class F>
std::vector<T> rows(std::string_view name, F&& read) {
  std::vector<T> out;
  for (const auto& row : document(name).as_array()) out.push_back(read(row));
  return out;
}

std::vector<std::string> strings(std::string_view name) {
  return rows<std::string>(name, [](const json::value& row) { return std::string(row.as_string()); });
}

std::vector<LocalizedText> localized_rows(std::string_view name) {
  return rows<LocalizedText>(name, [](const json::value& row) { return localized(row); });
}

Vocabulary read_names() {
  Vocabulary v;
  v.patterns = rows<Vocabulary::Pattern>("synthetic/patterns", [](const json::value& r) {
    return Vocabulary::Pattern{text(r, "type"), text(r, "pattern"), static_cast<int>(number(r, "weight"))};
  });
  v.activities = rows<Vocabulary::Named>("synthetic/activities", [](const json::value& r) {
    return Vocabulary::Named{text(r, "name"), text(r, "sector")};
  });
  v.industries = rows<Vocabulary::Named>("synthetic/industries", [](const json::value& r) {
    return Vocabulary::Named{text(r, "of"), text(r, "sector")};
  });
  v.places = rows<Vocabulary::Place>("synthetic/places", [](const json::value& r) {
    return Vocabulary::Place{text(r, "bare"), text(r, "of")};
  });
  v.qualifiers = strings("synthetic/qualifiers");
  v.themes = strings("synthetic/themes");
  v.collectives = strings("synthetic/collectives");
  v.crafts = strings("synthetic/crafts");
  v.ventures = strings("synthetic/ventures");
  v.given_names = strings("synthetic/given_names");
  v.surnames = strings("synthetic/surnames");
  return v;
}

Vocabulary read_vocabulary() {
  auto v = read_names();
  v.positions = localized_rows("synthetic/positions");
  v.capacities = localized_rows("synthetic/capacities");
  v.business_interests = localized_rows("synthetic/business_interests");
  v.venues = localized_rows("synthetic/venues");
  v.contributions = rows<Vocabulary::Contribution>("synthetic/contributions", [](const json::value& r) {
    return Vocabulary::Contribution{text(r, "kind"), localized(r)};
  });
  v.status_reasons = rows<Vocabulary::Reason>("synthetic/status_reasons", [](const json::value& r) {
    return Vocabulary::Reason{text(r, "status"), localized(r)};
  });
  v.agenda_items = rows<Vocabulary::AgendaItem>("synthetic/agenda_items", [](const json::value& r) {
    return Vocabulary::AgendaItem{localized(r), static_cast<int>(number(r, "minutes")), text(r, "meeting")};
  });
  v.committee_names = rows<Vocabulary::CommitteeName>("synthetic/committee_names", [](const json::value& r) {
    return Vocabulary::CommitteeName{localized(r), static_cast<int>(number(r, "sdg"))};
  });
  v.session_titles = rows<Vocabulary::SessionTitle>("synthetic/session_titles", [](const json::value& r) {
    return Vocabulary::SessionTitle{localized(r), static_cast<int>(number(r, "phase"))};
  });
  return v;
}

}  // namespace

const json::value& document(std::string_view name) {
  static const auto parsed = [] {
    std::map<std::string, json::value, std::less<>> out;
    for (const auto& file : data::files) out.emplace(file.name, json::parse(file.text));
    return out;
  }();
  const auto found = parsed.find(name);
  ENSURE(found != parsed.end());
  return found->second;
}

std::string text(const json::value& row, std::string_view key) {
  const auto& value = row.as_object().at(key);
  return value.is_null() ? std::string() : std::string(value.as_string());
}

std::int64_t number(const json::value& row, std::string_view key) { return row.as_object().at(key).to_number<std::int64_t>(); }

LocalizedText localized(const json::value& row, std::string_view key) {
  const auto& value = row.as_object().at(key);
  return value.is_null() ? LocalizedText() : localized(value);
}

LocalizedText localized(const json::value& row) { return {text(row, "es"), text(row, "en"), Lang::es}; }

const Vocabulary& vocabulary() {
  static const auto v = read_vocabulary();
  return v;
}

}  // namespace alianza::demo
