// The designer's page of templates: a questionnaire that the agency keeps to begin other surveys with.
#include "features/surveys/pages_design.h"
#include "features/surveys/pages_shared.h"

namespace alianza::surveys {
namespace {

const feature::Notice survey_template_kept(_("La plantilla quedó guardada.").key());
const feature::Notice survey_template_removed(_("La plantilla se quitó.").key());

views::DesignTemplates templates_page(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<views::DesignTemplates> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto rows = TRY(design::templates(tx, auth::actor_of(request), alliance, id));
    const auto& s = at.survey;
    const auto here = text(request, _("Plantillas"));
    views::DesignTemplates p{.shell = alliances::shell(site, tx, request, at.seen, here, "surveys")};
    p.crumbs = design_crumbs(request, s, here);
    const Url url("/alliances/{}/surveys/{}/design/template", s.alliance, s.id);
    for (const auto& kept : rows)
      p.rows.push_back({kept.title,
                        {.action = url,
                         .words = _("Quitar esta plantilla"),
                         .hidden = {{"remove", kept.id.text()}},
                         .classes = "btn btn-sm"}});
    p.form.action = url;
    p.form.parts = {{.fields = {{.control = html::Control::localized,
                                 .name = "title",
                                 .label = _("Título de la plantilla"),
                                 .value = s.title.es,
                                 .value_en = s.title.en}}}};
    p.form.submit = _("Guardar este cuestionario como plantilla");
    p.form.busy = _("Guardando…");
    p.form.cancel = design_url(s);
    return p;
  }));
}

Response templates_form(feature::Site& site, Request& request) { return html::respond(request, templates_page(site, request)); }

Response templates_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto& f = request.form();
  const auto& notice = f.has("remove") ? survey_template_removed : survey_template_kept;
  return design_act(
      site, request, notice.at(Url("/alliances/{}/surveys/{}/design/template", alliance, id)),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) -> Done {
        if (f.has("remove")) return design::remove_template(tx, act, a, s, f.get("remove"));
        TRY(design::keep_template(tx, act, a, s, f.get("title_es"), f.get("title_en")));
        return {};
      },
      [&](const Error& error) { return feature::redraw(request, error, [&] { return templates_page(site, request); }); });
}

}  // namespace

void add_design_template_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/design");
  pages.form("/template", templates_form, templates_post);
}

}  // namespace alianza::surveys
