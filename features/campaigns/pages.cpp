// Campaigns of an alliance: the list, and one campaign with its funnel and its invitations.
#include <charconv>

#include "features/campaigns/access.h"
#include "features/campaigns/pages_shared.h"
#include "platform/documents/table.h"
#include "platform/feature/awaited.h"
#include "platform/feature/live.h"
#include "platform/jobs/jobs.h"

namespace alianza::campaigns {

html::Badge badge(State state) {
  switch (state) {
    case State::draft: return {html::Tone::off, label(state), "pencil"};
    case State::sending: return {html::Tone::info, label(state)};
    case State::paused: return {html::Tone::warn, label(state)};
    case State::sent: return {html::Tone::ok, label(state)};
    case State::closed: return {html::Tone::off, label(state), "minus"};
  }
  return {};
}

html::Badge badge(InvitationState state, bool seen) {
  switch (state) {
    case InvitationState::sent: return {html::Tone::warn, seen ? _("Vista, sin respuesta") : label(state)};
    case InvitationState::drafted: return {html::Tone::off, label(state), "pencil"};
    case InvitationState::queued: return {html::Tone::info, label(state)};
    case InvitationState::failed:
    case InvitationState::unsure:
    case InvitationState::bounced: return {html::Tone::bad, label(state)};
    case InvitationState::accepted: return {html::Tone::ok, label(state)};
    case InvitationState::declined:
    case InvitationState::revoked: return {html::Tone::off, label(state), "minus"};
  }
  return {};
}

namespace {

constexpr int rows_of_a_page = 50;
constexpr int rows_a_piece = 500;

Response list_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto found = TRY(list(tx, auth::actor_of(request), id));
    const auto title = text(request, _("Invitaciones"));
    views::List p{.shell = alliances::shell(site, tx, request, found.seen, title, "campaigns")};
    p.crumbs = {{{found.seen.alliance.name.in(request.lang), Url("/alliances/{}", id)}}, title};
    p.adherences = Url("/alliances/{}/adherences", id);
    for (const auto& row : found.campaigns)
      p.rows.push_back(
          {campaign_url(row.campaign), row.campaign.name, badge(row.campaign.state), row.campaign.deadline, row.counts});
    if (found.may_keep) p.plan = Url("/alliances/{}/campaigns/new", id);
    return p;
  }));
  return html::respond(request, page);
}

// ---- One campaign.

constexpr std::string_view seen_word = "seen";

Wanted wanted_of(const Request& request) {
  Wanted wanted;
  wanted.limit = rows_of_a_page;
  const auto& state = request.query.get("state");
  InvitationState one{};
  if (state == seen_word) {
    wanted.state = InvitationState::sent;
    wanted.seen_only = true;
  } else if (from_text(state, one)) {
    wanted.state = one;
  }
  wanted.after = Place::parse(request.query.get("after"));
  return wanted;
}

std::vector<views::StateTab> tabs(const Page& page, const Wanted& wanted) {
  const auto url = campaign_url(page.at.campaign);
  std::vector<views::StateTab> out{{_("Todas"), page.at.counts.all, url, !wanted.state}};
  const auto& c = page.at.counts;
  for (const auto& [state, n] :
       std::initializer_list<std::pair<InvitationState, std::int64_t>>{{InvitationState::sent, c.silent},
                                                                       {InvitationState::unsure, c.unsure},
                                                                       {InvitationState::failed, c.failed},
                                                                       {InvitationState::bounced, c.bounced},
                                                                       {InvitationState::queued, c.queued},
                                                                       {InvitationState::drafted, c.drafted},
                                                                       {InvitationState::accepted, c.accepted},
                                                                       {InvitationState::declined, c.declined},
                                                                       {InvitationState::revoked, c.revoked}})
    if (n > 0 || wanted.state == state)
      out.push_back({label(state), n, url.with("state", to_text(state)), wanted.state == state && !wanted.seen_only});
  return out;
}

views::InvitationRow row_of(const alliances::Alliance& alliance, const Invitation& i) {
  views::InvitationRow row;
  row.url = Url("/alliances/{}/campaigns/{}/invitations/{}", i.alliance, i.campaign, i.id);
  row.organization = i.organization_name;
  row.person = i.person_name;
  row.email = i.email.text();
  row.state = badge(i.state, i.seen_at.has_value());
  if (const auto at = i.answered_at ? i.answered_at : i.letter_at) row.since = civil(alliance, *at);
  row.seen = i.seen_at.has_value();
  row.reminders = i.reminders;
  row.answered_by = i.answered_by;
  return row;
}

/// Each bar is a part of the one above it, on one scale. That a page was opened is a hint, so it is «al menos».
html::Funnel funnel(const Counts& c, const Url& table) {
  html::Funnel out{.id = "campaign-funnel", .caption = _("Cartas de la campaña, de las elegidas a las respuestas.")};
  const auto add = [&](std::int64_t n, Message what, i18n::Qualifier qualifier = i18n::Qualifier::exact) {
    html::FunnelRow row{.n = n, .qualifier = qualifier, .what = std::move(what)};
    row.title = N_("{1} organización", "{1} organizaciones", n).arg(n);
    out.rows.push_back(std::move(row));
  };
  add(c.all - c.revoked, _("organizaciones elegidas"));
  add(c.taken, _("cartas entregadas a su servidor de correo"));
  add(c.seen, _("páginas abiertas (indicio) o contestadas"), i18n::Qualifier::at_least);
  add(c.answered(), _("respuestas"));
  add(c.accepted, _("invitaciones aceptadas"));
  out.table = html::Link{_("Ver las filas"), table};
  return out;
}

html::Progress progress_of(const Counts& counts) {
  return {.done = counts.all - counts.drafted,
          .total = std::max<std::int64_t>(counts.all, 1),
          .label = _("Cartas escritas"),
          .words = _("{1} de {2} cartas escritas").arg(counts.all - counts.drafted).arg(counts.all)};
}

/// Its job has ended before its letters were written.
bool is_stuck(db::Tx& tx, const Campaign& campaign) {
  const auto job = jobs::find(tx, campaign.job);
  return job && job->ended();
}

void put_progress(db::Tx& tx, views::Show& p, const Campaign& campaign, const Counts& counts) {
  if (campaign.state != State::sending) return;
  p.progress = progress_of(counts);
  if (is_stuck(tx, campaign))
    p.trouble = _("El envío se detuvo por una falla. Póngalo en pausa y reanúdelo: ninguna carta sale dos veces.").key();
  else
    p.events = Url("/alliances/{}/campaigns/{}/events", campaign.alliance, campaign.id);
}

Response events(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return feature::live(
      site,
      [actor = auth::actor_of(request), lang = request.lang, alliance = alliance, id = id](db::Tx& tx) -> Result<feature::Sight> {
        const auto at = TRY(see(tx, actor, alliance, id));
        if (at.campaign.state != State::sending || is_stuck(tx, at.campaign)) return feature::Sight{.over = true};
        return feature::Sight{.piece = std::string(html::draw(lang, progress_of(at.counts)).markup())};
      });
}

void put_acts(db::Tx& tx, views::Show& p, const SeenCampaign& at) {
  const auto& c = at.campaign;
  if (!at.may_keep || c.state == State::closed) return;
  p.edit = Url("/alliances/{}/campaigns/{}/edit", c.alliance, c.id);
  if (may_choose(c.state)) p.choose = Url("/alliances/{}/campaigns/{}/recipients", c.alliance, c.id);
  if (!refuses(c.state, State::sending) && at.counts.drafted > 0) {
    p.start = Url("/alliances/{}/campaigns/{}/start", c.alliance, c.id);
    p.start_words = c.state == State::paused ? _("Reanudar el envío") : _("Enviar las cartas");
  }
  if (c.state == State::sending)
    p.pause = html::ButtonForm{.action = Url("/alliances/{}/campaigns/{}/pause", c.alliance, c.id),
                               .words = _("Poner en pausa"),
                               .busy = _("Poniendo en pausa…")};
  p.remindable = remindable(tx, at);
  if (p.remindable == 0) p.reminders_from = reminders_from(tx, at);
  if (!refuses(c.state, State::sending) && lacks_text(tx, c)) p.missing_text = Url("/alliances/{}/adherences/text", c.alliance);
  if (may_choose(c.state) && at.counts.drafted > 0) p.leave_out = Url("/alliances/{}/campaigns/{}/leave-out", c.alliance, c.id);
  if (c.state == State::draft) p.discard = Url("/alliances/{}/campaigns/{}/discard", c.alliance, c.id);
  if (p.remindable > 0) p.remind = Url("/alliances/{}/campaigns/{}/remind", c.alliance, c.id);
  if (!refuses(c.state, State::closed)) p.close = Url("/alliances/{}/campaigns/{}/close", c.alliance, c.id);
}

/// How many recipients the form has just added, for a sentence beside its notice.
std::int64_t added_of(const Request& request) {
  const auto& text = request.query.get("added");
  std::int64_t n = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
  return read.ec == std::errc() && n > 0 && n <= most_recipients ? n : 0;
}

std::vector<html::Download> downloads(const Campaign& c, const Request& request) {
  const auto state = request.query.get("state");
  const auto at = [&](Url url) { return state.empty() ? url : std::move(url).with("state", state); };
  return {{_("CSV"), _("UTF-8, separado por comas"), at(Url("/alliances/{}/campaigns/{}/invitations.csv", c.alliance, c.id))},
          {_("XLSX"), _("hoja de cálculo"), at(Url("/alliances/{}/campaigns/{}/invitations.xlsx", c.alliance, c.id))},
          {_("JSON"), _("con el esquema"), at(Url("/alliances/{}/campaigns/{}/invitations.json", c.alliance, c.id))}};
}

Response show(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto wanted = wanted_of(request);
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto found = TRY(invitations(tx, auth::actor_of(request), alliance, id, wanted));
    const auto& c = found.at.campaign;
    views::Show p{.shell = alliances::shell(site, tx, request, found.at.seen, c.name, "campaigns"), .campaign = c};
    p.crumbs = {{{text(request, _("Invitaciones")), list_url(alliance)}}, c.name};
    p.state = badge(c.state);
    p.counts = found.at.counts;
    p.late = c.deadline < found.at.seen.today;
    p.here = request.here();
    p.preview = Url("/alliances/{}/campaigns/{}/preview", alliance, id);
    p.funnel = funnel(p.counts, Url::on_this_page("invitations"));
    p.tabs = tabs(found, wanted);
    for (const auto& row : found.rows) p.rows.push_back(row_of(found.at.seen.alliance, row));
    if (found.has_next) p.next = request.here().set("after", place_of(found.rows.back()).text());
    if (found.count > 0) p.downloads = downloads(c, request);
    put_progress(tx, p, c, p.counts);
    put_acts(tx, p, found.at);
    p.added = added_of(request);
    return p;
  }));
  return html::respond(request, page);
}

// ---- Downloads.

documents::TableOptions table_of(const Request& request, const Page& page) {
  documents::TableOptions o;
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("organization", _("Organización"), 40);
  column("person", _("Contacto"), 28);
  column("position", _("Cargo"), 24);
  column("email", _("Correo"), 30);
  column("state", _("Estado"), 18);
  column("letter_on", _("Última carta"), 12);
  column("sent_on", _("Entregada"), 12);
  column("seen_on", _("Página abierta"), 12);
  column("reminders", _("Recordatorios"), 10);
  column("answered_on", _("Contestada"), 12);
  column("answered_by", _("Contestó"), 28);
  column("reason", _("Motivo"), 30);
  column("notice_version", _("Aviso aceptado, versión"), 10);
  o.title = text(request, _("Invitaciones"));
  o.about.emplace_back("campaign", page.at.campaign.name);
  o.about.emplace_back("alliance", page.at.seen.alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(page.at.seen.alliance, request.lang))
    o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  if (!request.query.get("state").empty()) o.about.emplace_back("state", request.query.get("state"));
  o.about.emplace_back("date", page.at.seen.today.text());
  return o;
}

std::vector<documents::Cell> cells_of(const Invitation& i, const Zone& zone, Lang lang) {
  const auto day = [&](const std::optional<Instant>& at) { return at ? std::optional(zone.date_of(*at)) : std::nullopt; };
  return {i.organization_name,
          i.person_name,
          i.position,
          i.email.text(),
          i18n::text(lang, label(i.state)),
          day(i.letter_at),
          day(i.sent_at),
          day(i.seen_at),
          i.reminders,
          day(i.answered_at),
          i.answered_by,
          i.reason,
          i.notice_version == 0 ? documents::Cell() : documents::Cell(i.notice_version)};
}

Response download(feature::Site& site, Request& request, documents::Format format) {
  const auto [alliance, id] = at_of(request);
  const auto actor = auth::actor_of(request);
  auto wanted = wanted_of(request);
  wanted.after.reset();
  wanted.order = Order::id;
  wanted.limit = rows_a_piece;
  const auto first = demand(site.db.read([&](db::Tx& tx) { return invitations(tx, actor, alliance, id, wanted); }));
  const auto zone = Zone::parse(first.at.seen.alliance.zone).value_or(Zone());
  auto pieces = documents::stream(
      documents::table_writer(format, table_of(request, first)),
      [&site, actor, alliance = alliance, id = id, wanted, zone, lang = request.lang](documents::TableWriter& to) mutable {
        const auto page = demand(site.db.read([&](db::Tx& tx) { return invitations(tx, actor, alliance, id, wanted); }));
        for (const auto& row : page.rows) to.row(cells_of(row, zone, lang));
        if (page.has_next) wanted.after = place_of(page.rows.back());
        return page.has_next;
      });
  const auto name = text(request, _("invitaciones")) + "." + std::string(documents::extension(format));
  return Response::stream_download(std::move(pieces), documents::media_type(format), name);
}

std::string home_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto found = list(tx, auth::actor_of(at.request), alliance);
  if (!found) return {};
  views::HomePanel panel{.url = list_url(alliance)};
  for (const auto& row : found->campaigns) {
    ++panel.campaigns;
    if (row.campaign.state != State::closed) panel.silent += row.counts.silent;
    panel.accepted += row.counts.accepted;
  }
  return std::string(html::draw(at.request, panel).markup());
}

/// Beside the condition that the invitation was sent: the first campaign whose letters left.
std::string invited(db::Tx& tx, const feature::PanelRequest& at) {
  const auto found = list(tx, auth::actor_of(at.request), AllianceId(at.alliance));
  if (!found) return {};
  const Listed* first = nullptr;
  for (const auto& row : found->campaigns)
    if (row.counts.taken > 0 && row.campaign.sent_at && (!first || *row.campaign.sent_at < *first->campaign.sent_at))
      first = &row;
  if (!first) return {};
  const auto on = Zone::parse(found->seen.alliance.zone).value_or(Zone()).date_of(*first->campaign.sent_at);
  return alliances::fact(at,
                         N_("La campaña «{2}» envió {1} carta.", "La campaña «{2}» envió {1} cartas.", first->counts.taken)
                             .arg(first->counts.taken)
                             .arg(first->campaign.name),
                         on);
}

/// On the page of an organisation, for who convenes: whom the answer to an invitation brought.
std::string organization_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), alliance);
  if (!seen || !seen->standing.convenes()) return {};
  const auto zone = Zone::parse(seen->alliance.zone).value_or(Zone());
  views::Answerers panel;
  for (const auto& [i, campaign] : answerers(tx, alliance, OrganizationId(at.subject)))
    panel.rows.push_back({i.answered_by, zone.date_of(i.answered_at.value_or(tx.now())), campaign,
                          Url("/alliances/{}/campaigns/{}/invitations/{}", alliance, i.campaign, i.id)});
  if (panel.rows.empty()) return {};
  return std::string(html::draw(at.request, panel).markup());
}

/// Campaigns that end within a week, or have ended, while somebody is silent.
void await_answers(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const auto found = list(tx, auth::actor_of(at.request), AllianceId(at.alliance));
  if (!found) return;
  for (const auto& [campaign, counts] : found->campaigns) {
    if (campaign.state == State::closed || counts.silent == 0 || campaign.deadline > at.today.plus_days(7)) continue;
    if (out.rows.size() >= feature::Awaited::most_rows) {
      ++out.more;
      continue;
    }
    out.rows.push_back({.day = campaign.deadline,
                        .what = {campaign.name, campaign_url(campaign)},
                        .why = N_("{1} organización no ha respondido", "{1} organizaciones no han respondido", counts.silent)});
  }
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/campaigns");
  pages.get("", list_page);
  pages.get("/{campaign}", show);
  pages.get("/{campaign}/events", events);
  for (const auto format : documents::formats)
    pages.get("/{campaign}/invitations." + std::string(documents::extension(format)), feature::given(download, format));
  site.hang("home", 70, home_panel);
  site.hang("organization", 8, organization_panel);
  site.hang("condition_invited", 10, invited);
  site.await(40, await_answers);
}

}  // namespace alianza::campaigns
