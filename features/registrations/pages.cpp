// Pages of who keeps a meeting: who comes, convening by letter; and the form in which somebody signed in replies.
#include "features/registrations/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"

namespace alianza::registrations {
namespace {

using documents::Cell;
using documents::Format;
using feature::demand;
using feature::views::FormPage;
using http::Request;
using http::Response;
using http::Url;

constexpr std::size_t page_rows = 100;
const feature::Notice convened(_("Las cartas se están enviando.").key());
const feature::Notice saved(_("La respuesta quedó registrada.").key());

struct Place {
  AllianceId alliance;
  MeetingId meeting;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))};
}

Book read_book(feature::Site& site, const Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), at.alliance, at.meeting); }));
}

/// What became of the letter, when that is worth a word.
Message letter_words(const Registration& r) {
  mail::State state{};
  if (!mail::from_text(r.letter_state, state)) return {};
  switch (state) {
    case mail::State::queued:
    case mail::State::sending: return _("Carta por salir");
    case mail::State::sent: return _("Carta enviada");
    case mail::State::failed: return _("La carta no salió");
    case mail::State::unsure: return _("No se sabe si la carta salió");
    case mail::State::bounced: return _("La carta fue devuelta");
  }
  return {};
}

views::Row row_of(const Line& line, const Book& b, Lang lang) {
  const auto zone = zone_of(b.at.seen.alliance);
  views::Row row;
  row.name = line.name;
  row.reply = badge(line.reply());
  row.edit = reply_url(b.at.meeting).with("organization", line.organization.text());
  if (!line.registration) return row;
  const auto& r = *line.registration;
  row.persons = lines_of(r.persons);
  row.note = r.note;
  if (r.replied_at) row.replied = r.replied_by + ", " + i18n::date_time(lang, zone.civil_of(*r.replied_at));
  row.letter = letter_words(r);
  if (r.letter_at) row.letter_at = i18n::date_time(lang, zone.civil_of(*r.letter_at));
  row.bad_letter = r.letter_state == "failed" || r.letter_state == "unsure" || r.letter_state == "bounced";
  return row;
}

void fill_tabs(views::List& p, const Book& b, const std::string& show) {
  const auto& t = b.tally;
  const auto tab = [&](const char* word, Message words, std::int64_t n) {
    auto url = list_url(b.at.meeting);
    p.tabs.push_back({std::move(words), n, *word == '\0' ? url : std::move(url).with("show", word), show == word});
  };
  tab("", _("Todas"), t.coming + t.not_coming + t.silent);
  tab("coming", label(Reply::coming), t.coming);
  tab("not_coming", label(Reply::not_coming), t.not_coming);
  tab("silent", label(Reply::silent), t.silent);
}

/// The lines of one page, which begins after that organisation.
void fill_rows(views::List& p, const Book& b, const std::string& show, const std::string& after, Lang lang) {
  std::vector<const Line*> wanted;
  for (const auto& line : b.lines)
    if (show.empty() || show == to_text(line.reply())) wanted.push_back(&line);
  const auto start = std::find_if(wanted.begin(), wanted.end(), [&](const Line* l) { return l->organization.text() == after; });
  const auto from = start == wanted.end() ? 0 : static_cast<std::size_t>(start - wanted.begin()) + 1;
  const auto to = std::min(wanted.size(), from + page_rows);
  for (auto i = from; i < to; ++i) p.rows.push_back(row_of(*wanted[i], b, lang));
  auto url = list_url(b.at.meeting);
  if (!show.empty()) url = std::move(url).with("show", show);
  if (from > 0)
    p.paging.previous = from > page_rows ? Url(url).with("after", wanted[from - page_rows - 1]->organization.text()) : url;
  if (to < wanted.size()) p.paging.next = Url(url).with("after", wanted[to - 1]->organization.text());
  p.paged = p.paging.previous || p.paging.next;
  if (p.paged && !p.rows.empty()) {
    p.paging.first = p.rows.front().name;
    p.paging.last = p.rows.back().name;
  }
  if (p.rows.empty())
    p.empty = html::EmptyState{_("No hay organizaciones aquí"),
                               _("La reunión convoca a quienes integran su comité, o a toda la alianza si es plenaria.")};
}

std::optional<Url> convene_link(const Book& b, Instant now) {
  if (b.unwritten + b.silent == 0 || refuses_reply(b.at.meeting, zone_of(b.at.seen.alliance), now)) return std::nullopt;
  return convene_url(b.at.meeting);
}

Response list(feature::Site& site, Request& request) {
  const auto at = place(request);
  Reply reply{};
  const auto& typed = request.query.get("show");
  const auto show = from_text(typed, reply) ? typed : std::string();
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto b = TRY(book(tx, auth::actor_of(request), at.alliance, at.meeting));
    const auto& m = b.at.meeting;
    views::List p;
    p.shell = alliances::shell(site, tx, request, b.at.seen, text(request, _("Quién asiste")), "meetings");
    p.crumbs = {
        {{text(request, _("Reuniones")), Url("/alliances/{}/meetings", m.alliance)}, {m.title.in(request.lang), meeting_url(m)}},
        text(request, _("Quién asiste"))};
    p.title = m.title;
    p.when = when_text(m, zone_of(b.at.seen.alliance), request.lang);
    p.tally = b.tally;
    fill_tabs(p, b, show);
    fill_rows(p, b, show, request.query.get("after"), request.lang);
    for (const auto& c : b.convocations)
      p.sendings.push_back({i18n::date_time(request.lang, zone_of(b.at.seen.alliance).civil_of(c.asked_at)), label(c.audience),
                            c.message, c.letters, c.finished_at.has_value()});
    p.unreachable = b.unreachable;
    p.convene = convene_link(b, tx.now());
    p.downloads = {{_("CSV"), {}, Url("/alliances/{}/meetings/{}/registrations.csv", m.alliance, m.id)},
                   {_("XLSX"), {}, Url("/alliances/{}/meetings/{}/registrations.xlsx", m.alliance, m.id)},
                   {_("JSON"), {}, Url("/alliances/{}/meetings/{}/registrations.json", m.alliance, m.id)}};
    return p;
  }));
  return html::respond(request, page);
}

FormPage convene_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto b = TRY(book(tx, auth::actor_of(request), at.alliance, at.meeting));
    const auto& m = b.at.meeting;
    FormPage p;
    p.title = text(request, _("Convocar por carta"));
    p.shell = alliances::shell(site, tx, request, b.at.seen, p.title, "meetings");
    p.crumbs = {{{m.title.in(request.lang), meeting_url(m)}, {text(request, _("Quién asiste")), list_url(m)}}, p.title};
    p.intro = m.title.in(request.lang) + ", " + when_text(m, zone_of(b.at.seen.alliance), request.lang);
    html::Field audience{.control = html::Control::radios, .name = "audience", .label = _("A quién se escribe")};
    audience.value = to_text(b.unwritten > 0 ? Audience::unwritten : Audience::silent);
    const auto option = [&](Audience a, std::int64_t n) {
      audience.options.push_back({std::string(to_text(a)), label(a), N_("{1} carta", "{1} cartas", n)});
    };
    option(Audience::unwritten, b.unwritten);
    option(Audience::silent, b.silent);
    if (b.unreachable > 0)
      audience.hint = N_("{1} organización no tiene un contacto con correo y no recibirá carta.",
                         "{1} organizaciones no tienen un contacto con correo y no recibirán carta.", b.unreachable);
    html::Field message{
        .control = html::Control::text_area,
        .name = "message",
        .label = _("Mensaje"),
        .hint = _("La carta ya lleva fecha, hora, lugar, orden del día y los enlaces para responder y para el calendario.")};
    message.need = html::Need::optional;
    p.form.parts = {{.fields = {std::move(audience), std::move(message)}}};
    p.form.action = convene_url(m);
    p.form.submit = _("Enviar las cartas");
    p.form.busy = _("Enviando…");
    p.form.cancel = list_url(m);
    return p;
  }));
}

Response convene_form(feature::Site& site, Request& request) { return html::respond(request, convene_page(site, request)); }

Response convene_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  const auto back = convened.at(Url("/alliances/{}/meetings/{}/registrations", at.alliance, at.meeting)).in(request.lang);
  act.key->answer(303, back.text());
  const ConvocationInput input{request.form().get("audience"), request.form().get("message")};
  const auto origin = feature::address_in_letters(site.config);
  const auto done = site.db.write([&](db::Tx& tx) { return convene(tx, act, at.alliance, at.meeting, input, origin); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return convene_page(site, request); });
}

FormPage reply_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(meetings::see(tx, auth::actor_of(request), at.alliance, at.meeting));
    const auto own = own_lines(tx, seen);
    if (own.empty()) return fail(Error::forbidden());
    const auto& m = seen.meeting;
    const auto& asked = request.query.get("organization");
    const auto chosen = std::find_if(own.begin(), own.end(), [&](const Line& l) { return l.organization.text() == asked; });
    const auto& line = chosen == own.end() ? own.front() : *chosen;
    FormPage p;
    p.title = text(request, _("Decir si asiste"));
    p.shell = alliances::shell(site, tx, request, seen.seen, p.title, "meetings");
    p.crumbs = {
        {{text(request, _("Reuniones")), Url("/alliances/{}/meetings", m.alliance)}, {m.title.in(request.lang), meeting_url(m)}},
        p.title};
    p.intro = m.title.in(request.lang) + ", " + when_text(m, zone_of(seen.seen.alliance), request.lang);
    html::Field organization{
        .control = html::Control::select, .name = "organization", .label = _("Organización"), .value = line.organization.text()};
    for (const auto& l : own) organization.options.push_back({l.organization.text(), l.name});
    auto fields = reply_fields(line.registration ? &*line.registration : nullptr);
    fields.insert(fields.begin(), std::move(organization));
    p.form.parts = {{.fields = std::move(fields)}};
    p.form.action = reply_url(m);
    p.form.submit = _("Guardar la respuesta");
    p.form.busy = _("Guardando…");
    p.form.cancel = meeting_url(m);
    return p;
  }));
}

Response reply_form(feature::Site& site, Request& request) { return html::respond(request, reply_page(site, request)); }

Response reply_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  const auto& f = request.form();
  const auto organization = OrganizationId::parse(f.get("organization")).value_or(OrganizationId());
  const auto keeps = site.db.read(
      [&](db::Tx& tx) -> Result<bool> { return may_keep(TRY(meetings::see(tx, act.actor, at.alliance, at.meeting))); });
  const auto to = demand(keeps) ? Url("/alliances/{}/meetings/{}/registrations", at.alliance, at.meeting)
                                : Url("/alliances/{}/meetings/{}", at.alliance, at.meeting);
  const auto back = saved.at(to).in(request.lang);
  act.key->answer(303, back.text());
  const ReplyInput input{f.get("reply"), f.get("persons"), f.get("note"), {}};
  const auto done = site.db.write([&](db::Tx& tx) { return reply(tx, act, at.alliance, at.meeting, organization, input); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return reply_page(site, request); });
}

Response table(feature::Site& site, Request& request, Format format) {
  const auto b = read_book(site, request);
  documents::TableOptions o;
  o.title = text(request, _("Quién asiste"));
  o.about.emplace_back("alliance", b.at.seen.alliance.name.in(request.lang));
  o.about.emplace_back("meeting", b.at.meeting.title.in(request.lang));
  if (const auto seal = alliances::seal(b.at.seen.alliance, request.lang))
    o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", b.at.seen.today.text());
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("organization", _("Organización"), 36);
  column("reply", _("Respuesta"), 14);
  column("persons", _("Quiénes asisten"), 36);
  column("note", _("Nota"), 36);
  column("replied_by", _("Respondió"), 24);
  column("replied_at", _("Cuándo"), 22);
  column("letter", _("Carta"), 18);
  std::vector<std::vector<Cell>> rows;
  for (const auto& line : b.lines) {
    const auto r = line.registration.value_or(Registration{});
    rows.push_back({line.name, text(request, label(r.reply)), r.persons, r.note, r.replied_by,
                    r.replied_at ? Cell(r.replied_at->text()) : Cell(), text(request, letter_words(r))});
  }
  auto pieces = documents::stream(documents::table_writer(format, std::move(o)), std::move(rows));
  return Response::stream_download(std::move(pieces), documents::media_type(format),
                                   text(request, _("quien-asiste")) + "." + std::string(documents::extension(format)));
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}");
  pages.get("/registrations", list);
  pages.form("/convocation", convene_form, convene_post);
  pages.form("/registration", reply_form, reply_post);
  for (const auto format : documents::formats)
    pages.get("/registrations." + std::string(documents::extension(format)), feature::given(table, format));
}

}  // namespace alianza::registrations
