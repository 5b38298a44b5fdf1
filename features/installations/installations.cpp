#include "features/installations/installations.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::installations {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> part_words{"plan", "president", "secretary", "areas", "dynamics"};

json::value officer_json(const std::optional<Record::Officer>& o) {
  if (!o) return nullptr;
  return json::object{{"name", o->name}, {"organization", o->organization}, {"since", o->since}};
}

std::optional<Record::Officer> read_officer(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  const auto& o = value.as_object();
  const auto text = [&](const char* key) { return std::string(o.at(key).as_string()); };
  return Record::Officer{text("name"), text("organization"), text("since")};
}

json::object dynamics_json(const Record::Dynamics& d) {
  return {{"edition", d.edition},
          {"since", d.since},
          {"quorum_percent", d.quorum_percent},
          {"quorum_number", d.quorum_number},
          {"voting_base", committees::to_text(d.voting_base)},
          {"rules", d.rules},
          {"months", d.months},
          {"months_since", d.months_since}};
}

Record::Dynamics read_dynamics(const json::object& o) {
  Record::Dynamics d;
  const auto number = [&](const char* key) { return static_cast<int>(o.at(key).as_int64()); };
  const auto text = [&](const char* key) { return std::string(o.at(key).as_string()); };
  d.edition = number("edition");
  d.since = text("since");
  d.quorum_percent = number("quorum_percent");
  d.quorum_number = number("quorum_number");
  ENSURE(committees::from_text(text("voting_base"), d.voting_base));
  d.rules = text("rules");
  d.months = number("months");
  d.months_since = text("months_since");
  return d;
}

json::array areas_json(const std::vector<Record::Area>& areas) {
  json::array out;
  for (const auto& area : areas) {
    json::array activities;
    for (const auto& a : area.activities)
      activities.push_back(json::object{{"title", a.title}, {"owner", a.owner}, {"starts", a.starts}, {"due", a.due}});
    out.push_back(json::object{{"title", area.title}, {"activities", std::move(activities)}});
  }
  return out;
}

std::vector<Record::Area> read_areas(const json::array& rows) {
  std::vector<Record::Area> out;
  for (const auto& value : rows) {
    const auto& o = value.as_object();
    auto& area = out.emplace_back(Record::Area{std::string(o.at("title").as_string()), {}});
    for (const auto& row : o.at("activities").as_array()) {
      const auto& a = row.as_object();
      const auto text = [&](const char* key) { return std::string(a.at(key).as_string()); };
      area.activities.push_back({text("title"), text("owner"), text("starts"), text("due")});
    }
  }
  return out;
}

}  // namespace

std::string_view to_text(Part part) { return word_of(part_words, part); }
bool from_text(std::string_view text, Part& part) { return read_word(part_words, text, part); }

Message label(Part part) {
  switch (part) {
    case Part::plan: return _("Plan de trabajo");
    case Part::president: return _("Presidencia");
    case Part::secretary: return _("Secretaría");
    case Part::areas: return _("Áreas prioritarias");
    case Part::dynamics: return _("Dinámica de trabajo");
  }
  return {};
}

std::string canonical(const Record& r) {
  json::array members;
  for (const auto& name : r.members) members.emplace_back(name);
  const json::object whole{{"agency", r.agency},
                           {"alliance", r.alliance},
                           {"body", r.body},
                           {"sdg", r.sdg},
                           {"folio", r.folio},
                           {"edition", r.edition},
                           {"correction", r.correction},
                           {"seal", r.seal},
                           {"installed_on", r.installed_on},
                           {"remarks", r.remarks},
                           {"president", officer_json(r.president)},
                           {"secretary", officer_json(r.secretary)},
                           {"members", std::move(members)},
                           {"areas", areas_json(r.areas)},
                           {"dynamics", dynamics_json(r.dynamics)}};
  return json::serialize(whole);
}

Record read_record(std::string_view text) {
  const auto whole = json::parse(json::string_view(text.data(), text.size())).as_object();
  const auto word = [&](const char* key) { return std::string(whole.at(key).as_string()); };
  Record r;
  r.agency = word("agency");
  r.alliance = word("alliance");
  r.body = word("body");
  r.sdg = static_cast<int>(whole.at("sdg").as_int64());
  r.folio = word("folio");
  r.edition = static_cast<int>(whole.at("edition").as_int64());
  r.correction = word("correction");
  r.seal = word("seal");
  r.installed_on = word("installed_on");
  r.remarks = word("remarks");
  r.president = read_officer(whole.at("president"));
  r.secretary = read_officer(whole.at("secretary"));
  for (const auto& name : whole.at("members").as_array()) r.members.emplace_back(name.as_string());
  r.areas = read_areas(whole.at("areas").as_array());
  r.dynamics = read_dynamics(whole.at("dynamics").as_object());
  return r;
}

bool stands(const Record& r, Part part) {
  const auto is_filled = [](const Record::Area& area) { return !area.activities.empty(); };
  switch (part) {
    case Part::plan: return std::any_of(r.areas.begin(), r.areas.end(), is_filled);
    case Part::president: return r.president.has_value();
    case Part::secretary: return r.secretary.has_value();
    case Part::areas: return !r.areas.empty() && std::all_of(r.areas.begin(), r.areas.end(), is_filled);
    case Part::dynamics: return !r.dynamics.rules.empty() && r.dynamics.months > 0;
  }
  return false;
}

std::vector<Part> missing(const Record& record) {
  std::vector<Part> out;
  for (const auto part : parts)
    if (!stands(record, part)) out.push_back(part);
  return out;
}

Result<Wanted> parse(const Input& input, Date today, int editions) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Wanted wanted;
  if (const auto day = Date::parse(trim(input.installed_on)); !day)
    error.fields.push_back({"installed_on", _("Escriba una fecha como 2026-03-31.")});
  else if (*day > today)
    error.fields.push_back({"installed_on", _("Escriba hoy o una fecha anterior: el acta dice lo que ya ocurrió.")});
  else
    wanted.installed_on = *day;
  take(error, "remarks", parse_text(input.remarks, 2000, Lines::many), wanted.remarks);
  take(error, "correction", parse_text(input.correction, 500, Lines::many), wanted.correction);
  if (editions > 0 && trim(input.correction).empty())
    error.fields.push_back({"correction", _("Escriba qué corrige esta versión.")});
  if (!error.fields.empty()) return fail(std::move(error));
  if (editions == 0) wanted.correction.clear();
  return wanted;
}

std::string folio_text(std::string_view prefix, int year, int number) {
  char tail[32];
  std::snprintf(tail, sizeof tail, "INS-%04d-%04d", year, number);
  return prefix.empty() ? std::string(tail) : std::string(prefix) + "-" + tail;
}

}  // namespace alianza::installations
