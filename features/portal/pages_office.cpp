#include "features/portal/pages_office.h"

#include "features/alliances/shell.h"
#include "features/portal/actions.h"
#include "features/portal/pages_forms.h"
#include "features/portal/pages_office_views.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using feature::demand;
using feature::views::ConfirmPage;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice event_added("El hecho quedó como borrador. Publíquelo cuando esté listo.");
const feature::Notice event_saved("Se guardó el hecho.");
const feature::Notice event_published("El hecho es público.");
const feature::Notice event_withdrawn("El hecho ya no es público; queda en la historia del portal.");
const feature::Notice finding_added("El hallazgo quedó como borrador. Publíquelo cuando esté listo.");
const feature::Notice finding_saved("Se guardó el hallazgo.");
const feature::Notice finding_published("El hallazgo es público.");
const feature::Notice finding_withdrawn("El hallazgo ya no es público; queda en la historia del portal.");

Url home(AllianceId id) { return Url("/alliances/{}/portal", id); }

html::Badge badge(State state) {
  switch (state) {
    case State::draft: return {html::Tone::off, label(state), "pencil"};
    case State::published: return {html::Tone::ok, label(state), "world"};
    case State::withdrawn: return {html::Tone::off, label(state), "minus"};
  }
  return {};
}

/// What can be done with a row in its state; `base` is its own address.
void put_acts(views::OfficeRow& row, State state, const std::string& reason, const Url& edit, const Url& publish,
              const Url& withdraw) {
  row.badge = badge(state);
  row.reason = reason;
  if (state == State::withdrawn) return;
  row.edit = edit;
  row.withdraw = withdraw;
  if (state == State::draft)
    row.publish = html::ButtonForm{.action = publish, .words = _("Publicar"), .busy = _("Publicando…"), .classes = "btn btn-sm"};
}

views::OfficePage office_page(feature::Site& site, db::Tx& tx, Request& request, const Book& book) {
  const auto id = book.seen.alliance.id;
  views::OfficePage page{.shell = alliances::shell(site, tx, request, book.seen, text(request, _("Portal")), "")};
  for (const auto& event : book.events) {
    views::OfficeRow row;
    row.when = in_words(event.when, request.lang);
    if (row.when.empty()) row.when = text(request, label(event.when.precision));
    row.kind = label(event.kind);
    row.title = event.title;
    row.text = event.text;
    put_acts(row, event.state, event.withdrawn_reason, Url("/alliances/{}/portal/events/{}", id, event.id),
             Url("/alliances/{}/portal/events/{}/publish", id, event.id),
             Url("/alliances/{}/portal/events/{}/withdraw", id, event.id));
    if (event.state == State::draft) ++page.drafts;
    page.events.push_back(std::move(row));
  }
  for (const auto& finding : book.findings) {
    views::OfficeRow row;
    row.kind = label(finding.kind);
    row.title = finding.title;
    row.text = finding.text;
    put_acts(row, finding.state, finding.withdrawn_reason, Url("/alliances/{}/portal/findings/{}", id, finding.id),
             Url("/alliances/{}/portal/findings/{}/publish", id, finding.id),
             Url("/alliances/{}/portal/findings/{}/withdraw", id, finding.id));
    if (finding.state == State::draft) ++page.drafts;
    page.findings.push_back(std::move(row));
  }
  page.new_event = Url("/alliances/{}/portal/events/new", id);
  page.new_finding = Url("/alliances/{}/portal/findings/new", id);
  if (book.seen.alliance.is_public)
    page.portal = Url("/p/{}", book.seen.alliance.slug);
  else
    page.open_portal = Url("/alliances/{}/edit", id);
  return page;
}

Response show(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::OfficePage> {
    return office_page(site, tx, request, TRY(book(tx, auth::actor_of(request), id)));
  }));
  return html::respond(request, page);
}

/// One act on the alliance of the address; goes back to the list with its notice.
template <class Act>
Response act_and_return(feature::Site& site, Request& request, const feature::Notice& notice, Act&& perform) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return feature::perform_button(site, request, notice, home(id),
                                 [&](db::Tx& tx, const feature::Act& act) { return perform(tx, act, id); });
}

/// The same for what comes from a form: it is drawn again when something is wrong.
template <class Act, class Make>
Response save_or_redraw(feature::Site& site, Request& request, const feature::Notice& notice, Act&& perform, Make&& form) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return feature::perform_form(
      site, request, notice, home(id), [&](db::Tx& tx, const feature::Act& act) { return perform(tx, act, id); }, form);
}

// ---- Facts.

Response new_event(feature::Site& site, Request& request) { return html::respond(request, new_event_form(site, request)); }
Response edit_event_page(feature::Site& site, Request& request) { return html::respond(request, edit_event_form(site, request)); }

Response add_event_post(feature::Site& site, Request& request) {
  return save_or_redraw(
      site, request, event_added,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) { return add_event(tx, act, id, event_input(request)); },
      new_event_form);
}

Response edit_event_post(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  return save_or_redraw(
      site, request, event_saved,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) { return edit_event(tx, act, id, event, event_input(request)); },
      edit_event_form);
}

Response publish_event_post(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  return act_and_return(site, request, event_published,
                        [&](db::Tx& tx, const feature::Act& act, AllianceId id) { return publish_event(tx, act, id, event); });
}

Response withdraw_event_page(feature::Site& site, Request& request) {
  return html::respond(request, withdraw_event_form(site, request));
}

Response withdraw_event_post(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  return save_or_redraw(
      site, request, event_withdrawn,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
        return withdraw_event(tx, act, id, event, request.form().get("reason"));
      },
      withdraw_event_form);
}

// ---- Findings.

Response new_finding(feature::Site& site, Request& request) { return html::respond(request, new_finding_form(site, request)); }
Response edit_finding_page(feature::Site& site, Request& request) {
  return html::respond(request, edit_finding_form(site, request));
}

Response add_finding_post(feature::Site& site, Request& request) {
  return save_or_redraw(
      site, request, finding_added,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) { return add_finding(tx, act, id, finding_input(request)); },
      new_finding_form);
}

Response edit_finding_post(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  return save_or_redraw(
      site, request, finding_saved,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
        return edit_finding(tx, act, id, finding, finding_input(request));
      },
      edit_finding_form);
}

Response publish_finding_post(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  return act_and_return(site, request, finding_published, [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
    return publish_finding(tx, act, id, finding);
  });
}

Response withdraw_finding_page(feature::Site& site, Request& request) {
  return html::respond(request, withdraw_finding_form(site, request));
}

Response withdraw_finding_post(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  return save_or_redraw(
      site, request, finding_withdrawn,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
        return withdraw_finding(tx, act, id, finding, request.form().get("reason"));
      },
      withdraw_finding_form);
}

/// On the alliance's first page, for who keeps the record; nothing for the others.
std::string panel(db::Tx& tx, const feature::PanelRequest& request) {
  const AllianceId id(request.alliance);
  const auto kept = book(tx, auth::actor_of(request.request), id);
  if (!kept) return {};
  views::OfficePanel out{.url = home(id)};
  const auto count = [&](State state) { state == State::draft ? ++out.drafts : state == State::published ? ++out.published : 0; };
  for (const auto& event : kept->events) count(event.state);
  for (const auto& finding : kept->findings) count(finding.state);
  return std::string(html::draw(request.request.lang, out).markup());
}

}  // namespace

void add_office_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/portal");
  pages.get("", show);
  pages.form("/events/new", new_event, add_event_post);
  pages.form("/events/{event}", edit_event_page, edit_event_post);
  pages.post("/events/{event}/publish", publish_event_post);
  pages.form("/events/{event}/withdraw", withdraw_event_page, withdraw_event_post);
  pages.form("/findings/new", new_finding, add_finding_post);
  pages.form("/findings/{finding}", edit_finding_page, edit_finding_post);
  pages.post("/findings/{finding}/publish", publish_finding_post);
  pages.form("/findings/{finding}/withdraw", withdraw_finding_page, withdraw_finding_post);
  site.hang("home", 80, panel);
}

}  // namespace alianza::portal
