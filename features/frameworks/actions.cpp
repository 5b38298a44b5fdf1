#include "features/frameworks/actions.h"

#include <algorithm>

#include "features/frameworks/access.h"
#include "features/frameworks/actions_shared.h"
#include "features/frameworks/changes.h"
#include "features/frameworks/store.h"

namespace alianza::frameworks {

Result<alliances::Seen> seen_for(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, Action action) {
  auto seen = TRY(alliances::see(tx, actor, alliance));
  if (!may(action, seen.standing)) return fail(action == Action::read ? Error::not_found() : Error::forbidden());
  return seen;
}

Done record(db::Tx& tx, const feature::Act& act, AgencyId agency, FrameworkId id, const char* verb, audit::Fields fields) {
  feature::record(tx, act, {agency.value(), 0, "framework", id.value()}, verb, std::move(fields));
  return feature::remember(tx, act, id.text());
}

void insert_edition(db::Tx& tx, const Framework& framework, const Parsed& heading, Draft draft) {
  Edition edition;
  edition.id = EditionId::make();
  edition.framework = framework.id;
  edition.name = draft.edition;
  edition.source = heading.source;
  edition.licence = heading.licence;
  edition.extent = heading.extent;
  edition.nodes = static_cast<std::int64_t>(draft.nodes.size());
  edition.levels = count_levels(draft.nodes);
  store::insert(tx, framework.agency, edition);
  for (auto& node : draft.nodes) {
    node.edition = edition.id;
    store::insert(tx, framework.agency, framework.id, node);
  }
}

Framework find_or_insert(db::Tx& tx, AgencyId agency, const std::string& code, const LocalizedText& name) {
  if (auto found = store::find_by_code(tx, agency, code)) return std::move(*found);
  Framework framework{FrameworkId::make(), agency, code, name, {}};
  store::insert(tx, framework);
  return framework;
}

Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Listing out;
  out.at = TRY(seen_for(tx, actor, alliance, Action::read));
  out.frameworks = store::of_agency(tx, out.at.alliance.agency);
  if (may(Action::keep, out.at.standing)) out.staged = store::staged(tx, out.at.alliance.agency);
  return out;
}

Result<Book> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, FrameworkId id) {
  Book out;
  out.at = TRY(seen_for(tx, actor, alliance, Action::read));
  auto found = store::find(tx, out.at.alliance.agency, id);
  if (!found) return fail(Error::not_found());
  out.framework = std::move(*found);
  return out;
}

std::vector<Node> nodes(db::Tx& tx, const Edition& edition) { return store::nodes(tx, edition.id); }

std::vector<Node> nodes(db::Tx& tx, const Wanted& w) {
  return w.edition.empty() ? store::newest_nodes(tx, w.agency, w.framework, w.most_depth)
                           : store::nodes_by_code(tx, w.agency, w.framework, w.edition, w.most_depth);
}

Result<SeenNode> see_node(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, FrameworkId framework, NodeId id) {
  SeenNode out;
  out.book = TRY(see(tx, actor, alliance, framework));
  auto node = store::find_node(tx, framework, id);
  if (!node) return fail(Error::not_found());
  out.node = std::move(*node);
  for (const auto& edition : out.book.framework.editions)
    if (edition.id == out.node.edition) out.edition = edition;
  // Before it stand those above it, each nearer to the top than the last; behind it, what is below.
  const auto all = store::nodes(tx, out.node.edition);
  auto wanted = out.node.parent;
  for (auto at = static_cast<std::size_t>(out.node.place); at-- > 0 && wanted;) {
    if (all[at].id != wanted) continue;
    wanted = all[at].parent;
    out.path.insert(out.path.begin(), all[at]);
  }
  for (auto at = static_cast<std::size_t>(out.node.place) + 1; at < all.size() && all[at].depth > out.node.depth; ++at)
    out.under.push_back(all[at]);
  for (const auto& other : all)
    if (other.identity() == out.node.identity() && other.id != out.node.id) out.same.push_back(other);
  const auto like = store::in_editions(tx, framework, out.node);
  for (const auto& edition : out.book.framework.editions) {
    std::vector<const Node*> others;
    for (const auto& n : like)
      if (n.edition == edition.id) others.push_back(&n);
    const auto side = edition.name < out.edition.name ? Side::earlier : Side::later;
    const auto* found = edition.id == out.edition.id ? &out.node : counterpart(out.node, all, side, others);
    if (found != nullptr) out.in_editions.push_back(*found);
  }
  return out;
}

Result<EditionPair> editions_to_compare(const Framework& framework, std::string_view from, std::string_view to) {
  const auto& all = framework.editions;
  if (all.size() < 2) return fail(Error::not_found());
  if (from.empty() && to.empty()) return EditionPair{all[1], all[0]};
  const auto find = [&](std::string_view name) {
    return std::find_if(all.begin(), all.end(), [&](const Edition& e) { return e.name == name; });
  };
  const auto first = find(from);
  const auto second = find(to);
  if (first == all.end() || second == all.end() || first == second) return fail(Error::not_found());
  return EditionPair{*first, *second};
}

Result<Framework> add(db::Tx& tx, const feature::Act& act, AllianceId alliance, const std::string& code) {
  const auto seen = TRY(seen_for(tx, act.actor, alliance, Action::keep));
  const auto* builtin = find_builtin(code);
  if (builtin == nullptr) return fail(Error::field("code", _("El programa no trae un marco con ese código.")));
  const auto framework = find_or_insert(tx, seen.alliance.agency, builtin->code, builtin->name);
  std::string added;
  for (auto& draft : drafts_of(*builtin)) {
    if (framework.edition(draft.edition) != nullptr) continue;
    const auto heading = std::find_if(builtin->editions.begin(), builtin->editions.end(),
                                      [&](const Parsed& p) { return p.edition == draft.edition; });
    ENSURE(heading != builtin->editions.end());
    added += (added.empty() ? "" : ", ") + draft.edition;
    insert_edition(tx, framework, *heading, std::move(draft));
  }
  if (added.empty()) {
    auto error = Error::field("code", _("La institución ya tiene todas sus ediciones."));
    error.fault = Fault::conflict;
    return fail(std::move(error));
  }
  TRY(record(tx, act, framework.agency, framework.id, "framework.add",
             audit::Fields().set("code", framework.code).set("editions", added)));
  return std::move(*store::find(tx, framework.agency, framework.id));
}

Done put_shelf(db::Tx& tx, const feature::Act& act, AllianceId alliance, FrameworkId id, EditionId edition,
               const std::string& shelf) {
  const auto seen = TRY(seen_for(tx, act.actor, alliance, Action::keep));
  const auto framework = store::find(tx, seen.alliance.agency, id);
  if (!framework) return fail(Error::not_found());
  const auto found =
      std::find_if(framework->editions.begin(), framework->editions.end(), [&](const Edition& e) { return e.id == edition; });
  if (found == framework->editions.end()) return fail(Error::not_found());
  Shelf to{};
  if (!from_text(shelf, to)) return fail(Error::field("shelf", _("Diga si la edición está en uso.")));
  store::put_shelf(tx, edition, to);
  return record(tx, act, framework->agency, id, "framework.put_shelf",
                audit::Fields().set("edition", found->name).change("shelf", to_text(found->shelf), to_text(to)));
}

}  // namespace alianza::frameworks
