#include "features/priorities/convergence.h"

#include <algorithm>
#include <array>
#include <map>

#include "platform/base/words.h"

namespace alianza::priorities {
namespace {

constexpr std::array<std::string_view, 3> sources{"survey", "profile_priority", "profile_interest"};
constexpr std::array<std::string_view, 4> statuses{"convergent", "only_organizations", "only_institution", "nobody"};

bool is_within(const std::string& theme, const std::string& wished) {
  return wished == theme ||
         (wished.size() > theme.size() && wished.compare(0, theme.size(), theme) == 0 && wished[theme.size()] == '.');
}

/// A goal is served by all that serves a part of it; a target only by what names it.
bool serves(const Priority& p, const Theme& theme) { return theme.is_target() ? p.theme == theme.code : p.goals.has(theme.goal); }

bool is_existing(const committees::Committee& c, Date today) {
  const bool works = c.kind == committees::Kind::committee || c.kind == committees::Kind::working_group;
  return works && !(c.dissolved_on && *c.dissolved_on <= today);
}

/// Each organisation once, however many sources say it.
std::map<OrganizationId, std::set<Source>> wanting_of(const Material& m, const std::string& code) {
  std::map<OrganizationId, std::set<Source>> out;
  for (const auto& wish : m.wishes)
    if (is_within(code, wish.theme)) out[wish.organization].insert(wish.source);
  return out;
}

void count_wanting(Theme& t, const Material& m, Eyes eyes) {
  int unnamed = 0;
  for (auto& [organization, from] : wanting_of(m, t.code)) {
    if (eyes == Eyes::member) std::erase_if(from, [](Source s) { return !is_told_to_members(s); });
    if (from.empty())
      ++unnamed;
    else
      t.wanting.push_back({organization, std::move(from)});
  }
  t.unnamed = told_unnamed(unnamed, m.active - static_cast<int>(t.wanting.size()));
}

void count_offers(Theme& t, const Material& m, Eyes eyes) {
  if (eyes == Eyes::member) return;  // what one offers is between it and the institution
  std::map<organizations::ContributionKind, int> kinds;
  std::set<OrganizationId> wanting;
  for (const auto& w : t.wanting) wanting.insert(w.organization);
  for (const auto& offer : m.offers)
    if (wanting.contains(offer.organization)) ++kinds[offer.kind];
  for (const auto& [kind, count] : kinds) t.offered.push_back({kind, count});
}

void fill_existing(Theme& t, const Material& m) {
  for (const auto& c : m.committees)
    if (c.sdg == t.goal && is_existing(c, m.today)) t.committees.push_back(c.id);
  for (const bool under_way : {true, false})
    for (const auto& i : m.initiatives) {
      if (!i.goals.has(t.goal) || is_under_way(i.state) != under_way) continue;
      t.initiatives.push_back(i.id);
      t.under_way += under_way ? 1 : 0;
    }
}

std::set<std::string> long_words(std::string_view name) {
  std::set<std::string> out;
  std::string word;
  const auto keep = [&] {
    if (word.size() >= 4 && word != "comite") out.insert(word);
    word.clear();
  };
  for (const char c : fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      word += c;
    else
      keep();
  }
  keep();
  return out;
}

}  // namespace

std::string_view to_text(Source source) { return word_of(sources, source); }
bool from_text(std::string_view text, Source& source) { return read_word(sources, text, source); }
Message label(Source source) {
  switch (source) {
    case Source::survey: return _("Encuesta");
    case Source::profile_priority: return _("Perfil: prioritario");
    case Source::profile_interest: return _("Perfil: de interés");
  }
  return {};
}
bool is_told_to_members(Source source) { return source != Source::survey; }

std::string_view to_text(Status status) { return word_of(statuses, status); }
bool from_text(std::string_view text, Status& status) { return read_word(statuses, text, status); }
Message label(Status status) {
  switch (status) {
    case Status::convergent: return _("Convergente");
    case Status::only_organizations: return _("Solo las organizaciones");
    case Status::only_institution: return _("Solo la institución");
    case Status::nobody: return _("Nadie todavía");
  }
  return {};
}

Status status_of(bool institution_wants, int organizations, int least) {
  const bool organizations_want = organizations >= std::max(1, least);
  if (institution_wants && organizations_want) return Status::convergent;
  if (organizations_want) return Status::only_organizations;
  return institution_wants ? Status::only_institution : Status::nobody;
}

int told_unnamed(int unnamed, int others) { return unnamed >= smallest_told && unnamed < others ? unnamed : 0; }

Theme theme(const Material& m, const std::string& code, int least, Eyes eyes) {
  Theme t;
  t.code = code;
  t.goal = goal_of_theme(code);
  for (const auto& p : m.priorities) {
    if (!serves(p, t)) continue;
    t.priorities.push_back(p.id);
    t.weight = std::max(t.weight, p.weight);
  }
  count_wanting(t, m, eyes);
  count_offers(t, m, eyes);
  fill_existing(t, m);
  t.status = status_of(t.weight > 0, t.count(), least);
  return t;
}

std::vector<Theme> converge(const Material& m, int least, Eyes eyes) {
  std::array<std::set<std::string>, goal_count + 1> targets;
  const auto note = [&](const std::string& code) {
    if (code.find('.') != std::string::npos) targets.at(static_cast<std::size_t>(goal_of_theme(code))).insert(code);
  };
  for (const auto& p : m.priorities) note(p.theme);
  for (const auto& wish : m.wishes) note(wish.theme);
  std::vector<Theme> out;
  for (int goal = 1; goal <= goal_count; ++goal) {
    out.push_back(theme(m, std::to_string(goal), least, eyes));
    for (const auto& code : targets.at(static_cast<std::size_t>(goal)))
      if (auto t = theme(m, code, least, eyes); t.weight > 0 || t.count() > 0) out.push_back(std::move(t));
  }
  return out;
}

bool are_alike(std::string_view a, std::string_view b) {
  const auto first = long_words(a);
  const auto second = long_words(b);
  if (first.empty() || second.empty()) return false;
  std::size_t shared = 0;
  for (const auto& word : first) shared += second.count(word);
  return shared * 2 >= std::min(first.size(), second.size()) && shared * 2 >= std::max(first.size(), second.size());
}

Likeness likeness(const Material& m, int goal, std::string_view name) {
  Likeness out;
  for (const auto& c : m.committees)
    if (is_existing(c, m.today) && (c.sdg == goal || are_alike(c.name.es, name))) out.committees.push_back(c.id);
  for (const auto& i : m.initiatives)
    if (is_under_way(i.state) && (i.goals.has(goal) || are_alike(i.title, name))) out.initiatives.push_back(i.id);
  return out;
}

}  // namespace alianza::priorities
