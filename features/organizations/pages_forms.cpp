// Forms of a profile: new, edit, interests in the SDG.
#include <algorithm>

#include "features/organizations/pages_shared.h"
#include "features/organizations/rfc.h"
#include "features/terms/shell.h"

namespace alianza::organizations {
namespace {

using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Option;
using html::Width;

const feature::Notice registered("La organización quedó en el directorio.");
const feature::Notice edited("Se guardaron los datos de la organización.");
const feature::Notice declared("Se guardaron los ODS de interés.");

Message type_hint(OrganizationType type) {
  switch (type) {
    case OrganizationType::company: return _("De cualquier tamaño; las PyME se cuentan aparte.");
    case OrganizationType::corporate_foundation: return _("De una empresa o grupo, que se nombra.");
    case OrganizationType::business_body: return _("Cámara, confederación o asociación de empresas.");
    case OrganizationType::civil_society: return _("Asociación, red o fundación que no es de una empresa.");
    case OrganizationType::cooperative: return _("De producción, de consumo o de ahorro.");
    case OrganizationType::social_enterprise: return _("Vende para cumplir un fin social.");
    case OrganizationType::local_government: return _("Municipio o alcaldía.");
    case OrganizationType::state_government: return _("De una entidad federativa.");
    case OrganizationType::federal_body: return _("Secretaría, órgano u organismo de la federación.");
    case OrganizationType::international_body: return _("Agencia de cooperación u organismo multilateral.");
    case OrganizationType::academia: return _("Universidad o centro de investigación.");
    case OrganizationType::foreign_government: return _("De otro país, o su embajada.");
    case OrganizationType::unspecified: return _("Cuando la fuente no lo dice; se completa después.");
  }
  return {};
}

template <class E>
std::vector<Option> options(const std::vector<E>& values) {
  std::vector<Option> out;
  for (const auto value : values) out.push_back({std::string(to_text(value)), label(value)});
  return out;
}

std::vector<Option> options(const Catalogue& list, Lang lang) {
  std::vector<Option> out;
  for (const auto& item : list) out.push_back({item.code, item.name.in(lang)});
  return out;
}

std::vector<Option> declared_sizes() {
  std::vector<Option> out;
  const std::pair<Size, Message> hints[] = {{Size::micro, _("Hasta 10 personas.")},
                                            {Size::small, _("De 11 a 50 personas (comercio: a 30).")},
                                            {Size::medium, _("De 51 a 250 personas (comercio y servicios: a 100).")},
                                            {Size::large, _("Más personas.")}};
  for (const auto& [size, hint] : hints) out.push_back({std::string(to_text(size)), label(size), hint});
  return out;
}

html::Need need_of(Need n) { return n == Need::required ? html::Need::required : html::Need::optional; }

html::Field field(Control control, const char* name, Message hint, html::Need need = html::Need::optional) {
  return {.control = control, .name = name, .label = field_label(name), .hint = std::move(hint), .need = need};
}

/// What the form asks beside the profile.
struct Asked {
  Lang lang = Lang::es;
  OrganizationType type = OrganizationType::company;
  bool keep_rfc = false;  // its check digit is wrong: it may be kept
  bool origin = false;    // who convenes says how it came
  bool distinct = false;  // it looks like another of the directory: is it?
};

FieldSet identity_fields(const Asked& asked) {
  FieldSet out{.legend = _("Quién es")};
  out.fields.push_back(
      field(Control::text, "name", _("Como la llama la gente; la razón social va aparte."), html::Need::required));
  if (asked.distinct)
    out.fields.push_back({.control = Control::check,
                          .name = "confirm_distinct",
                          .label = _("Es otra organización, aunque se parezca"),
                          .need = html::Need::optional});
  if (need(asked.type, Field::legal_name) != Need::none)
    out.fields.push_back(field(Control::text, "legal_name", _("Si es distinta del nombre, como está en su acta.")));
  out.fields.push_back(field(Control::text_area, "aliases", _("Uno por renglón. La búsqueda también los encuentra.")));
  out.fields.back().rows = 2;
  if (need(asked.type, Field::parent) != Need::none)
    out.fields.push_back(field(Control::text, "parent",
                               _("La empresa o el grupo de una fundación; la universidad o la secretaría de un órgano."),
                               need_of(need(asked.type, Field::parent))));
  if (need(asked.type, Field::mandate) != Need::none) {
    out.fields.push_back(field(Control::text_area, "mandate", _("En una frase.")));
    out.fields.back().rows = 2;
  }
  if (need(asked.type, Field::rfc) != Need::none) {
    out.fields.push_back(field(Control::text, "rfc", _("Solo si es de México. Lo ven la organización y la institución.")));
    out.fields.back().width = Width::mid;
    if (asked.keep_rfc) {
      out.fields.push_back({.control = Control::check,
                            .name = "keep_rfc",
                            .label = _("El RFC está bien así; conservarlo"),
                            .need = html::Need::optional});
    }
  }
  return out;
}

FieldSet place_fields(const Asked& asked) {
  FieldSet out{.legend = _("Dónde está")};
  if (need(asked.type, Field::country) == Need::none) return out;
  const auto choice = [&](const char* name, Message hint, std::vector<Option> choices, html::Need n, Message first) {
    auto f = field(Control::select, name, std::move(hint), n);
    f.options = std::move(choices);
    f.first_option = std::move(first);
    f.width = Width::mid;
    out.fields.push_back(std::move(f));
  };
  choice("country", {}, options(countries(), asked.lang), need_of(need(asked.type, Field::country)), _("Elegir país"));
  if (need(asked.type, Field::state) != Need::none) {
    const bool of_mexico = asked.type == OrganizationType::local_government || asked.type == OrganizationType::state_government;
    choice("state", of_mexico ? Message() : _("Si está en México."), options(states(), asked.lang),
           of_mexico ? html::Need::required : html::Need::optional, _("Elegir entidad"));
    if (!of_mexico) out.fields.push_back(field(Control::text, "region", _("Si está fuera de México.")));
  }
  if (need(asked.type, Field::municipality) != Need::none)
    out.fields.push_back(field(Control::text, "municipality", {}, need_of(need(asked.type, Field::municipality))));
  return out;
}

FieldSet work_fields(const Asked& asked) {
  FieldSet out{.legend = _("Qué hace")};
  if (need(asked.type, Field::sector) != Need::none) {
    auto f =
        field(Control::select, "sector", _("El de su actividad principal; el de un organismo empresarial, el que representa."),
              need_of(need(asked.type, Field::sector)));
    f.options = options(sectors(), asked.lang);
    f.first_option = _("Elegir sector");
    out.fields.push_back(std::move(f));
  }
  if (need(asked.type, Field::size) != Need::none) {
    auto f = field(Control::radios, "size", _("El que la organización declara, por su número de personas."),
                   need_of(need(asked.type, Field::size)));
    f.options = declared_sizes();
    out.fields.push_back(std::move(f));
  }
  out.fields.push_back(field(Control::text, "website", {}));
  out.fields.push_back(field(Control::text_area, "description_es", {}));
  out.fields.push_back(field(Control::text_area, "description_en", {}));
  out.fields.push_back(field(Control::text_area, "interests", _("Qué busca en la alianza. Uno por renglón.")));
  out.fields.push_back(field(Control::text_area, "capacities", _("Qué sabe o puede hacer. Una por renglón.")));
  return out;
}

FieldSet origin_fields() {
  FieldSet out{.legend = _("De dónde viene")};
  auto origin = field(Control::radios, "origin", {}, html::Need::required);
  origin.options = options(origins());
  out.fields.push_back(std::move(origin));
  out.fields.push_back(
      field(Control::text, "origin_organization", _("Si la propuso una integrante: su nombre como está en el directorio.")));
  out.fields.push_back(field(Control::text, "source", _("De qué documento o persona se tomaron.")));
  return out;
}

std::vector<FieldSet> fields_of(const Asked& asked, const ProfileInput& values) {
  std::vector<FieldSet> out{identity_fields(asked), place_fields(asked), work_fields(asked)};
  if (asked.origin) out.push_back(origin_fields());
  std::erase_if(out, [](const FieldSet& set) { return set.fields.empty(); });
  for (auto& set : out)
    for (auto& f : set.fields)
      for (const auto& [name, value] : input_fields())
        if (f.name == name) f.value = values.*value;
  return out;
}

OrganizationType type_in(std::string_view text, OrganizationType otherwise) {
  from_text(text, otherwise);
  return otherwise;
}

/// What was typed; fields that the chosen type does not have, and that the form therefore no longer shows, are left out.
ProfileInput input_from(Request& request) {
  const auto& form = request.form();
  ProfileInput in;
  for (const auto& [name, value] : input_fields()) {
    in.*value = form.get(name);
    std::erase(in.*value, '\r');  // browsers end a line with two characters
  }
  if (in.origin.empty()) in.origin = to_text(Origin::unstated);
  if (!in.keep_rfc.empty()) in.keep_rfc = "yes";
  in.version = form.get("version");
  const auto type = type_in(in.type, OrganizationType::company);
  const std::pair<Field, std::string ProfileInput::*> owned[] = {{Field::legal_name, &ProfileInput::legal_name},
                                                                 {Field::country, &ProfileInput::country},
                                                                 {Field::state, &ProfileInput::state},
                                                                 {Field::state, &ProfileInput::region},
                                                                 {Field::municipality, &ProfileInput::municipality},
                                                                 {Field::rfc, &ProfileInput::rfc},
                                                                 {Field::sector, &ProfileInput::sector},
                                                                 {Field::size, &ProfileInput::size},
                                                                 {Field::parent, &ProfileInput::parent},
                                                                 {Field::mandate, &ProfileInput::mandate}};
  for (const auto& [what, value] : owned)
    if (need(type, what) == Need::none) (in.*value).clear();
  return in;
}

bool has_doubtful_rfc(const std::string& typed) { return !trim(typed).empty() && Rfc::doubt(typed); }

bool tells(const Error& error, std::string_view field) {
  return std::any_of(error.fields.begin(), error.fields.end(), [&](const FieldError& f) { return f.field == field; });
}

/// The alliance of a page about no single organisation, for who may register.
Result<alliances::Seen> seen_to_register(db::Tx& tx, const Request& request) {
  const auto id = TRY(request.id<AllianceId>("alliance"));
  auto at = TRY(alliances::see(tx, auth::actor_of(request), id));
  if (!at.standing.convenes()) return fail(Error::forbidden());
  return at;
}

FieldSet alliance_fields(Date today) {
  std::vector<Option> choices{{"", _("Todavía no: solo en el directorio")},
                              {"invited", membership::label(Status::invited)},
                              {"active", membership::label(Status::active)}};
  return {
      .fields = {{.control = Control::radios, .name = "status", .label = _("En esta alianza"), .options = std::move(choices)},
                 {.control = Control::date, .name = "since", .label = _("Desde"), .value = today.text(), .width = Width::date}},
      .legend = _("Participación")};
}

FormPage new_page(feature::Site& site, Request& request, const Asked& asked) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto at = TRY(seen_to_register(tx, request));
    const auto id = at.alliance.id;
    FormPage page;
    page.title = text(request, _("Agregar organización"));
    page.intro = text(request, label(asked.type));
    page.shell = alliances::shell(site, tx, request, at, page.title, "organizations");
    page.crumbs = {{{text(request, _("Organizaciones")), list_url(id)},
                    {text(request, _("Tipo de organización")), Url("/alliances/{}/organizations/new", id)}},
                   page.title};
    ProfileInput fresh;
    fresh.country = need(asked.type, Field::country) == Need::required && asked.type != OrganizationType::foreign_government
                        ? std::string(mexico)
                        : std::string();
    page.form.action = Url("/alliances/{}/organizations/new", id);
    page.form.hidden = {{"type", std::string(to_text(asked.type))}};
    page.form.parts = fields_of(asked, fresh);
    terms::explain(tx, id, page.form, request.lang, {{"size", terms::Place::size}});
    page.form.parts.push_back(alliance_fields(at.today));
    page.form.submit = _("Agregar al directorio");
    page.form.busy = _("Guardando…");
    page.form.cancel = list_url(id);
    return page;
  }));
}

Response types_page(feature::Site& site, Request& request) {
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Types> {
    const auto at = TRY(seen_to_register(tx, request));
    views::Types p;
    for (const auto type : organization_types())
      p.types.push_back(
          {Url("/alliances/{}/organizations/new", at.alliance.id).with("type", to_text(type)), label(type), type_hint(type)});
    const auto title = text(request, _("Tipo de organización"));
    p.shell = alliances::shell(site, tx, request, at, title, "organizations");
    p.crumbs = {{{text(request, _("Organizaciones")), list_url(at.alliance.id)}}, title};
    return p;
  }));
  return html::respond(request, page);
}

Response new_get(feature::Site& site, Request& request) {
  Asked asked{.lang = request.lang, .origin = true};
  if (!from_text(request.query.get("type"), asked.type)) return types_page(site, request);
  return html::respond(request, new_page(site, request, asked));
}

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  RegisterInput input{input_from(request), request.form().get("confirm_distinct").empty() ? "" : "yes",
                      request.form().get("status"), request.form().get("since")};
  auto act = feature::act(request);
  act.key->answer(303, registered.at(list_url(alliance)).in(request.lang).text());
  const auto made = site.db.write([&](db::Tx& tx) { return register_organization(tx, act, alliance, input); });
  if (made) return Response::redirect_see_other(registered.at(page_url(alliance, made->id)).in(request.lang));
  const auto& error = made.error();
  const Asked asked{request.lang, type_in(input.profile.type, OrganizationType::company), has_doubtful_rfc(input.profile.rfc),
                    true, tells(error, "confirm_distinct") || !input.confirm_distinct.empty()};
  return feature::redraw(request, error, [&] { return new_page(site, request, asked); });
}

std::vector<views::Changed> conflicts_of(const ProfileInput& stored, const ProfileInput& typed, Lang lang) {
  std::vector<views::Changed> out;
  for (const auto& d : differences(stored, typed))
    out.push_back({field_label(d.field), value_words(d.field, d.before, lang), value_words(d.field, d.after, lang)});
  return out;
}

/// With the name of who proposed it in place of its id.
ProfileInput shown_input(db::Tx& tx, const Organization& o) {
  auto in = as_input(o.profile, o.version);
  if (const auto who = o.profile.origin_organization)
    if (const auto known = names(tx, {who}); known.contains(who)) in.origin_organization = known.at(who).name;
  return in;
}

views::Edit edit_page(feature::Site& site, Request& request, const ProfileInput* typed, const Error* error) {
  return form_page<views::Edit>(site, request, [&](db::Tx& tx, const Seen& seen, views::Edit& page) -> Done {
    if (!seen.may_edit) return fail(Error::forbidden());
    const auto stored = shown_input(tx, seen.organization);
    auto values = typed != nullptr ? *typed : stored;
    if (!seen.may_convene) {
      values.origin = stored.origin;
      values.origin_organization = stored.origin_organization;
      values.source = stored.source;
    }
    const Asked asked{request.lang, type_in(values.type, seen.organization.profile.type), has_doubtful_rfc(values.rfc),
                      seen.may_convene};
    page.title = text(request, _("Editar la organización"));
    page.form.action = Url("/alliances/{}/organizations/{}/edit", seen.at.alliance.id, seen.organization.id);
    page.form.hidden = {{"version", stored.version}};
    page.form.parts = fields_of(asked, values);
    terms::explain(tx, seen.at.alliance.id, page.form, request.lang, {{"size", terms::Place::size}});
    html::Field type{.control = Control::select,
                     .name = "type",
                     .label = field_label("type"),
                     .hint = _("Según su tipo se piden otros datos."),
                     .value = values.type,
                     .options = options(organization_types()),
                     .width = Width::mid};
    page.form.parts.front().fields.insert(page.form.parts.front().fields.begin(), std::move(type));
    page.form.submit = _("Guardar los datos");
    if (error != nullptr && error->fault == Fault::conflict && typed != nullptr)
      page.conflicts = conflicts_of(stored, values, request.lang);
    return {};
  });
}

Response edit_get(feature::Site& site, Request& request) {
  return html::respond(request, edit_page(site, request, nullptr, nullptr));
}

Response edit_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  const auto input = input_from(request);
  auto act = feature::act(request);
  const auto back = edited.at(page_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto saved = site.db.write([&](db::Tx& tx) { return edit(tx, act, alliance, id, input); });
  if (saved) return Response::redirect_see_other(back);
  const auto& error = saved.error();
  return feature::redraw(request, error, [&] { return edit_page(site, request, &input, &error); });
}

FormPage sdgs_page(feature::Site& site, Request& request) {
  return form_page<FormPage>(site, request, [&](db::Tx& tx, const Seen& seen, FormPage& page) -> Done {
    if (!seen.may_edit) return fail(Error::forbidden());
    html::Field priority{.control = Control::sdgs,
                         .name = "priority",
                         .label = _("ODS prioritarios"),
                         .hint = _("En los que la organización actúa hoy."),
                         .need = html::Need::optional};
    html::Field interested{.control = Control::sdgs,
                           .name = "interested",
                           .label = _("ODS de interés"),
                           .hint = _("En los que está dispuesta a participar."),
                           .need = html::Need::optional};
    for (const auto& i : interests(seen.organization.sdgs))
      (i.level == SdgLevel::priority ? priority : interested).values.push_back(std::to_string(i.goal));
    page.title = text(request, _("Interés en los ODS"));
    page.form.action = Url("/alliances/{}/organizations/{}/sdgs", seen.at.alliance.id, seen.organization.id);
    page.form.parts = {{.fields = {std::move(priority), std::move(interested)}}};
    terms::explain(tx, seen.at.alliance.id, page.form, request.lang, {{"interested", terms::Place::sdg_interest}});
    page.form.submit = _("Guardar los ODS");
    return {};
  });
}

/// A goal in both lists is a priority.
std::vector<SdgInterest> sdgs_from(Request& request) {
  std::vector<SdgInterest> out;
  for (int goal = 1; goal <= html::sdg_count; ++goal) {
    const auto chosen = [&](const char* name) {
      const auto values = request.form().all(name);
      return std::find(values.begin(), values.end(), std::to_string(goal)) != values.end();
    };
    if (chosen("priority"))
      out.push_back({goal, SdgLevel::priority});
    else if (chosen("interested"))
      out.push_back({goal, SdgLevel::interested});
  }
  return out;
}

Response sdgs_get(feature::Site& site, Request& request) { return html::respond(request, sdgs_page(site, request)); }
Response sdgs_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  return post(
      site, request, declared, page_url(alliance, id).fragment("sdgs"),
      [&](db::Tx& tx, const feature::Act& act) { return declare_sdgs(tx, act, alliance, id, sdgs_from(request)); },
      [&] { return sdgs_page(site, request); });
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  pages.form("/organizations/new", new_get, new_post);
  pages.form("/organizations/{organization}/edit", edit_get, edit_post);
  pages.form("/organizations/{organization}/sdgs", sdgs_get, sdgs_post);
}

}  // namespace alianza::organizations
