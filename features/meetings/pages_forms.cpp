// Forms of meetings: schedule, edit, change of state, breakout groups, reported counts.
#include "features/committees/actions.h"
#include "features/meetings/access.h"
#include "features/meetings/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/zones.h"

namespace alianza::meetings {
namespace {

/// The place whose clock counts.
std::string zone_words(Lang lang, const std::string& zone) {
  const auto place = i18n::zone_place(zone);
  return place.empty() ? zone : i18n::text(lang, place);
}

using feature::demand;
using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Option;
using html::Width;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice meeting_scheduled(_("La reunión quedó en el calendario. Las cartas salen con «Convocar por carta».").key());
const feature::Notice meeting_saved(_("Se guardó la reunión.").key());
const feature::Notice meeting_held(_("La reunión quedó como celebrada.").key());
const feature::Notice meeting_cancelled(_("La reunión quedó cancelada; los calendarios lo sabrán.").key());
const feature::Notice meeting_reopened(_("La reunión vuelve a estar programada.").key());
const feature::Notice group_added(_("La mesa quedó agregada.").key());
const feature::Notice group_removed(_("La mesa se quitó.").key());
const feature::Notice result_saved(_("Los resultados de la mesa quedaron guardados.").key());
const feature::Notice count_added(_("La cifra quedó registrada con su fuente.").key());
const feature::Notice count_removed(_("La cifra se quitó; la fila queda en la bitácora.").key());

std::vector<Option> kinds() {
  return {{"plenary", label(Kind::plenary), _("Todas las organizaciones de la alianza.")},
          {"committee", label(Kind::committee), _("De un comité o grupo de trabajo.")},
          {"transversal", label(Kind::transversal), _("De varios comités a la vez.")},
          {"installation", label(Kind::installation), _("El primer encuentro de un órgano.")},
          {"focus_group", label(Kind::focus_group), _("Unas cuantas personas, alrededor de preguntas.")},
          {"council", label(Kind::council), _("De un consejo de la institución.")}};
}

/// The bodies a meeting may be of.
struct Bodies {
  std::vector<Option> convening;  // those the actor may convene, and the one that did
  std::vector<Option> joining;    // every one that is not dissolved, and those of this session
};
Bodies bodies(db::Tx& tx, AllianceId alliance, const MayConvene& may, const Request& request, const Meeting* edited = nullptr) {
  Bodies out;
  const auto here = edited != nullptr ? bodies_of(*edited) : std::vector<CommitteeId>();
  for (const auto& listed : committees::of_alliance(tx, alliance)) {
    const auto& c = listed.committee;
    const bool own = std::find(may.committees.begin(), may.committees.end(), c.id) != may.committees.end();
    const bool is_of_it = std::find(here.begin(), here.end(), c.id) != here.end();
    const Option option{c.id.text(), c.name.in(request.lang)};
    if (may.alliance || own || (edited != nullptr && c.id == edited->committee)) out.convening.push_back(option);
    if (!c.dissolved_on || is_of_it) out.joining.push_back(option);
  }
  return out;
}

html::Field field(Control control, const char* name, Message label, const std::string& value) {
  return {.control = control, .name = name, .label = std::move(label), .value = value};
}
html::Field optional(html::Field f) {
  f.need = Need::optional;
  return f;
}
html::Field sized(html::Field f, Width width) {
  f.width = width;
  return f;
}

FieldSet what_fields(const Input& i, Bodies bodies, const MayConvene& may) {
  FieldSet what;
  auto kind = field(Control::radios, "kind", _("Qué clase de reunión es"), i.kind);
  kind.options = kinds();
  auto committee = field(Control::select, "committee", _("Comité o consejo que sesiona"), i.committee);
  committee.options = std::move(bodies.convening);
  if (may.alliance) {
    committee.first_option = _("Ninguno: es de toda la alianza");
    committee = optional(std::move(committee));
  }
  auto joined = optional(field(Control::checks, "joined", _("Sesión conjunta con"), {}));
  joined.hint =
      _("Cada comité la ve en su calendario y cuenta su propio quórum; su minuta la leen los integrantes de todos ellos.");
  joined.options = std::move(bodies.joining);
  joined.values = i.joined;
  what.fields = {std::move(kind), std::move(committee)};
  if (joined.options.size() > 1) what.fields.push_back(std::move(joined));
  what.fields.push_back(field(Control::text, "title_es", _("Título en español"), i.title_es));
  what.fields.push_back(optional(field(Control::text, "title_en", _("Título en inglés"), i.title_en)));
  return what;
}

FieldSet when_fields(const Input& i, const std::string& date_hint) {
  FieldSet when;
  auto on = sized(field(Control::date, "on", _("Fecha"), i.on), Width::date);
  if (!date_hint.empty()) {
    on.hint = date_hint;
    on = optional(std::move(on));
  }
  auto until = sized(optional(field(Control::date, "until", _("Último día"), i.until)), Width::date);
  auto starts = sized(optional(field(Control::time, "starts", _("De"), i.starts)), Width::time);
  auto ends = sized(optional(field(Control::time, "ends", _("A"), i.ends)), Width::time);
  when.fields = {std::move(on), std::move(starts), std::move(ends), std::move(until)};
  when.side = html::Side::beside_each_other;
  return when;
}

FieldSet where_fields(const Input& i) {
  FieldSet where;
  auto link = optional(field(Control::address, "link", _("Dirección para conectarse"), i.link));
  link.hint = _("Empieza con https://. La ven los integrantes de la alianza.");
  auto agenda = optional(field(Control::text_area, "agenda", _("Orden del día"), i.agenda));
  agenda.hint = _("Un punto por renglón. Con una barra, sus minutos: «Bienvenida | 10».");
  agenda.rows = 8;
  auto summary = optional(field(Control::text_area, "summary_es", _("De qué se trata, en español"), i.summary_es));
  auto summary_en = optional(field(Control::text_area, "summary_en", _("De qué se trata, en inglés"), i.summary_en));
  where.fields = {optional(field(Control::text, "venue_es", _("Lugar"), i.venue_es)),
                  optional(field(Control::text, "venue_en", _("Lugar, en inglés"), i.venue_en)),
                  std::move(link),
                  std::move(agenda),
                  std::move(summary),
                  std::move(summary_en)};
  return where;
}

Input input_from(Request& request) {
  const auto& f = request.form();
  Input i;
  i.kind = f.get("kind");
  i.committee = f.get("committee");
  i.joined = f.all("joined");
  i.title_es = f.get("title_es");
  i.title_en = f.get("title_en");
  i.summary_es = f.get("summary_es");
  i.summary_en = f.get("summary_en");
  i.on = f.get("on");
  i.until = f.get("until");
  i.starts = f.get("starts");
  i.ends = f.get("ends");
  i.venue_es = f.get("venue_es");
  i.venue_en = f.get("venue_en");
  i.link = f.get("link");
  i.agenda = f.get("agenda");
  i.version = f.get("version");
  return i;
}

/// What the form of a new meeting starts with: a session of a committee when it was asked for, or is the only one the actor may
/// convene.
Input fresh(const Request& request, const std::vector<Option>& options, const MayConvene& may) {
  Input i;
  const auto& wanted = request.query.get("committee");
  const bool known = std::any_of(options.begin(), options.end(), [&](const Option& o) { return o.value == wanted; });
  if (known) i.committee = wanted;
  if (!may.alliance && options.size() == 1) i.committee = options.front().value;
  if (!i.committee.empty() || !may.alliance) i.kind = "committee";
  return i;
}

views::Edit new_page(feature::Site& site, Request& request, AllianceId alliance) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::Edit> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    const auto may = may_convene(tx, auth::actor_of(request), seen);
    if (!may.any()) return fail(Error::forbidden());
    auto options = bodies(tx, alliance, may, request);
    const auto input = fresh(request, options.convening, may);
    views::Edit page;
    page.title = text(request, _("Convocar reunión"));
    page.intro = text(request, _("Las horas son las de {1}.").arg(zone_words(request.lang, seen.alliance.zone)));
    page.shell = alliances::shell(site, tx, request, seen, page.title, "meetings");
    page.crumbs = {{{text(request, _("Reuniones")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/meetings/new", alliance);
    page.form.parts = {what_fields(input, std::move(options), may), when_fields(input, {}), where_fields(input)};
    page.form.submit = _("Convocar la reunión");
    page.form.busy = _("Convocando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}

Response new_form(feature::Site& site, Request& request) {
  return html::respond(request, new_page(site, request, demand(request.id<AllianceId>("alliance"))));
}

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  act.key->answer(303, meeting_scheduled.at(list_url(alliance)).in(request.lang).text());
  const auto made = site.db.write([&](db::Tx& tx) { return schedule(tx, act, alliance, input_from(request)); });
  if (made) return Response::redirect_see_other(meeting_scheduled.at(meeting_url(alliance, made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(site, request, alliance); });
}

/// A date that is not exact stands beside the field: the form keeps it unless one is typed.
std::string date_hint(const Request& request, const Meeting& m) {
  if (is_exact(m.precision)) return {};
  return text(
      request,
      _("En la fuente: {1}. En blanco la conserva; si escribe una fecha, será la exacta.").arg(moment(m, request.lang).text));
}

views::Edit edit_page(feature::Site& site, Request& request, AllianceId alliance, MeetingId id) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::Edit> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(Action::convene, seen.seen.standing, seen.officer ? Officer::yes : Officer::no)) return fail(Error::forbidden());
    const auto may = may_convene(tx, auth::actor_of(request), seen.seen);
    const auto input = as_input(seen.meeting, book(tx, id).agenda);
    views::Edit page;
    page.title = text(request, _("Editar la reunión"));
    page.intro = text(request, _("Las horas son las de {1}.").arg(zone_words(request.lang, seen.seen.alliance.zone)));
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "meetings");
    page.crumbs = {
        {{text(request, _("Reuniones")), list_url(alliance)}, {seen.meeting.title.in(request.lang), meeting_url(alliance, id)}},
        page.title};
    page.form.action = Url("/alliances/{}/meetings/{}/edit", alliance, id);
    page.form.parts = {what_fields(input, bodies(tx, alliance, may, request, &seen.meeting), may),
                       when_fields(input, date_hint(request, seen.meeting)), where_fields(input)};
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar la reunión");
    page.form.busy = _("Guardando…");
    page.form.cancel = meeting_url(alliance, id);
    return page;
  }));
}

Response edit_form(feature::Site& site, Request& request) {
  return html::respond(
      request, edit_page(site, request, demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))));
}

Response edit_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  auto act = feature::act(request);
  const auto back = meeting_saved.at(meeting_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto saved = site.db.write([&](db::Tx& tx) { return edit(tx, act, alliance, id, input_from(request)); });
  if (saved) return Response::redirect_see_other(back);
  return feature::redraw(request, saved.error(), [&] {
    auto page = edit_page(site, request, alliance, id);
    if (saved.error().fault == Fault::conflict && saved.error().fields.empty()) {
      auto typed = page.form;
      typed.keep_typed(request.form());
      page.differences = differences(page.form, typed);
    }
    return page;
  });
}

// ---- State.

/// What asks for the reason before a meeting is cancelled or scheduled again.
struct StateWords {
  State to;
  Message title;  // {1}: the meeting
  Message consequence;
  Message submit;
  Message keep;
  const char* tail;
  const feature::Notice* notice;
};

StateWords cancel_words() {
  return {State::cancelled,
          _("¿Cancelar «{1}»?"),
          _("La verán cancelada en la lista y en sus calendarios, con el motivo. Puede volver a programarse."),
          _("Cancelar la reunión"),
          _("Conservar la reunión"),
          "cancel",
          &meeting_cancelled};
}
StateWords reopen_words() {
  return {State::scheduled,
          _("¿Programar de nuevo «{1}»?"),
          _("Vuelve a contar como programada, con su fecha y su asistencia. Edite la fecha si cambió."),
          _("Programar de nuevo"),
          _("Dejarla como está"),
          "reschedule",
          &meeting_reopened};
}

ConfirmPage state_page(feature::Site& site, Request& request, AllianceId alliance, MeetingId id, StateWords words) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<ConfirmPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(Action::convene, seen.seen.standing, seen.officer ? Officer::yes : Officer::no)) return fail(Error::forbidden());
    const auto title = seen.meeting.title.in(request.lang);
    ConfirmPage page;
    page.title = text(request, std::move(words.title).arg(title));
    page.consequences = {text(request, words.consequence)};
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "meetings");
    page.crumbs = {{{text(request, _("Reuniones")), list_url(alliance)}, {title, meeting_url(alliance, id)}},
                   text(request, words.submit)};
    page.form.action = Url("/alliances/{}/meetings/{}/{}", alliance, id, words.tail);
    auto reason = field(Control::text_area, "reason", _("Motivo"), {});
    reason.rows = 3;
    page.form.parts = {FieldSet{.fields = {std::move(reason)}}};
    page.form.submit = words.submit;
    page.form.busy = _("Guardando…");
    page.form.cancel = meeting_url(alliance, id);
    page.form.cancel_words = words.keep;
    page.form.weight = words.to == State::cancelled ? html::Weight::bad : html::Weight::primary;
    return page;
  }));
}

Response state_form(feature::Site& site, Request& request, const StateWords& words) {
  return html::respond(request, state_page(site, request, demand(request.id<AllianceId>("alliance")),
                                           demand(request.id<MeetingId>("meeting")), words));
}

Response state_post(feature::Site& site, Request& request, const StateWords& words) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  auto act = feature::act(request);
  const auto back = words.notice->at(meeting_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done =
      site.db.write([&](db::Tx& tx) { return change_state(tx, act, alliance, id, words.to, request.form().get("reason")); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return state_page(site, request, alliance, id, words); });
}

/// A button without a form of its own: done, or the error page.
template <class Act>
Response press(feature::Site& site, Request& request, const feature::Notice& notice, Act&& what) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  auto act = feature::act(request);
  const auto back = notice.at(meeting_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return what(tx, act, alliance, id); }));
  return Response::redirect_see_other(back);
}

Response hold(feature::Site& site, Request& request) {
  return press(site, request, meeting_held, [](db::Tx& tx, const feature::Act& act, AllianceId a, MeetingId id) {
    return change_state(tx, act, a, id, State::held, {});
  });
}

// ---- Groups and counts.

FormPage part_page(feature::Site& site, Request& request, AllianceId alliance, MeetingId id, const Message& title,
                   const char* tail, FieldSet fields, Message submit) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(Action::convene, seen.seen.standing, seen.officer ? Officer::yes : Officer::no)) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "meetings");
    page.crumbs = {
        {{text(request, _("Reuniones")), list_url(alliance)}, {seen.meeting.title.in(request.lang), meeting_url(alliance, id)}},
        page.title};
    page.form.action = Url("/alliances/{}/meetings/{}/{}/new", alliance, id, tail);
    page.form.parts = {std::move(fields)};
    page.form.submit = std::move(submit);
    page.form.busy = _("Guardando…");
    page.form.cancel = meeting_url(alliance, id);
    return page;
  }));
}

FormPage group_page(feature::Site& site, Request& request) {
  auto topic = optional(field(Control::text, "topic", _("De qué trata"), {}));
  return part_page(
      site, request, demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting")), _("Agregar mesa"),
      "groups", {.fields = {field(Control::text, "name", _("Nombre de la mesa"), {}), std::move(topic)}}, _("Agregar la mesa"));
}

Response group_form(feature::Site& site, Request& request) { return html::respond(request, group_page(site, request)); }

Response group_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  auto act = feature::act(request);
  const auto back = group_added.at(meeting_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const auto made = site.db.write([&](db::Tx& tx) { return add_group(tx, act, alliance, id, f.get("name"), f.get("topic")); });
  if (made) return Response::redirect_see_other(back);
  return feature::redraw(request, made.error(), [&] { return group_page(site, request); });
}

Response remove_group_post(feature::Site& site, Request& request) {
  const auto group = demand(request.id<GroupId>("group"));
  return press(site, request, group_removed, [&](db::Tx& tx, const feature::Act& act, AllianceId a, MeetingId id) {
    return remove_group(tx, act, a, id, group);
  });
}

FormPage result_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  const auto group = demand(request.id<GroupId>("group"));
  const auto groups = demand(site.db.read([&](db::Tx& tx) -> Result<std::vector<Group>> { return book(tx, id).groups; }));
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.id == group; });
  auto result = optional(field(Control::text_area, "result", _("A qué llegó la mesa"), {}));
  auto reporter = optional(field(Control::text, "reporter", _("Quién lo presentó"), {}));
  result.rows = 8;
  if (found != groups.end()) {
    result.value = found->result;
    reporter.value = found->reporter;
  }
  auto page = part_page(site, request, alliance, id, _("Resultados de la mesa"), "groups",
                        {.fields = {std::move(result), std::move(reporter)}}, _("Guardar los resultados"));
  if (found == groups.end()) throw http::Abandon{Error::not_found()};
  page.intro = found->name;
  page.form.action = Url("/alliances/{}/meetings/{}/groups/{}/result", alliance, id, group);
  return page;
}

Response result_form(feature::Site& site, Request& request) { return html::respond(request, result_page(site, request)); }

Response result_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  const auto group = demand(request.id<GroupId>("group"));
  auto act = feature::act(request);
  const auto back = result_saved.at(meeting_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const auto done = site.db.write([&](db::Tx& tx) {
    return report_group(tx, act, alliance, id, group, {f.get("reporter"), f.get("result")});
  });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return result_page(site, request); });
}

FormPage count_page(feature::Site& site, Request& request) {
  auto qualifier = field(Control::radios, "qualifier", _("Qué tan exacta es"), "exact");
  for (const auto q : {Qualifier::exact, Qualifier::more_than, Qualifier::at_least, Qualifier::approx})
    qualifier.options.push_back({std::string(to_text(q)), label(q)});
  auto value = sized(field(Control::number, "value", _("Cifra"), {}), Width::short_);
  value.input_mode = "numeric";
  value.least = "0";
  value.most = "1000000";
  auto noun = field(Control::text, "noun_es", _("Qué se contó, en español"), {});
  noun.hint = _("Por ejemplo: organizaciones empresariales.");
  auto source = field(Control::text, "source_es", _("De dónde viene, en español"), {});
  source.hint = _("El documento o la persona que la dio.");
  return part_page(site, request, demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting")),
                   _("Registrar una cifra"), "counts",
                   {.fields = {std::move(qualifier), std::move(value), std::move(noun),
                               optional(field(Control::text, "noun_en", _("Qué se contó, en inglés"), {})),
                               optional(field(Control::text, "rule_es", _("Cómo se contó, en español"), {})),
                               optional(field(Control::text, "rule_en", _("Cómo se contó, en inglés"), {})), std::move(source),
                               optional(field(Control::text, "source_en", _("De dónde viene, en inglés"), {}))}},
                   _("Registrar la cifra"));
}

Response count_form(feature::Site& site, Request& request) { return html::respond(request, count_page(site, request)); }

Response count_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  auto act = feature::act(request);
  const auto back = count_added.at(meeting_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const CountInput input{f.get("value"),   f.get("qualifier"), f.get("noun_es"),   f.get("noun_en"),
                         f.get("rule_es"), f.get("rule_en"),   f.get("source_es"), f.get("source_en")};
  const auto made = site.db.write([&](db::Tx& tx) { return report_count(tx, act, alliance, id, input); });
  if (made) return Response::redirect_see_other(back);
  return feature::redraw(request, made.error(), [&] { return count_page(site, request); });
}

Response withdraw_count_post(feature::Site& site, Request& request) {
  const auto count = demand(request.id<CountId>("count"));
  return press(site, request, count_removed, [&](db::Tx& tx, const feature::Act& act, AllianceId a, MeetingId id) {
    return withdraw_count(tx, act, a, id, count);
  });
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings");
  pages.form("/new", new_form, new_post);
  const feature::Routes each(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}");
  each.form("/edit", edit_form, edit_post);
  each.post("/hold", hold);
  each.form("/cancel", feature::given(state_form, cancel_words()), feature::given(state_post, cancel_words()));
  each.form("/reschedule", feature::given(state_form, reopen_words()), feature::given(state_post, reopen_words()));
  each.form("/groups/new", group_form, group_post);
  each.form("/groups/{group}/result", result_form, result_post);
  each.post("/groups/{group}/remove", remove_group_post);
  each.form("/counts/new", count_form, count_post);
  each.post("/counts/{count}/withdraw", withdraw_count_post);
}

}  // namespace alianza::meetings
