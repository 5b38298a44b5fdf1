// The page of an installation act: its parts, what is missing and where it is filled, the act as declared, its editions.
#include <algorithm>

#include "features/installations/pages_shared.h"

namespace alianza::installations {
namespace {

using feature::demand;
using feature::views::FormPage;

const feature::Notice declared(_("El comité quedó instalado; el acta tiene folio y huella.").key());
const feature::Notice corrected(_("La corrección quedó como otra versión del acta.").key());
const feature::Notice published(_("La versión se publicó.").key());
const feature::Notice withdrawn(_("La versión dejó de publicarse.").key());

html::Link fill_link(Part part, const Place& at, const Record& r) {
  const auto url = [&](const char* tail) { return Url("/alliances/{}/committees/{}/{}", at.alliance, at.committee, tail); };
  switch (part) {
    case Part::plan:
    case Part::areas: return {_("Ir al plan de trabajo"), url("workplan")};
    case Part::president:
    case Part::secretary: return {_("Ir a los cargos"), url("appointments")};
    case Part::dynamics:
      if (r.dynamics.rules.empty()) return {_("Ir a las reglas"), url("rules")};
      return {_("Ir a la cadencia"), committee_url(at).fragment("cadence")};
  }
  return {_("Ir al comité"), committee_url(at)};
}

Message lack_of(Part part, const Record& r) {
  switch (part) {
    case Part::plan: return _("El plan aún no tiene actividades.");
    case Part::president: return _("Nadie ocupa la presidencia.");
    case Part::secretary: return _("Nadie ocupa la secretaría.");
    case Part::areas: return r.areas.empty() ? _("El plan aún no tiene áreas.") : _("Hay un área sin actividades.");
    case Part::dynamics:
      return r.dynamics.rules.empty() ? _("Las reglas no dicen cómo trabaja el comité.")
                                      : _("No hay regla de cada cuándo sesiona.");
  }
  return {};
}

std::string found_of(Part part, const Record& r, Lang lang) {
  switch (part) {
    case Part::plan: {
      std::int64_t n = 0;
      for (const auto& area : r.areas) n += static_cast<std::int64_t>(area.activities.size());
      return text(lang, N_("{1} actividad", "{1} actividades", n));
    }
    case Part::president: return r.president->name;
    case Part::secretary: return r.secretary->name;
    case Part::areas: {
      std::string out;
      for (const auto& area : r.areas) out += (out.empty() ? "" : ", ") + area.title;
      return out;
    }
    case Part::dynamics: return text_of(r, lang).cadence;
  }
  return {};
}

std::vector<views::PartRow> part_rows(const Place& at, const Record& record, Lang lang) {
  std::vector<views::PartRow> out;
  for (const auto part : parts) {
    auto& row = out.emplace_back();
    row.title = label(part);
    row.stands = stands(record, part);
    if (row.stands)
      row.found = found_of(part, record, lang);
    else
      row.lack = lack_of(part, record);
    row.fill = fill_link(part, at, record);
  }
  return out;
}

feature::views::Crumbs crumbs_of(const Request& request, const Seen& seen, const std::string& here) {
  const auto& c = seen.at.committee;
  const Place at{c.alliance, c.id};
  feature::views::Crumbs out{{{text(request.lang, _("Comités")), Url("/alliances/{}/committees", c.alliance)},
                              {c.name.in(request.lang), committee_url(at)}},
                             here};
  const auto act = text(request.lang, _("Acta de instalación"));
  if (here != act) out.above.push_back({act, act_url(at)});
  return out;
}

void fill_editions(views::Show& p, const Place& at, const Seen& seen, const Installation& shown, Lang lang) {
  p.installed = true;
  p.installed_on = i18n::full_date(lang, shown.installed_on);
  p.folio = shown.folio;
  p.digest = shown.digest;
  p.text = text_of(read_record(shown.canonical), lang);
  const auto numbered = [&](const char* tail) {
    return Url("/alliances/{}/committees/{}/installation{}", at.alliance, at.committee, tail)
        .with("edition", std::to_string(shown.edition));
  };
  p.pdf = numbered(".pdf");
  p.docx = numbered(".docx");
  p.canonical = numbered(".json");
  for (const auto& e : seen.editions)
    p.editions.push_back({e.edition, act_url(at).with("edition", std::to_string(e.edition)), e.correction,
                          declared_text(seen.at.seen.alliance, e, lang), e.edition == shown.edition, e.published});
  if (!seen.may_declare) return;
  p.publish = html::ButtonForm{.action = Url("/alliances/{}/committees/{}/installation/publication", at.alliance, at.committee),
                               .words = shown.published ? _("Dejar de publicar esta versión") : _("Publicar esta versión"),
                               .icon = shown.published ? "lock" : "eye"};
  p.publish->hidden = {{"edition", std::to_string(shown.edition)}, {"published", shown.published ? "0" : "1"}};
}

Response show_act(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto act = reading(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
        const auto seen = TRY(installations::see(tx, act.actor, at.alliance, at.committee));
        const auto asked = edition_asked(request);
        const auto* shown = edition_of(seen, asked);
        if (asked && !shown) return fail(Error::not_found());
        views::Show p;
        p.committee = seen.at.committee.name.in(request.lang);
        p.crumbs = crumbs_of(request, seen, text(request.lang, _("Acta de instalación")));
        p.shell = alliances::shell(site, tx, request, seen.at.seen, p.crumbs.here, "committees");
        p.reads_all = seen.reads_all;
        p.pdf = Url("/alliances/{}/committees/{}/installation.pdf", at.alliance, at.committee);
        p.docx = Url("/alliances/{}/committees/{}/installation.docx", at.alliance, at.committee);
        if (seen.reads_all) {
          p.parts = part_rows(at, draft(tx, act, seen, seen.at.seen.today), request.lang);
          p.standing = static_cast<int>(std::count_if(p.parts.begin(), p.parts.end(), [](const auto& r) { return r.stands; }));
        }
        if (shown) fill_editions(p, at, seen, *shown, request.lang);
        if (seen.may_declare && p.standing == static_cast<int>(parts.size()))
          p.declare = html::ButtonLink{shown ? _("Corregir el acta") : _("Declarar instalado"),
                                       Url("/alliances/{}/committees/{}/installation/declare", at.alliance, at.committee),
                                       shown ? "pencil" : "check", shown ? "btn" : "btn btn-primary"};
        return p;
      })));
}

FormPage declare_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(installations::see(tx, auth::actor_of(request), at.alliance, at.committee));
    if (!seen.may_declare) return fail(Error::forbidden());
    const bool first = seen.editions.empty();
    FormPage p;
    p.title = text(request.lang, first ? _("Declarar instalado el comité") : _("Corregir el acta de instalación"));
    p.intro =
        text(request.lang,
             first ? _("El acta toma el plan, los cargos y las reglas como están, con folio y huella. Después no cambia: se "
                       "corrige con otra versión.")
                   : _("La versión nueva toma el plan, los cargos y las reglas como están hoy. La anterior se conserva."));
    p.shell = alliances::shell(site, tx, request, seen.at.seen, p.title, "committees");
    p.crumbs = crumbs_of(request, seen, p.title);
    p.form.action = Url("/alliances/{}/committees/{}/installation/declare", at.alliance, at.committee);
    html::FieldSet fields;
    const auto day = first ? seen.at.seen.today : seen.editions.front().installed_on;
    fields.fields.push_back({.control = html::Control::date,
                             .name = "installed_on",
                             .label = _("Día de la instalación"),
                             .value = day.text(),
                             .width = html::Width::date,
                             .most = seen.at.seen.today.text()});
    fields.fields.push_back({.control = html::Control::text_area,
                             .name = "remarks",
                             .label = _("Observaciones"),
                             .hint = _("Por ejemplo: dónde fue y quién la presidió."),
                             .value = first ? "" : read_record(seen.editions.front().canonical).remarks,
                             .need = html::Need::optional,
                             .rows = 4});
    if (!first)
      fields.fields.push_back({.control = html::Control::text_area, .name = "correction", .label = _("Qué corrige"), .rows = 3});
    p.form.parts = {std::move(fields)};
    p.form.hidden = {{"edition", first ? "0" : std::to_string(seen.editions.front().edition)}};
    p.form.submit = first ? _("Declarar instalado") : _("Guardar la versión corregida");
    p.form.busy = _("Guardando…");
    p.form.cancel = act_url(at);
    return p;
  }));
}

Response declare_form(feature::Site& site, Request& request) { return html::respond(request, declare_page(site, request)); }

Response declare_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto& f = request.form();
  const Input input{f.get("installed_on"), f.get("remarks"), f.get("correction"), f.get("edition")};
  auto act = feature::act(request);
  const auto back = (trim(input.correction).empty() ? declared : corrected).at(act_url(at)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return declare(tx, act, at.alliance, at.committee, input); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return declare_page(site, request); });
}

Response publication_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto& f = request.form();
  const Publication wanted{f.get("edition"), f.get("published")};
  auto act = feature::act(request);
  const auto back = (wanted.published == "1" ? published : withdrawn).at(act_url(at)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return set_published(tx, act, at.alliance, at.committee, wanted); }));
  return Response::redirect_see_other(back);
}

}  // namespace

html::Progress views::Show::progress() const {
  return {standing, static_cast<std::int64_t>(installations::parts.size()), _("Partes del acta"),
          _("{1} de 5 partes").arg(std::int64_t{standing})};
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}/installation");
  pages.get("", show_act);
  pages.form("/declare", declare_form, declare_post);
  pages.post("/publication", publication_post);
}

}  // namespace alianza::installations
