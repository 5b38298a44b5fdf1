#include "tests/access/objects.h"

#include <algorithm>

namespace alianza::access {
namespace {

bool has(const std::vector<std::string>& names, const char* wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

bool is_personal(const std::string& parameter) {
  return parameter == "account" || parameter == "session" || parameter == "token" || parameter == "job";
}

/// An agency keeps these for all of its alliances: one of its offices reaches them from any of them.
bool belongs_to_agency(const std::string& parameter) {
  return parameter == "appointment" || parameter == "organization" || parameter == "gone" || parameter == "merge" ||
         parameter == "import" || parameter == "framework" || parameter == "framework_edition" || parameter == "node" ||
         parameter == "load" || parameter == "arco_request" || parameter == "template";
}

/// Where one word of a pattern means something else: the address of an agency is a slug too.
struct Alias {
  std::string_view begins;
  std::string_view ends;
  std::string_view parameter;
  const char* name;
};
constexpr Alias aliases[] = {
    {"/brand/", "", "slug", "agency_slug"},
    {"/brand/", "", "file", "style_sheet"},
    {"/assets/", "", "file", "asset"},
    {"/p/", "", "file", "data_file"},
    {"/p/", "", "document", "public_document"},
    {"/adherences/", "", "link", "adherence_link"},
    {"/seats/", "", "link", "seat_link"},
    {"/registrations/", "", "link", "registration_link"},
    {"", "/files/{question}", "question", "file_question"},
    {"", "/files/{question}/remove", "question", "file_question"},
    {"", "/files/{question}/content", "question", "file_question"},
    {"/alliances/", "/surveys/{survey}/files/{file}", "file", "survey_file"},
    {"/minutes/", "", "link", "minutes_link"},
    {"/surveys/", "/ballot", "link", "ballot_link"},
    {"/surveys/", "", "link", "survey_link"},
    {"/applications/", "", "link", "application_link"},
    {"/unsubscribe/", "", "link", "unsubscribe_link"},
    {"/subscriptions/", "", "link", "confirm_link"},
    {"/leave/", "", "link", "leave_link"},
    {"", "/publish", "event", "withdrawn_event"},
    {"", "/publish", "finding", "withdrawn_finding"},
};

std::string name_of(const std::string& pattern, const std::string& parameter) {
  for (const auto& alias : aliases)
    if (alias.parameter == parameter && pattern.starts_with(alias.begins) && pattern.ends_with(alias.ends)) return alias.name;
  return parameter;
}

/// Whose last parameter it is, when an object differs only there.
std::string value_of(House& house, const Person& person, const std::string& name, const std::string& object, bool last) {
  const auto find = [&](const Names& names) {
    const auto found = names.find(name);
    return found == names.end() ? std::string() : found->second;
  };
  if (is_personal(name)) return find(object == "made-up" ? house.made_up : object == "another" ? house.another : person.own);
  if (object == "made-up" || (object == "lost" && last))
    return house.made_up.contains(name) ? find(house.made_up) : Id<struct NothingTag>::make().text();
  if (object == "crossed" && last) return find(belongs_to_agency(name) ? house.foreign.names : house.sister.names);
  if (object == "elsewhere" && (name == "organization" || name == "contribution" || name == "contact"))
    return find(house.sister.names);
  if (object == "mine" && person.mine.contains(name)) return find(person.mine);
  if (object == "ended") return house.own.names.at("ended_" + name);
  return find(names_of(house, person, object));
}

}  // namespace

std::string title(const http::Route& route) { return std::string(http::name(route.method)) + " " + route.pattern; }

std::vector<std::string> parameters(const std::string& pattern) {
  std::vector<std::string> out;
  for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1))
    out.push_back(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
  return out;
}

std::vector<std::string> objects_of(const std::string& pattern) {
  const auto names = parameters(pattern);
  if (names.empty()) return {"-"};
  const auto& first = names.front();
  if (is_personal(first)) return {"own", "another", "made-up"};
  if (first == "secret" || first == "link" || first == "code") return {"own", "ended", "made-up"};
  if (pattern.starts_with("/brand/") || pattern.starts_with("/assets/")) return {"own", "made-up"};
  std::vector<std::string> out{"own"};
  if (first == "alliance" && has(names, "committee")) out.emplace_back("open");
  if (first == "alliance" && has(names, "meeting")) out.emplace_back("plenary");
  if (first == "alliance" && has(names, "organization")) out.insert(out.end(), {"mine", "invited", "elsewhere"});
  if (has(names, "appointment") && first == "agency") out.emplace_back("staff");
  if (first != "agency") out.emplace_back("sister");
  out.insert(out.end(), {"foreign", "made-up"});
  const auto& last = names.back();
  if (names.size() > 1 && last != "file" && last != "table" && last != "edition" && last != "theme") out.emplace_back("crossed");
  if (names.size() > 1) out.emplace_back("lost");
  return out;
}

Place& place_of(House& house, const std::string& object) {
  if (object == "sister") return house.sister;
  if (object == "foreign") return house.foreign;
  return house.own;
}

Names& names_of(House& house, const Person& person, const std::string& object) {
  auto& place = place_of(house, object);
  if (object == "open") return place.open;
  if (object == "plenary") return place.plenary;
  if (object == "staff") return place.staff;
  if (object == "invited") return place.invited;
  if (object == "own" && person.column == "stop") return place.stopped;
  return place.names;
}

std::string fill(House& house, const Person& person, const std::string& pattern, const std::string& object,
                 std::string& unknown) {
  const auto names = parameters(pattern);
  std::string out;
  std::size_t done = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto hole = "{" + names[i] + "}";
    const auto at = pattern.find(hole, done);
    const auto value = value_of(house, person, name_of(pattern, names[i]), object, i + 1 == names.size());
    if (value.empty()) {
      unknown = names[i];
      return {};
    }
    out += pattern.substr(done, at - done) + value;
    done = at + hole.size();
  }
  // The question is always about a change of participation; the links to it say which.
  const auto* query = pattern.ends_with("/participation") && !pattern.starts_with("/api/") ? "?status=suspended" : "";
  return out + pattern.substr(done) + query;
}

}  // namespace alianza::access
