#include "features/searches/actions.h"

#include <algorithm>

#include "features/committees/actions.h"

namespace alianza::searches {
namespace {

constexpr std::size_t longest_text = 200;

/// At most so many bytes, cut between characters.
std::string beginning(std::string text) {
  if (text.size() > longest_text) text.resize(longest_text);
  while (!is_clean_text(text)) text.pop_back();
  return text;
}

/// The committees of which the actor is an officer, and those that the actor's organisations belong to; an invited or withdrawn
/// one opens none.
std::vector<std::int64_t> circles_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  std::vector<std::int64_t> out;
  const auto& standing = seen.standing;
  for (const auto id : committees::offices_of(tx, actor, seen)) out.push_back(id.value());
  for (const auto& seat : standing.seats) {
    if (seat.status != membership::Status::active && seat.status != membership::Status::suspended) continue;
    for (const auto& member : committees::memberships_of(tx, seat.organization))
      if (!member.until) out.push_back(member.committee.value());
  }
  return out;
}

search::Reader reader_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  const auto& standing = seen.standing;
  return {.agency = seen.alliance.agency.value(),
          .alliance = seen.alliance.id.value(),
          .is_member = standing.reads_as_member(),
          .works_for_agency = standing.works_for_agency(),
          .convenes = standing.convenes(),
          .circles = circles_of(tx, actor, seen)};
}

void sort_by_kind(std::vector<search::Group>& groups, const search::Kinds& kinds) {
  // A kind of a feature that is no longer there has no page to lead to.
  std::erase_if(groups, [&](const search::Group& g) { return kinds.find(g.kind) == nullptr; });
  std::stable_sort(groups.begin(), groups.end(), [&](const search::Group& a, const search::Group& b) {
    return kinds.find(a.kind)->order < kinds.find(b.kind)->order;
  });
}

}  // namespace

Result<Results> look(db::Tx& tx, const search::Kinds& kinds, const auth::MaybeActor& actor, const Input& input) {
  Results out{.seen = TRY(alliances::see(tx, actor, input.alliance))};
  out.text = beginning(trim(input.text));
  out.is_asked = search::has_words(out.text);
  if (!input.kind.empty()) {
    out.kind = kinds.find(input.kind);
    if (out.kind == nullptr) return fail(Error::field("kind", _("Elija una clase de la lista.")));
  }
  const auto after = search::Cursor::parse(input.after);
  if (!input.after.empty() && !after) return fail(Error::field("after", _("Use el «next» de la respuesta anterior.")));
  out.is_complete = search::is_complete(tx, kinds);
  if (!out.is_asked) return out;
  search::Wanted wanted{reader_of(tx, actor, out.seen), out.text, input.lang, input.best};
  out.groups = search::find_by_kind(tx, wanted);
  sort_by_kind(out.groups, kinds);
  if (out.kind == nullptr) return out;
  wanted.limit = input.page;
  out.page = search::find(tx, wanted, out.kind->name, after);
  return out;
}

}  // namespace alianza::searches
