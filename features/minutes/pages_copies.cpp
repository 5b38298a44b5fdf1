// Copies: the page behind the link that a letter brings, and the page of who writes the minutes that tells who has one.
#include "features/minutes/actions_copies.h"
#include "features/minutes/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/form.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"

namespace alianza::minutes {
namespace {

using feature::demand;
using html::Tone;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice copy_commented(_("Su comentario quedó bajo el punto.").key());
const feature::Notice copy_assented(_("Quedó asentado que su organización está de acuerdo.").key());
const feature::Notice copy_sent(_("La minuta se envió con un enlace nuevo.").key());
const feature::Notice copy_revoked(_("El enlace ya no abre la minuta.").key());

auth::Link copy_link(feature::Site& site, const Request& request) {
  return demand(auth::find_link(site.db, copy_purpose, request.param("link"), request.client_address));
}

html::Field name_field(const auth::Link& link) {
  return {.name = "name",
          .label = _("Su nombre"),
          .hint = _("Si le reenviaron la carta, escriba el suyo."),
          .value = link.name,
          .autocomplete = "name"};
}

html::Form comment_form(const Request& request, const auth::Link& link, const Section& s) {
  html::Field body{.control = html::Control::text_area, .name = "text", .label = _("Su comentario")};
  body.rows = 3;
  auto name = name_field(link);
  body.id_prefix = name.id_prefix = s.id.text() + "-";
  html::Form form{.action = Url("/minutes/{}/comments", request.param("link"))};
  form.parts = {{.fields = {std::move(body), std::move(name)}}};
  form.hidden = {{"section", s.id.text()}};
  form.submit = _("Enviar el comentario");
  form.weight = html::Weight::plain;
  return form;
}

html::Form assent_form(const Request& request, const auth::Link& link) {
  html::Form form{.action = Url("/minutes/{}/assent", request.param("link"))};
  form.parts = {{.fields = {name_field(link)}}};
  form.submit = _("Estamos de acuerdo");
  form.busy = _("Enviando…");
  return form;
}

void say_closed(views::CopyPage& p, const OpenedCopy& at) {
  p.next = _("Pida otro a la institución que les convocó, contestando la carta que recibió.");
  switch (at.door) {
    case CopyDoor::serves:
      p.told = _("La minuta se está escribiendo otra vez.");
      p.next = _("Cuando vuelva a revisión recibirá otra carta; este enlace también la abrirá.");
      return;
    case CopyDoor::expired: p.told = _("Este enlace venció."); return;
    case CopyDoor::revoked: p.told = _("Este enlace ya no sirve: se envió otro o se retiró."); return;
    case CopyDoor::gone:
      p.told = _("Este enlace ya no sirve: la minuta la leen contactos de organizaciones que asistieron y participan.");
      return;
  }
}

void put_record(views::CopyPage& p, const Record& record, const Minutes& m, Lang lang) {
  const auto day_of = [&](const std::string& day) {
    const auto date = Date::parse(day);
    return date ? i18n::full_date(lang, *date) : text(lang, _("sin fecha"));
  };
  p.title = text(lang, _("Minuta: {1}").arg(record.title));
  p.when = day_of(record.date);
  if (!record.venue.empty()) p.when += ". " + record.venue;
  p.state = badge(m.state);
  p.folio = m.folio;
  p.correction = m.correction;
  p.digest = m.digest;
  if (m.approved_on)
    p.approved = text(lang, _("Aprobada el {1} por {2}.").arg(i18n::short_date(lang, *m.approved_on)).arg(m.approved_by));
  for (const auto& a : record.attendance) {
    std::string persons;
    for (const auto& person : a.persons) persons.append(persons.empty() ? "" : ", ").append(person);
    p.attendance.push_back({a.organization, std::move(persons), a.remote});
  }
  for (const auto& s : record.sections) p.sections.push_back({.title = s.title, .blocks = blocks(s.body)});
  for (const auto& a : record.agreements) p.commitments.push_back({a.number, a.text, a.owner, day_of(a.due)});
}

/// Comments are read, and written, while the minutes are in review.
void put_review(views::CopyPage& p, db::Tx& tx, const Request& request, const auth::Link& link, const OpenedCopy& at) {
  const auto b = book(tx, *at.minutes);
  for (std::size_t i = 0; i < b.sections.size() && i < p.sections.size(); ++i) {
    for (const auto& c : b.comments)
      if (c.section == b.sections[i].id)
        p.sections[i].comments.push_back(
            {c.by, moment_text(at.at.meeting.seen.alliance, c.at, request.lang), paragraphs(c.body)});
    if (at.may_comment) p.sections[i].comment = comment_form(request, link, b.sections[i]);
  }
  if (at.may_assent) p.assent = assent_form(request, link);
  p.assented_by = at.assented_by;
}

struct CopyAnswer {
  views::CopyPage page;
  int status = 200;
};

CopyAnswer copy_page(feature::Site& site, Request& request, const auth::Link& link) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<CopyAnswer> {
    const auto at = TRY(open_copy(tx, link));
    const auto& alliance = at.at.meeting.seen.alliance;
    CopyAnswer out;
    auto& p = out.page;
    p.title = text(request.lang, _("Minuta"));
    if (at.door == CopyDoor::serves && at.minutes) {
      put_record(p, record_of(tx, at.at, *at.minutes, request.lang), *at.minutes, request.lang);
      if (at.minutes->state == State::review) put_review(p, tx, request, link, at);
      const auto until = Zone::parse(alliance.zone).value_or(Zone()).date_of(link.expires_at);
      p.whose = text(request.lang, _("Este enlace es para {1}, de {2}, y sirve hasta el {3}.")
                                       .arg(link.name)
                                       .arg(at.organization)
                                       .arg(i18n::full_date(request.lang, until)));
      const auto& secret = request.param("link");
      p.pdf = Url("/minutes/{}/minutes.pdf", secret);
      p.docx = Url("/minutes/{}/minutes.docx", secret);
      if (!p.digest.empty()) p.canonical = Url("/minutes/{}/minutes.json", secret);
      p.account = minutes_url(at.copy.alliance, at.copy.meeting);
    } else {
      say_closed(p, at);
      if (at.door != CopyDoor::serves) out.status = 410;
    }
    p.shell = feature::public_shell(request, p.title);
    if (const auto notice = feature::Notice::found_in(request); !notice.empty()) p.shell.notice = text(request.lang, notice);
    p.shell.place = feature::views::Place{alliance.name.in(request.lang), at.agency.in(request.lang), Url("/")};
    if (alliance.is_public) p.shell.place->url = Url("/p/{}", alliance.slug);
    p.shell.seal = alliances::seal(alliance, request.lang);
    return out;
  }));
}

/// Nobody keeps it and no search engine finds it: the address is the secret.
Response kept_secret(Response response) { return std::move(response).no_store().with("X-Robots-Tag", "noindex"); }

Response show_copy(feature::Site& site, Request& request) {
  auto answer = copy_page(site, request, copy_link(site, request));
  return kept_secret(html::respond(request, answer.page, answer.status));
}

/// A write behind the link: done, it leads back to the page; refused, the page stands again with what was typed.
template <class Write, class Refuse>
Response copy_post(feature::Site& site, Request& request, const feature::Notice& notice, Write&& write, Refuse&& form_of) {
  const auto link = copy_link(site, request);
  const auto act = feature::act(request);
  const auto back = notice.at(Url("/minutes/{}", request.param("link"))).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) -> Done { return write(tx, act, link, request.form()); });
  if (done) return Response::redirect_see_other(back);
  const auto fault = done.error().fault;
  if (fault != Fault::invalid && fault != Fault::conflict && fault != Fault::gone) throw http::Abandon{done.error()};
  auto answer = copy_page(site, request, link);
  if (auto* form = form_of(answer.page, request)) {
    form->keep_typed(request.form());
    form->show_error(done.error());
  } else if (answer.page.told.empty()) {
    answer.page.told = done.error().message;
  }
  return kept_secret(html::respond(request, answer.page, http::status_of(fault)));
}

Response comment_copy(feature::Site& site, Request& request) {
  return copy_post(
      site, request, copy_commented,
      [](db::Tx& tx, const feature::Act& act, const auth::Link& link, const http::Form& f) {
        return comment(tx, act, link, f.get("section"), f.get("text"), f.get("name"));
      },
      [](views::CopyPage& page, Request& r) -> html::Form* {
        for (auto& section : page.sections)
          if (section.comment && section.comment->hidden.front().second == r.form().get("section")) return &*section.comment;
        return nullptr;
      });
}

Response assent_copy(feature::Site& site, Request& request) {
  return copy_post(
      site, request, copy_assented,
      [](db::Tx& tx, const feature::Act& act, const auth::Link& link, const http::Form& f) {
        return assent(tx, act, link, f.get("name"));
      },
      [](views::CopyPage& page, Request&) { return page.assent ? &*page.assent : nullptr; });
}

/// What the link opens, or why it opens nothing.
FindReadable behind(auth::Link link) {
  return [link = std::move(link)](db::Tx& tx) -> Result<Readable> {
    auto at = TRY(open_copy(tx, link));
    if (at.door != CopyDoor::serves) return fail(Error{Fault::gone, _("Este enlace ya no sirve."), {}});
    if (!at.minutes) return fail(Error::not_found());
    return Readable{std::move(at.at), std::move(*at.minutes)};
  };
}

Response copy_paper(feature::Site& site, Request& request, PaperKind kind) {
  return kept_secret(paper_of(site, request, kind, behind(copy_link(site, request))));
}
Response copy_canonical(feature::Site& site, Request& request) {
  const auto open = behind(copy_link(site, request));
  return kept_secret(canonical_of(site, [&](db::Tx& tx) -> Result<Readable> {
    auto found = TRY(open(tx));
    if (found.minutes.state != State::approved) return fail(Error::conflict(_("La minuta aún no está aprobada.")));
    return found;
  }));
}

// ---- Who was given the minutes.

html::Badge state_of(const CopyLine& line, Instant now) {
  if (!line.copy)
    return line.may_read || !line.contact ? html::Badge{Tone::off, _("Sin enviar"), "clock"}
                                          : html::Badge{Tone::off, _("No la lee"), "x"};
  if (line.copy->revoked_at) return {Tone::off, _("Enlace retirado"), "x"};
  if (line.letter == mail::State::failed || line.letter == mail::State::bounced)
    return {Tone::warn, _("La carta no llegó"), "alert-triangle"};
  if (line.letter == mail::State::unsure) return {Tone::warn, _("No se sabe si la carta salió"), "alert-triangle"};
  if (now >= line.copy->given_at + copies_serve) return {Tone::off, _("Enlace vencido"), "clock"};
  if (line.letter != mail::State::sent) return {Tone::info, _("Carta por salir"), "clock"};
  return {Tone::ok, _("Enviada"), "check"};
}

views::CopyRow copy_row(const CopyBook& b, const CopyLine& line, Instant now, Lang lang) {
  const auto& m = b.at.meeting.meeting;
  const auto button = [&](const char* what, Message words) {
    html::ButtonForm out{.action = Url("/alliances/{}/meetings/{}/minutes/copies/{}", m.alliance, m.id, what),
                         .words = std::move(words)};
    out.hidden = {{"organization", line.organization.text()}};
    out.classes = "btn btn-sm";
    return out;
  };
  views::CopyRow row;
  row.organization = line.name;
  if (line.contact) row.contact = line.contact->name;
  row.state = state_of(line, now);
  if (line.copy) row.at = moment_text(b.at.meeting.seen.alliance, line.copy->given_at, lang);
  if (b.minutes && line.may_read && line.contact)
    row.send = button("send", line.copy ? _("Enviar de nuevo") : _("Enviar la minuta"));
  if (line.copy && !line.copy->revoked_at) row.revoke = button("revoke", _("Retirar el enlace"));
  return row;
}

Response list_copies(feature::Site& site, Request& request) {
  const auto at = where(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Copies> {
        const auto b = TRY(copies(tx, auth::actor_of(request), at.alliance, at.meeting));
        const auto title = text(request.lang, _("Quién recibió la minuta"));
        views::Copies p;
        p.shell = alliances::shell(site, tx, request, b.at.meeting.seen, title, "meetings");
        p.meeting = b.at.meeting.meeting.title.in(request.lang);
        p.crumbs = {{{text(request.lang, _("Reuniones")), Url("/alliances/{}/meetings", at.alliance)},
                     {p.meeting, Url("/alliances/{}/meetings/{}", at.alliance, at.meeting)},
                     {text(request.lang, _("Minuta")), minutes_url(at.alliance, at.meeting)}},
                    title};
        p.intro = text(
            request.lang,
            _("Quien asistió la recibe por carta al entrar en revisión y al aprobarse, con un enlace personal que la abre sin "
              "contraseña durante {1} días.")
                .arg(std::int64_t{copies_serve.count() / 24}));
        for (const auto& line : b.lines) p.rows.push_back(copy_row(b, line, tx.now(), request.lang));
        if (p.rows.empty())
          p.empty = html::EmptyState{_("Nadie asistió aún"), _("La minuta se envía a las organizaciones que asistieron.")};
        return p;
      })));
}

template <class Change>
Response change_copy(feature::Site& site, Request& request, const feature::Notice& notice, Change&& change) {
  const auto at = where(request);
  const auto act = feature::act(request);
  const auto organization = OrganizationId::parse(request.form().get("organization"));
  const auto back = notice.at(Url("/alliances/{}/meetings/{}/minutes/copies", at.alliance, at.meeting)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) -> Done {
    // Who may not is told so before what was forgotten is.
    TRY(copies(tx, act.actor, at.alliance, at.meeting));
    if (!organization) return fail(Error::field("organization", _("Elija una organización que haya asistido.")));
    return change(tx, act, at, *organization);
  }));
  return Response::redirect_see_other(back);
}

Response send_post_copy(feature::Site& site, Request& request) {
  const auto origin = feature::address_in_letters(site.config);
  return change_copy(site, request, copy_sent, [&](db::Tx& tx, const feature::Act& act, const Where& at, OrganizationId id) {
    return send_copy(tx, act, at.alliance, at.meeting, id, origin);
  });
}

Response revoke_post_copy(feature::Site& site, Request& request) {
  return change_copy(site, request, copy_revoked, [](db::Tx& tx, const feature::Act& act, const Where& at, OrganizationId id) {
    return revoke_copy(tx, act, at.alliance, at.meeting, id);
  });
}

}  // namespace

void add_copy_pages(feature::Site& site) {
  const feature::Routes open(site, auth::anyone(), "/minutes/{link}");
  open.get("", show_copy);
  open.get("/minutes.pdf", feature::given(copy_paper, PaperKind::pdf));
  open.get("/minutes.docx", feature::given(copy_paper, PaperKind::docx));
  open.get("/minutes.json", copy_canonical);
  open.post("/comments", comment_copy);
  open.post("/assent", assent_copy);
  const feature::Routes kept(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}/minutes/copies");
  kept.get("", list_copies);
  kept.post("/send", send_post_copy);
  kept.post("/revoke", revoke_post_copy);
}

}  // namespace alianza::minutes
