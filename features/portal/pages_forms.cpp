#include "features/portal/pages_forms.h"

#include <algorithm>
#include <array>

#include "features/alliances/shell.h"
#include "features/portal/actions.h"
#include "features/terms/shell.h"
#include "platform/auth/policy.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using feature::demand;
using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::Field;
using html::FieldSet;
using html::Need;
using html::Option;
using html::Width;
using http::Request;
using http::Url;

Url home(AllianceId id) { return Url("/alliances/{}/portal", id); }

std::vector<Option> event_kinds() {
  std::vector<Option> out;
  for (const auto kind : {EventKind::institutional, EventKind::meeting, EventKind::survey, EventKind::project, EventKind::support,
                          EventKind::document, EventKind::external})
    out.push_back({std::string(to_text(kind)), label(kind)});
  return out;
}

std::vector<Option> stages() {
  std::vector<Option> out;
  for (const auto stage : alliances::stages) out.push_back({std::string(alliances::code(stage)), alliances::label(stage)});
  return out;
}

std::vector<Option> precisions() {
  std::vector<Option> out;
  for (const auto p : {Precision::day, Precision::range, Precision::month, Precision::early_month, Precision::month_range,
                       Precision::quarter, Precision::year, Precision::communique, Precision::undated})
    out.push_back({std::string(meetings::to_text(p)), label(p)});
  return out;
}

std::vector<Option> qualifiers() {
  return {{"exact", _("Exacta")}, {"more_than", _("Más de")}, {"at_least", _("Al menos")}, {"approx", _("Alrededor de")}};
}

std::vector<Option> kinds_of_finding() {
  std::vector<Option> out;
  for (const auto kind : finding_kinds()) out.push_back({std::string(to_text(kind)), label(kind)});
  return out;
}

Field localized(Control control, const char* name, Message label, const std::string& es, const std::string& en, Need need) {
  return {.control = control, .name = name, .label = std::move(label), .value = es, .value_en = en, .need = need, .rows = 3};
}

FieldSet source_fields(const std::string& es, const std::string& en, const std::string& fact) {
  FieldSet set{.fields = {}, .legend = _("De dónde viene"), .intro = _("Déjelo en blanco si es un hecho de la propia alianza.")};
  set.fields.push_back(localized(Control::localized, "chapter", _("Documento y capítulo"), es, en, Need::optional));
  set.fields.push_back(
      {.name = "fact", .label = _("Marca en el documento"), .value = fact, .need = Need::optional, .width = Width::mid});
  return set;
}

std::vector<FieldSet> event_fields(const EventInput& i) {
  FieldSet what{.fields = {}, .legend = _("Qué pasó")};
  what.fields.push_back(localized(Control::localized, "title", _("Título"), i.title_es, i.title_en, Need::required));
  what.fields.push_back(localized(Control::localized_area, "text", _("Una o dos frases"), i.text_es, i.text_en, Need::optional));
  what.fields.push_back(localized(Control::localized, "place", _("Lugar"), i.place_es, i.place_en, Need::optional));
  what.fields.push_back({.control = Control::select,
                         .name = "kind",
                         .label = _("Clase de hecho"),
                         .value = i.kind,
                         .options = event_kinds(),
                         .width = Width::mid});
  what.fields.push_back({.control = Control::select,
                         .name = "stage",
                         .label = _("Etapa"),
                         .value = i.stage,
                         .options = stages(),
                         .first_option = _("Anterior a la alianza"),
                         .need = Need::optional,
                         .width = Width::mid});
  FieldSet when{
      .fields = {}, .legend = _("Cuándo"), .intro = _("Escriba la fecha como se conoce: no la haga más exacta de lo que es.")};
  when.fields.push_back({.control = Control::select,
                         .name = "precision",
                         .label = _("Cuánto se sabe de la fecha"),
                         .value = i.precision,
                         .options = precisions(),
                         .width = Width::mid});
  when.fields.push_back({.control = Control::date,
                         .name = "from",
                         .label = _("Día, o cualquier día del periodo"),
                         .value = i.from,
                         .need = Need::optional,
                         .width = Width::date});
  when.fields.push_back({.control = Control::date,
                         .name = "to",
                         .label = _("Último día, si fueron varios"),
                         .value = i.to,
                         .need = Need::optional,
                         .width = Width::date});
  when.fields.push_back({.control = Control::date,
                         .name = "sort_on",
                         .label = _("Si no tiene fecha: después de qué día va"),
                         .hint = _("Solo sirve para el orden; no se muestra."),
                         .value = i.precision == "undated" ? i.sort_on : std::string(),
                         .need = Need::optional,
                         .width = Width::date});
  FieldSet figure{
      .fields = {}, .legend = _("Cifra"), .intro = _("Opcional. Una cifra dice siempre qué cuenta y cómo se obtuvo.")};
  figure.fields.push_back({.name = "value",
                           .label = _("Número"),
                           .value = i.value,
                           .need = Need::optional,
                           .width = Width::short_,
                           .input_mode = "numeric"});
  figure.fields.push_back({.control = Control::select,
                           .name = "qualifier",
                           .label = _("Qué tan exacta es"),
                           .value = i.qualifier,
                           .options = qualifiers(),
                           .width = Width::mid});
  figure.fields.push_back(localized(Control::localized, "noun", _("Qué cuenta"), i.noun_es, i.noun_en, Need::optional));
  figure.fields.push_back(localized(Control::localized, "rule", _("Cómo se obtuvo"), i.rule_es, i.rule_en, Need::optional));
  return {std::move(what), std::move(when), std::move(figure), source_fields(i.chapter_es, i.chapter_en, i.fact)};
}

/// Criteria speak of replicability and sustainability: what the alliance means by them stands beside the choice.
void explain_kind(db::Tx& tx, const Book& book, html::Form& form, Lang lang) {
  terms::explain(tx, book.seen.alliance.id, form, lang,
                 {{"kind", terms::Place::replicability}, {"kind", terms::Place::sustainability}});
}

std::vector<FieldSet> finding_fields(const FindingInput& i) {
  FieldSet what;
  what.fields.push_back({.control = Control::select,
                         .name = "kind",
                         .label = _("Clase de hallazgo"),
                         .value = i.kind,
                         .options = kinds_of_finding(),
                         .width = Width::mid});
  what.fields.push_back(localized(Control::localized, "title", _("Título"), i.title_es, i.title_en, Need::required));
  what.fields.push_back(localized(Control::localized_area, "text", _("Explicación"), i.text_es, i.text_en, Need::optional));
  return {std::move(what), source_fields(i.chapter_es, i.chapter_en, i.fact)};
}

FormPage form_page(feature::Site& site, db::Tx& tx, Request& request, const Book& book, const Message& title) {
  const auto id = book.seen.alliance.id;
  FormPage page;
  page.title = text(request, title);
  page.shell = alliances::shell(site, tx, request, book.seen, page.title, "");
  page.crumbs = {{{text(request, _("Portal")), home(id)}}, page.title};
  page.form.submit = _("Guardar");
  page.form.busy = _("Guardando…");
  page.form.cancel = home(id);
  return page;
}

ConfirmPage confirm_page(feature::Site& site, db::Tx& tx, Request& request, const Book& book, const Message& title) {
  const auto id = book.seen.alliance.id;
  ConfirmPage page;
  page.title = text(request, title);
  page.shell = alliances::shell(site, tx, request, book.seen, page.title, "");
  page.crumbs = {{{text(request, _("Portal")), home(id)}}, page.title};
  page.consequences = {text(request, _("Deja de verse en el portal y en los datos abiertos. El renglón se conserva aquí, con el "
                                       "motivo, y no puede volver a publicarse."))};
  page.form.parts = {{.fields = {{.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3}}}};
  page.form.submit = _("Retirar del portal");
  page.form.busy = _("Retirando…");
  page.form.cancel = home(id);
  page.form.cancel_words = _("Conservar");
  page.form.weight = html::Weight::bad;
  return page;
}

/// The book of the alliance in the address, in one snapshot with the page made of it.
template <class Make>
auto with_book(feature::Site& site, Request& request, Make&& make) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  using Page = decltype(make(std::declval<db::Tx&>(), std::declval<const Book&>()));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Page> { return make(tx, TRY(book(tx, auth::actor_of(request), id))); }));
}

template <class Row, class Id>
const Row& row_of(const std::vector<Row>& rows, Id id) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  if (found == rows.end()) throw http::Abandon{Error::not_found()};
  return *found;
}

}  // namespace

FormPage new_event_form(feature::Site& site, Request& request) {
  return with_book(site, request, [&](db::Tx& tx, const Book& book) {
    auto page = form_page(site, tx, request, book, _("Agregar un hecho"));
    page.intro = text(request, _("Queda como borrador hasta que lo publique."));
    page.form.action = Url("/alliances/{}/portal/events/new", book.seen.alliance.id);
    EventInput fresh;
    fresh.stage = alliances::code(book.seen.alliance.stage);
    page.form.parts = event_fields(fresh);
    page.form.submit = _("Guardar el borrador");
    return page;
  });
}

FormPage edit_event_form(feature::Site& site, Request& request) {
  const auto id = demand(request.id<EventId>("event"));
  return with_book(site, request, [&](db::Tx& tx, const Book& book) {
    const auto& event = row_of(book.events, id);
    auto page = form_page(site, tx, request, book, _("Cambiar un hecho"));
    if (event.state == State::published)
      page.intro = text(request, _("Ya es público: el cambio se verá al guardar y queda en la bitácora."));
    page.form.action = Url("/alliances/{}/portal/events/{}", book.seen.alliance.id, id);
    page.form.parts = event_fields(input_of(event));
    page.form.hidden = {{"version", std::to_string(event.version)}};
    return page;
  });
}

ConfirmPage withdraw_event_form(feature::Site& site, Request& request) {
  const auto id = demand(request.id<EventId>("event"));
  return with_book(site, request, [&](db::Tx& tx, const Book& book) {
    auto page = confirm_page(site, tx, request, book, _("¿Retirar «{1}»?").arg(row_of(book.events, id).title.in(request.lang)));
    page.form.action = Url("/alliances/{}/portal/events/{}/withdraw", book.seen.alliance.id, id);
    return page;
  });
}

FormPage new_finding_form(feature::Site& site, Request& request) {
  return with_book(site, request, [&](db::Tx& tx, const Book& book) {
    auto page = form_page(site, tx, request, book, _("Agregar un hallazgo"));
    page.intro = text(request, _("Queda como borrador hasta que lo publique."));
    page.form.action = Url("/alliances/{}/portal/findings/new", book.seen.alliance.id);
    page.form.parts = finding_fields({});
    explain_kind(tx, book, page.form, request.lang);
    page.form.submit = _("Guardar el borrador");
    return page;
  });
}

FormPage edit_finding_form(feature::Site& site, Request& request) {
  const auto id = demand(request.id<FindingId>("finding"));
  return with_book(site, request, [&](db::Tx& tx, const Book& book) {
    const auto& finding = row_of(book.findings, id);
    auto page = form_page(site, tx, request, book, _("Cambiar un hallazgo"));
    if (finding.state == State::published)
      page.intro = text(request, _("Ya es público: el cambio se verá al guardar y queda en la bitácora."));
    page.form.action = Url("/alliances/{}/portal/findings/{}", book.seen.alliance.id, id);
    page.form.parts = finding_fields(input_of(finding));
    explain_kind(tx, book, page.form, request.lang);
    page.form.hidden = {{"version", std::to_string(finding.version)}};
    return page;
  });
}

ConfirmPage withdraw_finding_form(feature::Site& site, Request& request) {
  const auto id = demand(request.id<FindingId>("finding"));
  return with_book(site, request, [&](db::Tx& tx, const Book& book) {
    auto page = confirm_page(site, tx, request, book, _("¿Retirar «{1}»?").arg(row_of(book.findings, id).title.in(request.lang)));
    page.form.action = Url("/alliances/{}/portal/findings/{}/withdraw", book.seen.alliance.id, id);
    return page;
  });
}

EventInput event_input(Request& request) {
  const auto& f = request.form();
  EventInput i;
  for (const auto& [name, member] :
       std::initializer_list<std::pair<const char*, std::string EventInput::*>>{{"kind", &EventInput::kind},
                                                                                {"stage", &EventInput::stage},
                                                                                {"from", &EventInput::from},
                                                                                {"to", &EventInput::to},
                                                                                {"precision", &EventInput::precision},
                                                                                {"sort_on", &EventInput::sort_on},
                                                                                {"title_es", &EventInput::title_es},
                                                                                {"title_en", &EventInput::title_en},
                                                                                {"text_es", &EventInput::text_es},
                                                                                {"text_en", &EventInput::text_en},
                                                                                {"place_es", &EventInput::place_es},
                                                                                {"place_en", &EventInput::place_en},
                                                                                {"chapter_es", &EventInput::chapter_es},
                                                                                {"chapter_en", &EventInput::chapter_en},
                                                                                {"fact", &EventInput::fact},
                                                                                {"value", &EventInput::value},
                                                                                {"qualifier", &EventInput::qualifier},
                                                                                {"noun_es", &EventInput::noun_es},
                                                                                {"noun_en", &EventInput::noun_en},
                                                                                {"rule_es", &EventInput::rule_es},
                                                                                {"rule_en", &EventInput::rule_en},
                                                                                {"version", &EventInput::version}})
    i.*member = f.get(name);
  return i;
}

FindingInput finding_input(Request& request) {
  const auto& f = request.form();
  return {f.get("kind"),       f.get("title_es"),   f.get("title_en"), f.get("text_es"), f.get("text_en"),
          f.get("chapter_es"), f.get("chapter_en"), f.get("fact"),     f.get("version")};
}

}  // namespace alianza::portal
