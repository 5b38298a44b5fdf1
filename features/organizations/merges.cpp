#include "features/organizations/merges.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

#include "features/organizations/profile.h"

namespace alianza::organizations {
namespace {

constexpr std::array<std::string_view, 3> state_words{"open", "dismissed", "merged"};

boost::json::object to_object(const Profile& profile) {
  const auto input = as_input(profile, 1);
  boost::json::object out;
  for (const auto& [name, value] : input_fields()) out[name] = input.*value;
  return out;
}

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Without rules: what was true then may break a rule of today.
Profile profile_from(const boost::json::object& object) {
  const auto text = [&](const char* name) {
    const auto* found = object.if_contains(name);
    return found == nullptr ? std::string() : std::string(found->as_string());
  };
  Profile p;
  from_text(text("type"), p.type);
  from_text(text("size"), p.size);
  from_text(text("origin"), p.origin);
  p.name = text("name");
  p.legal_name = text("legal_name");
  p.aliases = lines(text("aliases"));
  p.description.es = text("description_es");
  p.description.en = text("description_en");
  if (p.description.es.empty() && !p.description.en.empty()) p.description.original = Lang::en;
  p.country = text("country");
  p.state = text("state");
  p.region = text("region");
  p.municipality = text("municipality");
  p.rfc = text("rfc");
  p.rfc_kept = text("keep_rfc") == "yes";
  p.sector = text("sector");
  p.parent = text("parent");
  p.mandate = text("mandate");
  p.website = text("website");
  p.interests = lines(text("interests"));
  p.capacities = lines(text("capacities"));
  p.origin_organization = OrganizationId::parse(text("origin_organization")).value_or(OrganizationId());
  p.source = text("source");
  if (text("size").empty()) p.size = Size::unknown;
  return p;
}

boost::json::array to_array(const std::vector<SdgInterest>& interests) {
  boost::json::array out;
  for (const auto& i : interests) out.push_back(boost::json::object{{"goal", i.goal}, {"level", to_text(i.level)}});
  return out;
}

std::vector<SdgInterest> sdgs_from(const boost::json::array& array) {
  std::vector<SdgInterest> out;
  for (const auto& item : array) {
    SdgInterest interest;
    interest.goal = static_cast<int>(item.at("goal").as_int64());
    from_text(std::string_view(item.at("level").as_string()), interest.level);
    out.push_back(interest);
  }
  return out;
}

template <class T>
boost::json::array to_texts(const std::vector<T>& values, auto&& text) {
  boost::json::array out;
  for (const auto& value : values) out.emplace_back(text(value));
  return out;
}

std::vector<std::int64_t> ids_from(const boost::json::array& array) {
  std::vector<std::int64_t> out;
  for (const auto& item : array) out.push_back(id_from_text(std::string_view(item.as_string())).value_or(0));
  return out;
}

bool holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

const SdgInterest* goal_in(const std::vector<SdgInterest>& list, int goal) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const SdgInterest& i) { return i.goal == goal; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_text(DuplicateState state) { return state_words.at(static_cast<std::size_t>(state)); }

bool from_text(std::string_view text, DuplicateState& state) {
  const auto* found = std::find(state_words.begin(), state_words.end(), text);
  if (found == state_words.end()) return false;
  state = static_cast<DuplicateState>(found - state_words.begin());
  return true;
}

std::optional<DuplicatePlace> DuplicatePlace::parse(std::string_view text) {
  const auto one = text.find('-');
  const auto two = one == std::string_view::npos ? one : text.find('-', one + 1);
  if (two == std::string_view::npos || one == 0 || one > 3) return std::nullopt;
  DuplicatePlace place;
  for (const char c : text.substr(0, one)) {
    if (c < '0' || c > '9') return std::nullopt;
    place.score = place.score * 10 + (c - '0');
  }
  const auto first = OrganizationId::parse(text.substr(one + 1, two - one - 1));
  const auto second = OrganizationId::parse(text.substr(two + 1));
  if (!first || !second) return std::nullopt;
  place.first = *first;
  place.second = *second;
  return place;
}

std::string DuplicatePlace::text() const { return std::to_string(score) + "-" + first.text() + "-" + second.text(); }

DuplicatePlace place_of(const Duplicate& d) { return {d.score, d.first, d.second}; }

std::string to_json(const Journal& j) {
  const auto id = [](std::int64_t value) { return boost::json::string(id_to_text(value)); };
  return boost::json::serialize(
      boost::json::object{{"before", to_object(j.before)},
                          {"after", to_object(j.after)},
                          {"sdgs_before", to_array(j.sdgs_before)},
                          {"sdgs_after", to_array(j.sdgs_after)},
                          {"gone_shelf", to_text(j.gone_shelf)},
                          {"contributions", to_texts(j.contributions, id)},
                          {"domains", to_texts(j.domains, [](const std::string& d) { return boost::json::string(d); })},
                          {"proposed", to_texts(j.proposed, id)},
                          {"membership", j.membership}});
}

Journal journal_from(std::string_view json) {
  const auto object = boost::json::parse(json).as_object();
  Journal j;
  j.before = profile_from(object.at("before").as_object());
  j.after = profile_from(object.at("after").as_object());
  j.sdgs_before = sdgs_from(object.at("sdgs_before").as_array());
  j.sdgs_after = sdgs_from(object.at("sdgs_after").as_array());
  from_text(std::string_view(object.at("gone_shelf").as_string()), j.gone_shelf);
  j.contributions = ids_from(object.at("contributions").as_array());
  for (const auto& domain : object.at("domains").as_array()) j.domains.emplace_back(domain.as_string());
  j.proposed = ids_from(object.at("proposed").as_array());
  j.membership = std::string(object.at("membership").as_string());
  return j;
}

std::vector<SdgInterest> united(const std::vector<SdgInterest>& a, const std::vector<SdgInterest>& b) {
  auto out = a;
  for (const auto& interest : b) {
    const auto found = std::find_if(out.begin(), out.end(), [&](const SdgInterest& i) { return i.goal == interest.goal; });
    if (found == out.end())
      out.push_back(interest);
    else if (interest.level == SdgLevel::priority)
      found->level = SdgLevel::priority;
  }
  std::sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return x.goal < y.goal; });
  return out;
}

Profile taken_back(const Profile& now, const Journal& journal) {
  Profile out = now;
  const auto back = [&](auto Profile::*member) {
    if (now.*member == journal.after.*member) out.*member = journal.before.*member;
  };
  back(&Profile::type);
  for (auto Profile::*text :
       {&Profile::legal_name, &Profile::country, &Profile::state, &Profile::region, &Profile::municipality, &Profile::rfc,
        &Profile::sector, &Profile::parent, &Profile::mandate, &Profile::website, &Profile::source})
    back(text);
  back(&Profile::rfc_kept);
  back(&Profile::description);
  back(&Profile::size);
  back(&Profile::origin);
  back(&Profile::origin_organization);
  for (auto Profile::*list : {&Profile::aliases, &Profile::interests, &Profile::capacities})
    std::erase_if(out.*list, [&](const std::string& item) {
      return holds(journal.after.*list, item) && !holds(journal.before.*list, item);
    });
  return out;
}

std::vector<SdgInterest> taken_back(const std::vector<SdgInterest>& now, const Journal& journal) {
  std::vector<SdgInterest> out;
  for (int goal = 1; goal <= 17; ++goal) {
    const auto* present = goal_in(now, goal);
    const auto* after = goal_in(journal.sdgs_after, goal);
    const auto* before = goal_in(journal.sdgs_before, goal);
    const bool untouched = (present == nullptr) == (after == nullptr) && (present == nullptr || *present == *after);
    if (const auto* keep = untouched ? before : present; keep != nullptr) out.push_back(*keep);
  }
  return out;
}

}  // namespace alianza::organizations
