#include "features/letters/pages.h"

#include "features/letters/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::letters {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;
using mail::State;

constexpr int rows_of_a_page = 25;

const feature::Notice letter_resent(_("La carta está otra vez en la cola.").key());

const feature::Notice test_sent("La carta de prueba está en la cola: en unos segundos estará entre las enviadas.");

CivilTime local(Instant at) { return Zone().civil_of(at); }

mail::Slice slice_of(const Request& request) {
  return {mail::LetterId::parse(request.query.get("before")).value_or(mail::LetterId()), rows_of_a_page};
}

Message name_of(State state) {
  switch (state) {
    case State::queued: return _("En la cola");
    case State::sending: return _("Enviándose");
    case State::sent: return _("Enviadas");
    case State::failed: return _("No se entregaron");
    case State::unsure: return _("Dudosas");
    case State::bounced: return _("Devueltas");
  }
  return {};
}

html::Stats stats(const mail::Counts& counts) {
  const auto of = [](std::int64_t n, Message noun, State state) {
    return html::Stat{
        .n = n, .noun = std::move(noun), .url = Url("/mail").with("state", mail::to_text(state)), .late = state != State::queued};
  };
  return {_("Cartas por atender"),
          {of(counts.failed, N_("carta no se entregó", "cartas no se entregaron", counts.failed), State::failed),
           of(counts.unsure, N_("carta dudosa", "cartas dudosas", counts.unsure), State::unsure),
           of(counts.queued, N_("carta en la cola", "cartas en la cola", counts.queued), State::queued)}};
}

/// What the server said, or why it was not asked.
std::string what_was_said(const Request& request, const mail::Reply& reply) {
  if (reply.code != 0) return std::to_string(reply.code) + " " + reply.text;
  if (reply.text == mail::no_encryption)
    return text(request,
                _("El servidor de correo no ofrece cifrado (STARTTLS) y la configuración lo exige (mail.starttls). No se "
                  "envió nada."));
  if (reply.text.starts_with(mail::untrusted))
    return text(request, _("No se confía en el certificado del servidor de correo y no se envió nada: {1}")
                             .arg(reply.text.substr(mail::untrusted.size())));
  return reply.text;
}

views::Row row_of(const Request& request, const mail::Kept& kept) {
  views::Row row;
  row.to = kept.letter.to.text();
  row.written = local(kept.created_at);
  row.changed = local(kept.changed_at);
  row.tries = kept.tries;
  row.reply = what_was_said(request, kept.reply);
  if (kept.state == State::failed || kept.state == State::unsure)
    row.resend = html::ButtonForm{.action = Url("/mail/{}/resend", kept.id),
                                  .words = _("Enviar otra vez"),
                                  .busy = _("Enviando…"),
                                  .classes = "btn btn-sm"};
  return row;
}

Response show_mail(feature::Site& site, Request& request) {
  State state = State::failed;
  mail::from_text(request.query.get("state"), state);
  const auto found =
      demand(site.db.read([&](db::Tx& tx) { return overview(tx, auth::actor_of(request), state, slice_of(request)); }));
  views::Mail page{.shell = feature::shell(request, text(request, _("Correo del servidor")))};
  page.missing = missing(site.config);
  page.stats = stats(found.counts);
  for (const auto one : {State::failed, State::unsure, State::queued, State::sending, State::bounced, State::sent})
    page.tabs.push_back({name_of(one), Url("/mail").with("state", mail::to_text(one)), one == state});
  for (const auto& kept : found.rows) page.rows.push_back(row_of(request, kept));
  if (found.rows.size() == rows_of_a_page) page.next = request.here().set("before", found.rows.back().id.text());
  page.records = dns_records(site.config.mail);
  page.test.words = _("Enviarme una carta de prueba");
  page.test.busy = _("Enviando…");
  page.test.icon = "send";
  if (site.config.demo) page.mailbox = Url("/mailbox");
  return html::respond(request, page);
}

Response resend_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<mail::LetterId>("letter"));
  return feature::perform_button(site, request, letter_resent, Url("/mail"),
                                 [&](db::Tx& tx, const feature::Act& act) { return resend(tx, act, id); });
}

Response test_post(feature::Site& site, Request& request) {
  return feature::perform_button(site, request, test_sent, Url("/mail").with("state", "queued"),
                                 [&](db::Tx& tx, const feature::Act& act) { return send_test(tx, act); });
}

// ---- The mailbox of a demonstration.

Response show_mailbox(feature::Site& site, Request& request) {
  const auto rows = demand(site.db.read([&](db::Tx& tx) { return mailbox(tx, slice_of(request)); }));
  views::Mailbox page{.shell = feature::shell(request, text(request, _("Buzón de la demostración")))};
  for (const auto& kept : rows)
    page.rows.push_back({Url("/mailbox/{}", kept.id), kept.letter.subject.text(),
                         kept.letter.to_name.text() + " <" + kept.letter.to.text() + ">", local(kept.created_at)});
  if (rows.size() == rows_of_a_page) page.next = Url("/mailbox").with("before", rows.back().id.text());
  return html::respond(request, page).no_store();
}

mail::Kept kept_of(feature::Site& site, const Request& request) {
  const auto id = demand(request.id<mail::LetterId>("letter"));
  return demand(site.db.read([&](db::Tx& tx) { return read(tx, id); }));
}

/// The first address in a letter, as a link on the page. The host that the letter names may be another than the one by which this
/// browser knows us, so only the path counts.
std::optional<Url> link_in(const std::string& letter) {
  const auto scheme = letter.find("://");
  const auto at = scheme == std::string::npos ? scheme : letter.find('/', scheme + 3);
  if (at == std::string::npos) return std::nullopt;
  const auto rest = std::string_view(letter).substr(at);
  return Url::local_or_home(rest.substr(0, rest.find_first_of(" \n")));
}

Response show_letter(feature::Site& site, Request& request) {
  const auto kept = kept_of(site, request);
  views::Letter page{.shell = feature::shell(request, kept.letter.subject.text())};
  page.subject = kept.letter.subject.text();
  page.to = kept.letter.to_name.text() + " <" + kept.letter.to.text() + ">";
  page.from = kept.letter.from_name.text();
  if (kept.letter.reply_to) page.reply_to = kept.letter.reply_to->text();
  page.at = local(kept.created_at);
  page.text = kept.letter.text;
  page.link = link_in(page.text);
  if (!kept.letter.html.empty()) page.html = Url("/mailbox/{}/html", kept.id);
  return html::respond(request, page).no_store();
}

Response show_html(feature::Site& site, Request& request) {
  const auto kept = kept_of(site, request);
  if (kept.letter.html.empty()) throw http::Abandon{Error::not_found()};
  return Response::html(kept.letter.html)
      .no_store()
      .with("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::operator_only(), "/mail");
  pages.get("", show_mail);
  pages.post("/test", test_post);
  pages.post("/{letter}/resend", resend_post);
}

void add_mailbox_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/mailbox");
  pages.get("", show_mailbox);
  pages.get("/{letter}", show_letter);
  pages.get("/{letter}/html", show_html);
}

}  // namespace alianza::letters
