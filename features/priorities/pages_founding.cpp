// A committee from a convergent theme, and what the committee's page says of the record it stands on.
#include <algorithm>

#include "features/committees/actions.h"
#include "features/minutes/actions.h"
#include "features/priorities/pages_shared.h"
#include "features/results/actions.h"

namespace alianza::priorities {
namespace {

const feature::Notice founded(_("El comité quedó creado, con el registro en que se apoya. Agregue sus organizaciones.").key());

constexpr int most_agreements = 100;
constexpr std::size_t most_told = 90;  // characters of an agreement in the list

std::string edition_words(Lang lang, const surveys::Survey& survey, std::int64_t edition) {
  return text(lang, _("Libro de resultados de «{1}», edición {2}.").arg(survey.title.in(lang)).arg(edition));
}

std::string shortened(std::string words) {
  if (length(words) <= most_told) return words;
  while (length(words) > most_told || !is_clean_text(words)) words.pop_back();
  return words + "…";
}

html::Field agreement_field(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  html::Field f{.control = Control::select,
                .name = "agreement",
                .label = _("Acuerdo en que se apoya"),
                .hint = _("De la minuta de una reunión; su texto lo leerá toda la alianza. Si el consenso consta en otro lado, "
                          "déjelo en blanco y escríbalo abajo."),
                .first_option = _("Ninguno de estos"),
                .need = Need::optional};
  const auto sight = minutes::sight_of(tx, actor, seen);
  for (const auto& a : minutes::list(tx, seen, sight, {}, {}, most_agreements).rows)
    if (a.state != minutes::Progress::cancelled)
      f.options.push_back({a.id.text(), std::to_string(a.number) + ". " + shortened(a.text)});
  return f;
}

/// What the result books hold as agreed for this goal; the newest is chosen.
html::Field consensus_field(db::Tx& tx, const Request& request, const SeenTheme& at) {
  html::Field f{
      .control = Control::select,
      .name = "consensus",
      .label = _("Consenso de un libro de resultados"),
      .hint = _("El comité nombra su edición, y el libro nombra al comité. El texto, la fecha y la fuente son los suyos."),
      .first_option = _("Ninguno de estos"),
      .need = Need::optional};
  for (const auto& held : consensuses_on(tx, at.map.at.alliance.id, at.theme.goal)) {
    const auto survey = surveys::find(tx, held.alliance, held.survey);
    if (!survey) continue;
    if (f.options.empty()) f.value = held.id.text();
    f.options.push_back({held.id.text(), edition_words(request.lang, *survey, held.edition) + " " + shortened(held.text)});
  }
  return f;
}

html::FieldSet record_fields(db::Tx& tx, const Request& request, const SeenTheme& at) {
  html::FieldSet set{.fields = {agreement_field(tx, auth::actor_of(request), at.map.at),
                                {.control = Control::text_area,
                                 .name = "record_text",
                                 .label = _("O el consenso, tal como quedó registrado"),
                                 .need = Need::optional,
                                 .rows = 3},
                                {.control = Control::date,
                                 .name = "record_on",
                                 .label = _("Fecha del consenso"),
                                 .need = Need::optional,
                                 .width = html::Width::date},
                                {.control = Control::text,
                                 .name = "record_source",
                                 .label = _("Dónde consta"),
                                 .hint = _("Un acta, un comunicado, un documento."),
                                 .need = Need::optional}},
                     .legend = _("Registro en que se apoya")};
  if (auto books = consensus_field(tx, request, at); !books.options.empty())
    set.fields.insert(set.fields.begin(), std::move(books));
  return set;
}

html::FieldSet committee_fields(const alliances::Seen& seen, int goal, Lang lang) {
  return {.fields = {{.control = Control::shown,
                      .name = "sdg",
                      .label = _("ODS al que responde"),
                      .hint = _("El del tema."),
                      .value = html::sdg_label(lang, goal)},
                     {.control = Control::text,
                      .name = "name_es",
                      .label = _("Nombre en español"),
                      .value = text(Lang::es, html::sdg_name(goal))},
                     {.control = Control::text,
                      .name = "name_en",
                      .label = _("Nombre en inglés"),
                      .value = text(Lang::en, html::sdg_name(goal)),
                      .need = Need::optional},
                     {.control = Control::text_area,
                      .name = "purpose_es",
                      .label = _("Propósito, en español"),
                      .need = Need::optional,
                      .rows = 3},
                     {.control = Control::text_area,
                      .name = "purpose_en",
                      .label = _("Propósito, en inglés"),
                      .need = Need::optional,
                      .rows = 3},
                     {.control = Control::radios,
                      .name = "admission",
                      .label = _("Quién agrega organizaciones"),
                      .value = "closed",
                      .options = {{"closed", committees::label(committees::Admission::closed)},
                                  {"open", committees::label(committees::Admission::open)}}},
                     {.control = Control::date,
                      .name = "founded_on",
                      .label = _("Fecha de creación"),
                      .value = seen.today.text(),
                      .need = Need::optional,
                      .width = html::Width::date}}};
}

/// What exists already, in the form: a box that says it was read.
void warn(html::Form& form, const SeenTheme& at, Lang lang) {
  std::string existing;
  const auto add = [&](const std::string& name) { existing += (existing.empty() ? "«" : ", «") + name + "»"; };
  const auto alike = likeness(at.map.material, at.theme.goal, text(Lang::es, html::sdg_name(at.theme.goal)));
  for (const auto id : alike.committees) add(at.map.committee(id)->name.in(lang));
  for (const auto id : alike.initiatives) add(at.map.initiative(id)->title);
  form.parts.back().fields.push_back({.control = Control::check,
                                      .name = "confirm",
                                      .label = _("Leí lo que ya existe y este comité no lo duplica"),
                                      .hint = existing.empty()
                                                  ? _("Solo hace falta si el nombre se parece a algo que ya está en marcha.")
                                                  : _("Ya está en marcha: {1}.").arg(existing),
                                      .need = Need::optional});
}

FormPage founding_page(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto at = TRY(see_theme(tx, auth::actor_of(request), id, request.param("theme"), {}));
    if (!at.map.may_keep) return fail(Error::forbidden());
    TRY(check_convergent(at.theme));
    auto p = form_page(site, tx, request, at.map.at, _("Crear un comité de este tema"), Part::map);
    const auto theme = theme_url(id, at.theme.code);
    p.crumbs.above.push_back({html::sdg_label(request.lang, at.theme.goal), theme});
    p.intro = text(request, _("El comité conserva en qué se apoya. Sus reglas y su quórum se escriben después, en su página."));
    p.form.action = Url("/alliances/{}/convergence/{}/committee", id, at.theme.code);
    p.form.cancel = theme;
    p.form.parts = {committee_fields(at.map.at, at.theme.goal, request.lang), record_fields(tx, request, at)};
    warn(p.form, at, request.lang);
    p.form.submit = _("Crear el comité");
    p.form.busy = _("Creando…");
    return p;
  }));
}
Response founding_form(feature::Site& site, Request& request) { return html::respond(request, founding_page(site, request)); }

Response founding_post(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  const auto& f = request.form();
  const FoundingInput input{f.get("name_es"),     f.get("name_en"),    f.get("purpose_es"),    f.get("purpose_en"),
                            f.get("admission"),   f.get("founded_on"), f.get("agreement"),     f.get("consensus"),
                            f.get("record_text"), f.get("record_on"),  f.get("record_source"), f.get("confirm")};
  auto act = feature::act(request);
  act.key->answer(303, founded.at(Url("/alliances/{}/committees", id)).in(request.lang).text());
  const auto made = site.db.write([&](db::Tx& tx) { return found(tx, act, id, request.param("theme"), input); });
  if (made) return Response::redirect_see_other(founded.at(Url("/alliances/{}/committees/{}", id, made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return founding_page(site, request); });
}

std::string record_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto record = record_of(tx, CommitteeId(at.subject));
  if (!record) return {};
  const auto lang = at.request.lang;
  views::RecordPanel p{{record->theme.find('.') == std::string::npos ? html::sdg_label(lang, goal_of_theme(record->theme))
                                                                     : text(lang, _("Meta {1}").arg(record->theme)),
                        theme_url(alliance, record->theme)},
                       record->text,
                       record->on,
                       record->source,
                       {},
                       {},
                       0};
  if (record->agreement && minutes::see_agreement(tx, auth::actor_of(at.request), alliance, record->agreement))
    p.agreement = Url("/alliances/{}/agreements/{}", alliance, record->agreement);
  if (const auto cited = record->consensus ? results::find_consensus(tx, record->consensus) : std::nullopt) {
    if (const auto survey = surveys::find(tx, alliance, cited->survey)) p.source = edition_words(lang, *survey, cited->edition);
    if (results::see(tx, auth::actor_of(at.request), alliance, cited->survey))
      p.book = Url("/alliances/{}/surveys/{}/results", alliance, cited->survey).fragment("consensus");
    if (const auto held = results::consensus(tx, cited->survey); held && held->edition > cited->edition) p.newer = held->edition;
  }
  return std::string(html::draw(at.request, p).markup());
}

/// In a result book that is read: the committees that came from its consensus, with the edition each stands on.
std::string founded_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto editions = results::all_editions(tx, results::SurveyId(at.subject));
  views::FoundedPanel p;
  for (const auto& record : founded_on(tx, alliance, editions)) {
    const auto committee = committees::find(tx, alliance, record.committee);
    const auto edition =
        std::find_if(editions.begin(), editions.end(), [&](const auto& row) { return row.id == record.consensus; });
    if (!committee || edition == editions.end()) continue;
    p.rows.push_back({committee->name, Url("/alliances/{}/committees/{}", alliance, committee->id), edition->edition});
  }
  if (p.rows.empty()) return {};
  return std::string(html::draw(at.request, p).markup());
}

}  // namespace

void add_founding_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/convergence");
  pages.form("/{theme}/committee", founding_form, founding_post);
  site.hang("committee", 8, record_panel);
  site.hang("result_book", 10, founded_panel);
}

}  // namespace alianza::priorities
