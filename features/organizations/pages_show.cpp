// The page of one organisation.
#include "features/organizations/pages_shared.h"

namespace alianza::organizations {
namespace {

void add_fact(std::vector<views::Fact>& into, Message name, std::string text) {
  if (!text.empty()) into.push_back({std::move(name), std::move(text)});
}

void fill_head(views::Show& p, const Seen& seen, const Book& book, Lang lang) {
  const auto& o = seen.organization;
  const auto& profile = o.profile;
  const auto say = [&](const Message& m) { return i18n::text(lang, m); };
  p.name = profile.name;
  if (o.shelf == Shelf::inactive) p.badges.push_back({html::Tone::off, label(o.shelf), "minus"});
  if (seen.participation) p.badges.push_back(badge(seen.participation->status));
  p.badges.push_back({html::Tone::off, label(profile.type), "building"});
  if (!profile.sector.empty()) add_fact(p.facts, _("Sector"), sectors().name_in(profile.sector, lang));
  add_fact(p.facts, _("Sede"), place(profile, lang));
  if (profile.size != Size::unknown)
    add_fact(p.facts, _("Tamaño"),
             o.is_sme() ? say(label(profile.size)) + " (" + say(_("PyME")) + ")" : say(label(profile.size)));
  add_fact(p.facts, _("Depende de"), profile.parent);
  if (!book.participations.empty())
    add_fact(p.facts, _("En la alianza desde"), i18n::full_date(lang, book.participations.back().since));
}

/// What may follow the status in force, each as a step of its own.
void fill_acts(views::Show& p, const Seen& seen) {
  const auto alliance = seen.at.alliance.id;
  const auto id = seen.organization.id;
  if (seen.may_edit) {
    p.edit = Url("/alliances/{}/organizations/{}/edit", alliance, id);
    p.edit_sdgs = Url("/alliances/{}/organizations/{}/sdgs", alliance, id);
    p.add_contribution = Url("/alliances/{}/organizations/{}/contributions/new", alliance, id);
    p.add_contact = Url("/alliances/{}/organizations/{}/contacts/new", alliance, id);
  }
  if (!seen.may_convene || seen.organization.shelf == Shelf::merged) return;
  const auto from = seen.participation ? std::optional(seen.participation->status) : std::nullopt;
  const auto change = Url("/alliances/{}/organizations/{}/participation", alliance, id);
  const auto act = [&](Status to, Message words) {
    if (membership::refuses(from, to)) return;
    p.acts.push_back({std::move(words), change.with("status", membership::code(to))});
  };
  if (seen.organization.shelf == Shelf::active) {
    act(Status::invited, _("Invitar a la alianza"));
    act(Status::active, from == Status::suspended ? _("Levantar la suspensión") : _("Registrar como activa"));
    act(Status::suspended, _("Suspender"));
  }
  act(Status::withdrawn, _("Retirar de la alianza"));
  const auto shelf = Url("/alliances/{}/organizations/{}/shelf", alliance, id);
  if (seen.organization.shelf == Shelf::inactive)
    p.acts.push_back({_("Devolver al directorio"), shelf});
  else if (!from || *from == Status::withdrawn)
    p.acts.push_back({_("Dejar de usar"), shelf});
}

void fill_profile(views::Show& p, const Seen& seen, const Book& book, Lang lang) {
  const auto& profile = seen.organization.profile;
  p.description = profile.description;
  p.mandate = profile.mandate;
  p.interests = profile.interests;
  p.capacities = profile.capacities;
  if (auto url = Url::external(profile.website)) {
    p.website = std::move(*url);
    p.website_text = host_of(profile.website);
  }
  for (int goal = 1; goal <= html::sdg_count; ++goal) {
    const auto bit = std::int64_t{1} << goal;
    const auto& masks = seen.organization.sdgs;
    ((masks.priority & bit) != 0     ? p.sdgs_priority
     : (masks.interested & bit) != 0 ? p.sdgs_interested
                                     : p.sdgs_none)
        .push_back(goal);
  }
  p.sdgs_declared_on = book.sdgs_declared_on;
  add_fact(p.identity, _("Razón o denominación social"), profile.legal_name);
  std::string aliases;
  for (const auto& alias : profile.aliases) aliases += (aliases.empty() ? "" : "; ") + alias;
  add_fact(p.identity, _("Otros nombres y siglas"), aliases);
  if (!seen.is_private_shown) return;
  add_fact(p.identity, _("RFC"),
           profile.rfc_kept ? profile.rfc + " " + i18n::text(lang, _("(su último carácter no corresponde)")) : profile.rfc);
  add_fact(p.identity, _("Cómo llegó"),
           i18n::text(lang, label(profile.origin)) + (book.proposer.empty() ? "" : ": " + book.proposer));
  add_fact(p.identity, _("Fuente de los datos"), profile.source);
}

void fill_private(views::Show& p, const Seen& seen, const Book& book, const std::vector<HistoryLine>& lines, Lang lang) {
  const auto alliance = seen.at.alliance.id;
  const auto id = seen.organization.id;
  p.is_private_shown = seen.is_private_shown;
  p.contributions = static_cast<int>(book.contributions.size());
  const auto sums = totals(book.contributions);
  for (const auto& total : sums.rows) p.totals.push_back(total_row(total, lang));
  p.unvalued = unvalued_rows(sums, lang);
  for (const auto& contact : book.contacts) {
    if (contact.until)
      ++p.past_contacts;
    else
      p.contacts.push_back(contact_row(seen, contact));
  }
  for (const auto& d : book.duplicates) p.duplicates.push_back(duplicate_row(alliance, d));
  p.history = history_rows(lines, Zone::parse(seen.at.alliance.zone).value_or(Zone()), lang);
  p.all_contributions = Url("/alliances/{}/organizations/{}/contributions", alliance, id);
  p.all_contacts = Url("/alliances/{}/organizations/{}/contacts", alliance, id);
  p.all_history = Url("/alliances/{}/organizations/{}/history", alliance, id);
}

Response show(feature::Site& site, Request& request) {
  std::optional<OrganizationId> moved;
  auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto seen = TRY(seen_in(tx, request));
    const auto alliance = seen.at.alliance.id;
    views::Show p;
    if (seen.organization.shelf == Shelf::merged) {
      if (const auto kept = find(tx, seen.organization.agency, seen.organization.id)) moved = kept->id;
      return p;
    }
    const auto book = organizations::book(tx, seen);
    fill_head(p, seen, book, request.lang);
    fill_acts(p, seen);
    fill_profile(p, seen, book, request.lang);
    for (const auto& row : book.participations)
      p.participations.push_back({membership::label(row.status), row.since, row.until, row.reason});
    fill_private(p, seen, book, history(tx, seen), request.lang);
    p.panels = html::drawn_before(site.draw("organization", tx, {request, alliance.value(), seen.organization.id.value()}));
    p.shell = alliances::shell(site, tx, request, seen.at, p.name, "organizations");
    p.crumbs = {{{text(request, _("Organizaciones")), list_url(alliance)}}, p.name};
    return p;
  }));
  if (moved) return Response::redirect_see_other(page_url(demand(request.id<AllianceId>("alliance")), *moved).in(request.lang));
  return html::respond(request, page);
}

}  // namespace

void add_show_page(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/organizations/{organization}");
  pages.get("", show, {.run = http::Run::inline_});
}

}  // namespace alianza::organizations
