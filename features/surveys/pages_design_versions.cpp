// The designer's page of versions with what changed, and the page of translations.
#include <algorithm>

#include "features/surveys/pages_design.h"
#include "features/surveys/pages_shared.h"
#include "platform/base/typed.h"

namespace alianza::surveys {
namespace {

const feature::Notice survey_renewed(_("La versión nueva está en uso.").key());
const feature::Notice survey_undesigned(_("Los cambios se desecharon.").key());

html::Badge badge_of(const design::Version& version) {
  if (version.is_live && version.used_at) return {html::Tone::ok, _("En uso")};
  if (version.used_at) return {html::Tone::off, _("Anterior"), "history"};
  return {html::Tone::info, _("En preparación"), "pencil"};
}

views::DesignVersions versions_page(feature::Site& site, db::Tx& tx, Request& request, const design::Designed& found,
                                    const std::vector<design::Version>& versions) {
  const auto& s = found.at.survey;
  const auto here = text(request, _("Versiones"));
  views::DesignVersions p{.shell = alliances::shell(site, tx, request, found.at.seen, here, "surveys")};
  p.crumbs = design_crumbs(request, s, here);
  p.back = design_url(s);
  for (const auto& version : versions) {
    views::DesignVersion row{version.number, badge_of(version), {}, {}};
    if (version.used_at) row.used_at = civil(found.at.seen.alliance, *version.used_at);
    for (const auto& change : version.changes) row.changes.push_back(text(request, change.words));
    p.rows.push_back(std::move(row));
  }
  if (!found.may_design || !found.is_beside) return p;
  p.discard = Url("/alliances/{}/surveys/{}/design/discard", s.alliance, s.id);
  if (const auto done = check(found.questionnaire); !done)
    for (const auto& field : done.error().fields) p.problems.push_back(text(request, field.message));
  if (p.problems.empty())
    p.put_into_use = html::ButtonForm{.action = Url("/alliances/{}/surveys/{}/design/live", s.alliance, s.id),
                                      .words = _("Poner en uso"),
                                      .hidden = {{"version", found.version.text()}},
                                      .classes = "btn btn-primary"};
  return p;
}

views::DesignVersions read_versions(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<views::DesignVersions> {
    const auto actor = auth::actor_of(request);
    const auto found = TRY(design::see(tx, actor, alliance, id));
    return versions_page(site, tx, request, found, TRY(design::versions(tx, actor, alliance, id, request.lang)));
  }));
}

Response versions_show(feature::Site& site, Request& request) { return html::respond(request, read_versions(site, request)); }

Response live_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return design_act(
      site, request, survey_renewed.at(survey_url(alliance, id)),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) {
        return design::put_into_use(tx, act, a, s, version_in(request));
      },
      [&](const Error& error) {
        if (error.fault != Fault::invalid && error.fault != Fault::conflict) throw http::Abandon{error};
        auto page = read_versions(site, request);
        page.problems = {text(request, error.message)};
        for (const auto& field : error.fields) page.problems.push_back(text(request, field.message));
        return html::respond(request, page, http::status_of(error.fault));
      });
}

feature::views::ConfirmPage discard_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<feature::views::ConfirmPage> {
    const auto found = TRY(design_to_keep(tx, request));
    const auto& s = found.at.survey;
    if (!found.is_beside) return fail(Error::conflict(_("No hay cambios que desechar.")));
    feature::views::ConfirmPage page;
    page.title = text(request, _("Desechar los cambios"));
    page.shell = alliances::shell(site, tx, request, found.at.seen, page.title, "surveys");
    page.crumbs = design_crumbs(request, s, page.title);
    const auto changes = differences(questionnaire(tx, s), found.questionnaire, request.lang);
    const auto n = static_cast<std::int64_t>(changes.size());
    page.consequences = {text(request, N_("Se pierde {1} cambio.", "Se pierden {1} cambios.", n).arg(n)),
                         text(request, _("Se sigue respondiendo la versión en uso."))};
    page.form.action = Url("/alliances/{}/surveys/{}/design/discard", s.alliance, s.id);
    page.form.hidden = {{"version", found.version.text()}};
    page.form.submit = _("Desechar los cambios");
    page.form.weight = html::Weight::bad;
    page.form.cancel = Url("/alliances/{}/surveys/{}/design/versions", s.alliance, s.id);
    return page;
  }));
}
Response discard_form(feature::Site& site, Request& request) { return html::respond(request, discard_page(site, request)); }
Response discard_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return design_act(
      site, request, survey_undesigned.at(design_url_of(alliance, id)),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) {
        return design::discard(tx, act, a, s, version_in(request));
      },
      [&](const Error& error) { return feature::redraw(request, error, [&] { return discard_page(site, request); }); });
}

// ---- Translations.

views::DesignTranslation translation_of(const Survey& s, const Section& section, std::size_t index, bool is_only_missing) {
  views::DesignTranslation out;
  out.number = static_cast<std::int64_t>(index + 1);
  out.title = section.title;
  out.action = Url("/alliances/{}/surveys/{}/design/translations/{}", s.alliance, s.id, out.number);
  for (auto& one : translation_fields(section)) {
    if (one.english.empty()) ++out.missing;
    if (one.english.empty() || !is_only_missing)
      out.texts.push_back({one.name, std::move(one.what), one.spanish, one.english, {}, one.is_long});
  }
  return out;
}

views::DesignTranslations translations_page(feature::Site& site, Request& request, bool is_only_missing) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::DesignTranslations> {
    const auto found = TRY(design_to_keep(tx, request));
    const auto& s = found.at.survey;
    const auto here = text(request, _("Traducciones"));
    views::DesignTranslations p{.shell = alliances::shell(site, tx, request, found.at.seen, here, "surveys")};
    p.crumbs = design_crumbs(request, s, here);
    p.version = found.version.text();
    p.is_only_missing = is_only_missing;
    p.only = Url("/alliances/{}/surveys/{}/design/translations", s.alliance, s.id);
    p.all = p.only.with("show", "all");
    p.back = design_url(s);
    for (std::size_t i = 0; i < found.questionnaire.sections.size(); ++i) {
      p.sections.push_back(translation_of(s, found.questionnaire.sections[i], i, is_only_missing));
      p.missing += p.sections.back().missing;
    }
    return p;
  }));
}

Response translations_show(feature::Site& site, Request& request) {
  return html::respond(request, translations_page(site, request, request.query.get("show") != "all"));
}

/// What was typed goes back into its section, with what is wrong at it.
Response translations_again(feature::Site& site, Request& request, const Error& error) {
  if (error.fault != Fault::invalid && error.fault != Fault::conflict) throw http::Abandon{error};
  auto page = translations_page(site, request, false);
  page.errors.title = error.message;
  for (auto& section : page.sections) {
    if (std::to_string(section.number) != request.param("page")) continue;
    for (auto& item : section.texts) {
      if (!request.form().has(item.name)) continue;
      const auto& typed = request.form().get(item.name);
      if (error.fault == Fault::conflict && trim(typed) != item.english) {
        item.error = item.english.empty() ? _("Ahora está sin traducir.") : _("Ahora dice «{1}».").arg(item.english);
        page.errors.items.push_back({item.spanish, item.error, Url::on_this_page(item.id(section.number))});
      }
      item.english = typed;
      for (const auto& field : error.fields)
        if (field.field == item.name) {
          item.error = field.message;
          page.errors.items.push_back({item.spanish, field.message, Url::on_this_page(item.id(section.number))});
        }
    }
  }
  return html::respond(request, page, http::status_of(error.fault));
}

Response translations_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto& number = request.param("page");
  auto back = Url("/alliances/{}/surveys/{}/design/translations", alliance, id);
  if (request.form().get("only").empty()) back = back.with("show", "all");
  std::map<std::string, std::string> english;
  for (const auto& field : request.form()) english.emplace(field.name, field.value);
  return design_act(
      site, request, std::move(back).fragment("s." + number),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) -> Result<VersionId> {
        TRY(design_to_keep(tx, request));
        return design::change(tx, act, a, s, version_in(request), [&](Questionnaire& form) {
          return translate_section(form, whole_number<std::size_t>(number).value_or(0) - 1, english);
        });
      },
      [&](const Error& error) { return translations_again(site, request, error); });
}

}  // namespace

void add_design_version_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/design");
  pages.get("/versions", versions_show);
  pages.post("/live", live_post);
  pages.form("/discard", discard_form, discard_post);
  pages.get("/translations", translations_show);
  pages.post("/translations/{page}", translations_post, {.body_limit = most_design_bytes});
}

}  // namespace alianza::surveys
