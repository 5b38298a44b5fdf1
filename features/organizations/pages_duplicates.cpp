// Possible duplicates: the list, one pair side by side, merging, telling apart, taking a merge back.
#include "features/organizations/pages_shared.h"
#include "platform/feature/confirmed.h"

namespace alianza::organizations {
namespace {

using feature::views::ConfirmPage;
using html::Control;

const feature::Notice merged("Se fusionaron. Puede deshacerse en la lista de fusiones.");
const feature::Notice told_apart("Se registró que son dos; no se volverá a preguntar.");
const feature::Notice unmerged("La fusión se deshizo: las dos están otra vez en el directorio.");

Url duplicates_url(AllianceId alliance) { return Url("/alliances/{}/duplicates", alliance); }

views::MergeRow merge_row(AllianceId alliance, const Merge& m, const Zone& zone) {
  views::MergeRow row;
  row.kept = m.kept_name;
  row.gone = m.gone_name;
  row.kept_url = page_url(alliance, m.kept);
  row.by = m.by;
  row.at = zone.civil_of(m.at);
  row.undone_by = m.undone_by;
  if (m.undone_at)
    row.undone_at = zone.civil_of(*m.undone_at);
  else
    row.undo = Url("/alliances/{}/merges/{}/undo", alliance, m.id);
  return row;
}

Response duplicates_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Duplicates> {
        const auto found =
            TRY(duplicates(tx, auth::actor_of(request), alliance, DuplicatePlace::parse(request.query.get("after"))));
        const auto zone = Zone::parse(found.at.alliance.zone).value_or(Zone());
        views::Duplicates p;
        p.total = found.count;
        p.count =
            N_("{1} par por revisar", "{1} pares por revisar", found.count).arg(html::count_text(request.lang, found.count));
        for (const auto& d : found.rows) p.rows.push_back(duplicate_row(alliance, d));
        if (found.has_next) p.next = duplicates_url(alliance).with("after", place_of(found.rows.back()).text());
        for (const auto& m : found.merges) p.merges.push_back(merge_row(alliance, m, zone));
        const auto title = text(request, _("Posibles duplicados"));
        p.shell = alliances::shell(site, tx, request, found.at, title, "organizations");
        p.crumbs = {{{text(request, _("Organizaciones")), list_url(alliance)}}, title};
        return p;
      })));
}

void fill_rows(views::Compare& p, const MergePreview& preview, Lang lang) {
  const auto kept = as_input(preview.kept.profile, 0);
  const auto gone = as_input(preview.gone.profile, 0);
  const auto result = as_input(preview.result, 0);
  for (const auto& [name, value] : input_fields()) {
    const std::string_view field = name;
    if (field == "origin_organization" || field == "keep_rfc" || ((kept.*value).empty() && (gone.*value).empty())) continue;
    p.rows.push_back({field_label(field), value_words(field, kept.*value, lang), value_words(field, gone.*value, lang),
                      value_words(field, result.*value, lang)});
  }
}

views::Compare compare_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(request.id<OrganizationId>("kept"));
  const auto gone = demand(request.id<OrganizationId>("gone"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::Compare> {
    const auto preview = TRY(preview_merge(tx, auth::actor_of(request), alliance, kept, gone));
    views::Compare p;
    p.title = text(request, _("¿Son la misma organización?"));
    p.kept = preview.kept.profile.name;
    p.gone = preview.gone.profile.name;
    for (const auto e : preview.comparison.evidence) p.evidence.push_back(label(e));
    fill_rows(p, preview, request.lang);
    p.consequences = {
        _("«{1}» queda; «{2}» sale de las listas y quien abra su página llega a la que queda.").arg(p.kept).arg(p.gone),
        _("Pasan a la que queda su participación, sus personas y sus ODS; también {1} de sus aportes.")
            .arg(std::int64_t{preview.contributions}),
        _("Puede deshacerse: las dos vuelven a estar como antes, con lo que se haya cambiado después.")};
    p.other_way = Url("/alliances/{}/duplicates/{}/{}", alliance, gone, kept);
    p.dismiss = Url("/alliances/{}/duplicates/{}/{}/dismiss", alliance, kept, gone);
    p.form.action = Url("/alliances/{}/duplicates/{}/{}", alliance, kept, gone);
    p.form.parts = {
        {.fields = {
             {.control = Control::text_area, .name = "reason", .label = _("Motivo"), .need = html::Need::optional, .rows = 2}}}};
    p.form.submit = _("Fusionar en {1}").arg(p.kept);
    p.form.busy = _("Fusionando…");
    p.form.weight = html::Weight::bad;
    p.form.cancel = duplicates_url(alliance);
    p.shell = alliances::shell(site, tx, request, preview.at, p.title, "organizations");
    p.crumbs = {{{text(request, _("Organizaciones")), list_url(alliance)},
                 {text(request, _("Posibles duplicados")), duplicates_url(alliance)}},
                p.title};
    return p;
  }));
}

Response compare_get(feature::Site& site, Request& request) {
  if (auto first = feature::confirm_first(site, request, request.here())) return std::move(*first);
  return html::respond(request, compare_page(site, request));
}
Response compare_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(request.id<OrganizationId>("kept"));
  const auto gone = demand(request.id<OrganizationId>("gone"));
  return post(
      site, request, merged, duplicates_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return merge(tx, act, alliance, kept, gone, request.form().get("reason")); },
      [&] { return compare_page(site, request); });
}

ConfirmPage dismiss_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(request.id<OrganizationId>("kept"));
  const auto gone = demand(request.id<OrganizationId>("gone"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<ConfirmPage> {
    const auto preview = TRY(preview_merge(tx, auth::actor_of(request), alliance, kept, gone));
    ConfirmPage p;
    p.title = text(request, _("¿{1} y {2} son dos?").arg(preview.kept.profile.name).arg(preview.gone.profile.name));
    p.consequences = {text(request, _("El par sale de la lista y no se volverá a preguntar, aunque sigan pareciéndose."))};
    p.form.action = Url("/alliances/{}/duplicates/{}/{}/dismiss", alliance, kept, gone);
    p.form.parts = {
        {.fields = {{.control = Control::text_area, .name = "reason", .label = _("En qué se distinguen"), .rows = 2}}}};
    p.form.submit = _("Registrar que son dos");
    p.form.weight = html::Weight::primary;
    p.form.cancel = duplicates_url(alliance);
    p.shell = alliances::shell(site, tx, request, preview.at, p.title, "organizations");
    p.crumbs = {{{text(request, _("Posibles duplicados")), duplicates_url(alliance)}}, p.title};
    return p;
  }));
}

Response dismiss_get(feature::Site& site, Request& request) { return html::respond(request, dismiss_page(site, request)); }
Response dismiss_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(request.id<OrganizationId>("kept"));
  const auto gone = demand(request.id<OrganizationId>("gone"));
  return post(
      site, request, told_apart, duplicates_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) {
        return dismiss_duplicate(tx, act, alliance, kept, gone, request.form().get("reason"));
      },
      [&] { return dismiss_page(site, request); });
}

ConfirmPage undo_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MergeId>("merge"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<ConfirmPage> {
    const auto found = TRY(find_merge(tx, auth::actor_of(request), alliance, id));
    ConfirmPage p;
    p.title = text(request, _("¿Deshacer la fusión de {1} en {2}?").arg(found.merge.gone_name).arg(found.merge.kept_name));
    p.consequences = {
        text(request,
             _("«{1}» vuelve al directorio con su participación, sus personas y sus aportes.").arg(found.merge.gone_name)),
        text(request, _("Lo que se cambió después de la fusión se conserva en «{1}».").arg(found.merge.kept_name))};
    p.form.action = Url("/alliances/{}/merges/{}/undo", alliance, id);
    p.form.submit = _("Deshacer la fusión");
    p.form.weight = html::Weight::primary;
    p.form.cancel = duplicates_url(alliance);
    p.shell = alliances::shell(site, tx, request, found.at, p.title, "organizations");
    p.crumbs = {{{text(request, _("Posibles duplicados")), duplicates_url(alliance)}}, p.title};
    return p;
  }));
}

Response undo_get(feature::Site& site, Request& request) { return html::respond(request, undo_page(site, request)); }
Response undo_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MergeId>("merge"));
  return post(
      site, request, unmerged, duplicates_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return undo_merge(tx, act, alliance, id); },
      [&] { return undo_page(site, request); });
}

}  // namespace

void add_duplicate_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  pages.get("/duplicates", duplicates_page);
  pages.form("/duplicates/{kept}/{gone}", compare_get, compare_post);
  pages.form("/duplicates/{kept}/{gone}/dismiss", dismiss_get, dismiss_post);
  pages.form("/merges/{merge}/undo", undo_get, undo_post);
}

}  // namespace alianza::organizations
