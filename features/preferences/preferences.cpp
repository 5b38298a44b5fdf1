#include "features/preferences/preferences.h"

#include <algorithm>

#include "platform/base/typed.h"

namespace alianza::preferences {

std::map<CommitteeId, Count> count(const std::vector<Statement>& statements) {
  std::map<CommitteeId, Count> out;
  for (const auto& s : statements)
    for (std::size_t place = 0; place < s.choices.size() && place < most_choices; ++place) {
      auto& places = out.try_emplace(s.choices[place], Count(most_choices)).first->second;
      ++places[place];
    }
  return out;
}

bool may_be_chosen(const committees::Committee& c, Date today) {
  const bool kind = c.kind == committees::Kind::committee || c.kind == committees::Kind::working_group;
  return kind && !(c.dissolved_on && *c.dissolved_on <= today);
}

std::string choice_field(std::size_t place) { return "choice_" + std::to_string(place + 1); }

Result<Wanted> parse(const Input& input, const std::vector<CommitteeId>& open) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Wanted wanted;
  for (std::size_t i = 0; i < input.choices.size(); ++i) {
    const auto typed = trim(input.choices[i]);
    if (typed.empty()) continue;
    const auto field = choice_field(std::min(i, most_choices - 1));
    const auto id = CommitteeId::parse(typed);
    if (!id || std::find(open.begin(), open.end(), *id) == open.end())
      error.fields.push_back({field, _("Elija un comité de la lista.")});
    else if (std::find(wanted.choices.begin(), wanted.choices.end(), *id) != wanted.choices.end())
      error.fields.push_back({field, _("Ya eligió ese comité.")});
    else if (wanted.choices.size() == most_choices)
      error.fields.push_back({field, _("Elija a lo más cinco comités.")});
    else
      wanted.choices.push_back(*id);
  }
  if (wanted.choices.empty() && error.fields.empty()) error.fields.push_back({choice_field(0), _("Elija al menos un comité.")});
  take(error, "note", parse_text(input.note, 1000, Lines::many), wanted.note);
  if (!error.fields.empty()) return fail(std::move(error));
  return wanted;
}

}  // namespace alianza::preferences
