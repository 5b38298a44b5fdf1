// What minutes and agreements ask of a person on the first page of the alliance: agreements that are overdue or due within a
// week; minutes in review, of who attended and has not said whether they agree, and of who approves them.
#include <algorithm>

#include "features/committees/actions.h"
#include "features/minutes/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"

namespace alianza::minutes {
namespace {

/// Secretariat and director follow all of them, officers those of their committees, a representative what their organisation
/// answers for: whoever may close them.
Sight charge_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  if (seen.standing.convenes()) return {.everything = true};
  return {.bodies = committees::offices_of(tx, actor, seen), .owners = sight_of(tx, actor, seen).owners};
}

std::string why(const Agreement& a, const Names& names, Lang lang) {
  auto out = text(lang, _("Acuerdo {1}").arg(std::int64_t{a.number}));
  const auto add = [&](const std::string& words) {
    if (!words.empty()) out += " · " + words;
  };
  add(names.bodies_of(a, lang));
  if (const auto owner = names.organizations.find(a.organization); owner != names.organizations.end()) add(owner->second.name);
  add(a.person);
  return out;
}

void await_agreements(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const AllianceId id(at.alliance);
  const auto actor = auth::actor_of(at.request);
  const auto seen = alliances::see(tx, actor, id);
  if (!seen) return;
  const auto sight = charge_of(tx, actor, *seen);
  if (!sight.everything && sight.bodies.empty() && sight.owners.empty()) return;
  const Filter late{.overdue = true};
  const Filter soon{.due_in = days_of_week};
  const auto overdue = count(tx, *seen, sight, late);
  const auto coming = count(tx, *seen, sight, soon);
  out.figures.push_back({overdue, overdue == 1 ? _("acuerdo vencido") : _("acuerdos vencidos"),
                         list_url(id).with("due", "overdue"), i18n::Qualifier::exact, true});
  out.figures.push_back({coming, coming == 1 ? _("acuerdo vence en siete días") : _("acuerdos vencen en siete días"),
                         list_url(id).with("due", "week")});
  auto rows = list(tx, *seen, sight, late, {}, feature::Awaited::most_rows).rows;
  for (auto& a : list(tx, *seen, sight, soon, {}, feature::Awaited::most_rows).rows) rows.push_back(std::move(a));
  out.more += overdue + coming - static_cast<std::int64_t>(rows.size());
  const auto names = names_for(tx, id, rows, at.request.lang);
  for (const auto& a : rows)
    if (a.due)
      out.rows.push_back({*a.due,
                          {a.text, agreement_url(id, a.id)},
                          why(a, names, at.request.lang),
                          html::Link{_("Cerrar con evidencia"), agreement_url(id, a.id)}});
}

/// Why these minutes wait for this person; empty when they do not.
std::string review_why(db::Tx& tx, const SeenMeeting& seen, const Minutes& m, Lang lang) {
  const auto said = book(tx, m).assents;
  const auto silent = [&](OrganizationId id) { return std::ranges::find(said, id, &Assent::organization) == said.end(); };
  const auto own = std::ranges::find_if(seen.may_assent, silent);
  if (own != seen.may_assent.end()) {
    const auto names = organizations::names(tx, {*own});
    return text(lang, _("En revisión; falta decir si {1} está de acuerdo").arg(names.contains(*own) ? names.at(*own).name : ""));
  }
  if (!seen.may_write) return {};
  const auto agreed = static_cast<std::int64_t>(said.size());
  return text(lang,
              N_("En revisión; {1} organización está de acuerdo", "En revisión; {1} organizaciones están de acuerdo", agreed)
                  .arg(agreed));
}

void await_reviews(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const AllianceId id(at.alliance);
  const auto lang = at.request.lang;
  for (const auto& m : in_review(tx, id, feature::Awaited::most_rows)) {
    const auto seen = minutes::see(tx, auth::actor_of(at.request), id, m.meeting);
    if (!seen) continue;
    const auto words = review_why(tx, *seen, m, lang);
    if (words.empty()) continue;
    const Url page("/alliances/{}/meetings/{}/minutes", id, m.meeting);
    out.rows.push_back({at.today,
                        {_("Minuta: {1}").arg(seen->meeting.meeting.title.in(lang)), page},
                        words,
                        html::Link{seen->may_write ? _("Revisar y aprobar") : _("Leer y responder"), page}});
  }
}

}  // namespace

void add_awaited(feature::Site& site) {
  site.await(10, await_agreements);
  site.await(12, await_reviews);
}

}  // namespace alianza::minutes
