// Pages of bulletins inside the alliance: the list, one of them, what awaits an approval.
#include "features/bulletins/access.h"
#include "features/bulletins/actions_subscriptions.h"
#include "features/bulletins/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"
#include "platform/html/markdown.h"
#include "platform/i18n/format.h"

namespace alianza::bulletins {

std::string moment(const alliances::Alliance& alliance, std::optional<Instant> at, Lang lang) {
  return at ? i18n::date_time(lang, Zone::parse(alliance.zone).value_or(Zone()).civil_of(*at)) : std::string();
}

views::EditionView edition_view(const Edition& e, const alliances::Alliance& alliance, Lang lang) {
  views::EditionView view{e.number, e.title, e.summary, e.correction, html::markdown(e.body.in(lang)), {}, {}};
  if (e.body.given(lang) != lang) view.lang = tag(e.body.given(lang));
  view.when = moment(alliance, e.published_at, lang);
  return view;
}

namespace {

html::Badge badge(const Bulletin& b, const Edition& e, Instant now) {
  using html::Tone;
  if (b.withdrawn_at) return {Tone::off, _("Retirado"), "minus"};
  switch (e.state) {
    case State::draft: return {Tone::off, label(e.state), "pencil"};
    case State::review: return {Tone::info, label(e.state)};
    case State::approved:
      if (e.published_at && *e.published_at > now) return {Tone::info, _("Aprobado, por publicarse")};
      return {Tone::ok, _("Publicado"), "world"};
  }
  return {};
}

/// «128 personas los reciben por correo; 3 por confirmar»
std::string subscribers(db::Tx& tx, const alliances::Seen& seen, Lang lang) {
  const auto counts = subscription_counts(tx, seen);
  if (!counts || !seen.alliance.is_public) return {};
  auto out = i18n::text(lang, N_("{1} persona los recibe por correo", "{1} personas los reciben por correo", counts->confirmed)
                                  .arg(i18n::number(counts->confirmed)));
  if (counts->pending > 0) out += "; " + i18n::text(lang, _("{1} por confirmar").arg(i18n::number(counts->pending)));
  return out;
}

Response list_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto listing = TRY(list(tx, auth::actor_of(request), id, EditionId::parse(request.query.get("before"))));
    const auto& alliance = listing.seen.alliance;
    views::List p;
    p.shell = alliances::shell(site, tx, request, listing.seen, text(request, _("Comunicados y boletines")), "bulletins");
    for (const auto& [bulletin, edition] : listing.rows)
      p.rows.push_back({bulletin_url(id, bulletin.id), edition.title, label(bulletin.kind), badge(bulletin, edition, tx.now()),
                        moment(alliance, edition.published_at, request.lang)});
    p.subscribers = subscribers(tx, listing.seen, request.lang);
    if (may(Action::keep, listing.seen.standing)) p.write = Url("/alliances/{}/bulletins/new", id);
    if (alliance.is_public) p.portal = Url("/p/{}/bulletins", alliance.slug);
    if (listing.next) p.next = list_url(id).with("before", listing.next->text());
    return p;
  }));
  return html::respond(request, page);
}

int number_of(const std::vector<Edition>& editions, EditionId id) {
  for (const auto& e : editions)
    if (e.id == id) return e.number;
  return 1;
}

/// What who convenes may do with it now.
void put_acts(views::Show& p, const SeenBulletin& at, const auth::MaybeActor& actor) {
  const auto& b = at.bulletin;
  const auto here = [&](const char* tail) { return Url("/alliances/{}/bulletins/{}/{}", b.alliance, b.id, tail); };
  if (!may(Action::keep, at.seen.standing) || b.withdrawn_at) return;
  const auto& last = at.editions.back();
  p.withdraw = here("withdraw");
  if (last.state == State::draft) {
    p.edit = here("edit");
    p.submit = html::ButtonForm{
        .action = here("submit"), .words = _("Enviar a revisión"), .busy = _("Enviando…"), .classes = "btn btn-primary"};
  }
  if (last.state == State::review) {
    p.send_back = here("return");
    const bool wrote = actor && has_written(at.steps, last.id, actor->account);
    p.waits_for_other = wrote;
    if (!wrote) p.approve = here("approve");
  }
  if (last.state == State::approved && at.told && at.told->current.id == last.id) p.correct = here("correct");
}

void put_history(views::Show& p, const SeenBulletin& at, Lang lang) {
  const auto zone = Zone::parse(at.seen.alliance.zone).value_or(Zone());
  for (const auto& row : at.steps)
    p.steps.push_back({label(row.step), row.name, zone.civil_of(row.at), number_of(at.editions, row.edition), row.reason});
  if (!at.told) return;
  for (const auto& e : at.told->editions)
    p.editions.push_back({e.number, moment(at.seen.alliance, e.published_at, lang), e.correction, {}});
}

/// When the edition becomes public, while it is not.
std::string planned(const Request& request, const SeenBulletin& at, const Edition& e, Instant now) {
  if (at.bulletin.withdrawn_at) return {};
  if (e.published_at)
    return *e.published_at <= now
               ? std::string()
               : text(request, _("Se publicará el {1}.").arg(moment(at.seen.alliance, e.published_at, request.lang)));
  if (!e.publish_on) return text(request, _("Se publicará en cuanto se apruebe."));
  return text(request,
              _("Se publicará el {1}, si para entonces está aprobado.").arg(i18n::date_time(request.lang, *e.publish_on)));
}

Response show(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<BulletinId>("bulletin"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto actor = auth::actor_of(request);
    const auto at = TRY(see(tx, actor, alliance, id));
    const auto& edition = at.editions.empty() ? at.told->current : at.editions.back();
    views::Show p;
    p.shell = alliances::shell(site, tx, request, at.seen, edition.title.in(request.lang), "bulletins");
    p.crumbs = {{{text(request, _("Comunicados y boletines")), list_url(alliance)}}, edition.title.in(request.lang)};
    p.kind = label(at.bulletin.kind);
    p.state = badge(at.bulletin, edition, tx.now());
    p.edition = edition_view(edition, at.seen.alliance, request.lang);
    p.planned = planned(request, at, edition, tx.now());
    p.withdrawn = at.bulletin.withdrawn_reason;
    if (at.seen.alliance.is_public && at.told) p.portal = Url("/p/{}/bulletins/{}", at.seen.alliance.slug, id);
    put_acts(p, at, actor);
    put_history(p, at, request.lang);
    return p;
  }));
  return html::respond(request, page);
}

/// On the first page of who may approve: what waits for them.
void await_approval(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const auto actor = auth::actor_of(at.request);
  const auto seen = alliances::see(tx, actor, AllianceId(at.alliance));
  if (!seen) return;
  const auto rows = to_approve(tx, actor, *seen);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [bulletin, edition] = rows[i];
    if (i == feature::Awaited::most_rows) {
      out.more += static_cast<std::int64_t>(rows.size() - i);
      break;
    }
    const auto url = bulletin_url(bulletin.alliance, bulletin.id);
    out.rows.push_back({edition.publish_on ? edition.publish_on->date : at.today,
                        {edition.title, url},
                        label(bulletin.kind),
                        html::Link{_("Leer y aprobar"), url}});
  }
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/bulletins");
  pages.get("", list_page);
  pages.get("/{bulletin}", show);
  add_form_pages(site);
  add_public_pages(site);
  add_subscription_pages(site);
  site.await(30, await_approval);
}

}  // namespace alianza::bulletins
