// What everybody reads: list, one bulletin and its editions, the Atom feed, the newest ones on the alliance's first page.
#include "features/bulletins/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/html/markdown.h"
#include "platform/i18n/format.h"

namespace alianza::bulletins {
namespace {

constexpr int newest_on_home = 3;
constexpr int entries_of_feed = 30;
constexpr int most_addresses = 1000;

Url public_url(const alliances::Alliance& alliance, BulletinId id) { return Url("/p/{}/bulletins/{}", alliance.slug, id); }

Zone zone_of(const alliances::Alliance& a) { return Zone::parse(a.zone).value_or(Zone()); }

views::PublicRow row_of(const Listed& listed, const alliances::Alliance& alliance, Lang lang) {
  const auto& [b, e] = listed;
  const auto civil = zone_of(alliance).civil_of(*e.published_at);
  return {public_url(alliance, b.id),         e.title,           e.summary,   label(b.kind),
          i18n::short_date(lang, civil.date), civil.date.text(), e.number > 1};
}

feature::views::Crumbs crumbs(const Request& request, const alliances::Alliance& alliance, const std::string& here) {
  return {{{alliance.name.in(request.lang), portal::address(alliance)},
           {text(request, _("Comunicados y boletines")), portal::address(alliance, "bulletins")}},
          here};
}

Result<views::PublicList> list_page(db::Tx& tx, const Request& request, const portal::Public& open) {
  const auto& a = open.alliance;
  const auto name = text(request, _("Comunicados y boletines"));
  views::PublicList page{.frame = portal::frame(request, open, name, "bulletins")};
  page.crumbs = {{{a.name.in(request.lang), portal::address(a)}}, name};
  page.feed = Url("/p/{}/bulletins.atom", a.slug);
  page.subscribe = Url("/p/{}/subscribe", a.slug);
  auto rows = published(tx, a.id, EditionId::parse(request.query.get("before")), page_size + 1);
  if (rows.size() > page_size) {
    rows.pop_back();
    page.next = portal::address(a, "bulletins").with("before", rows.back().edition.id.text());
  }
  for (const auto& row : rows) page.list.rows.push_back(row_of(row, a, request.lang));
  return page;
}

Response withdrawn(const feature::Site& site, Request& request, const portal::Public& open, const Told& at) {
  const auto title = at.current.title.in(request.lang);
  views::Withdrawn page{.frame = portal::frame(request, open, title, "bulletins")};
  page.crumbs = crumbs(request, open.alliance, title);
  page.title = at.current.title;
  page.when = moment(open.alliance, at.bulletin.withdrawn_at, request.lang);
  page.reason = at.bulletin.withdrawn_reason;
  return portal::public_answer(site, request, html::respond(request, page, 410));
}

/// One edition of a bulletin: the current one, or a former.
Response edition_page(const feature::Site& site, Request& request, const portal::Public& open, const Told& at,
                      const Edition& edition) {
  const auto& a = open.alliance;
  const auto title = edition.title.in(request.lang);
  views::PublicShow page{.frame = portal::frame(request, open, title, "bulletins")};
  page.frame.shell.description = edition.summary.in(request.lang);
  page.crumbs = crumbs(request, a, title);
  page.kind = label(at.bulletin.kind);
  page.edition = edition_view(edition, a, request.lang);
  page.is_former = edition.id != at.current.id;
  page.current = public_url(a, at.bulletin.id);
  for (const auto& e : at.editions) {
    auto& line = page.editions.emplace_back(
        views::EditionLink{e.number, moment(a, e.published_at, request.lang), e.correction, std::nullopt});
    if (e.id == edition.id) continue;
    line.url = e.id == at.current.id ? page.current : Url("/p/{}/bulletins/{}/editions/{}", a.slug, at.bulletin.id, e.number);
  }
  return portal::public_answer(site, request, html::respond(request, page));
}

struct Found {
  portal::Public open;
  Told told;
};
Result<Found> find(const feature::Site& site, const Request& request) {
  const auto id = TRY(request.id<BulletinId>("bulletin"));
  return site.db.read([&](db::Tx& tx) -> Result<Found> {
    auto open = TRY(portal::open(tx, request.param("slug")));
    auto at = TRY(told(tx, open.alliance.id, id));
    return Found{std::move(open), std::move(at)};
  });
}

Result<Response> show(feature::Site& site, Request& request) {
  const auto [open, at] = TRY(find(site, request));
  if (at.bulletin.withdrawn_at) return withdrawn(site, request, open, at);
  return edition_page(site, request, open, at, at.current);
}

Result<Response> show_edition(feature::Site& site, Request& request) {
  const auto [open, at] = TRY(find(site, request));
  if (at.bulletin.withdrawn_at) return withdrawn(site, request, open, at);
  for (const auto& e : at.editions)
    if (std::to_string(e.number) == request.param("edition")) return edition_page(site, request, open, at, e);
  return fail(Error::not_found());
}

// ---- The feed (RFC 4287).

std::string escaped(std::string_view text) {
  std::string out;
  html::append_escaped_text(out, text);
  return out;
}

std::string element(std::string_view name, std::string_view content) {
  return "<" + std::string(name) + ">" + escaped(content) + "</" + std::string(name) + ">\n";
}

void append_entry(std::string& xml, const Listed& row, const alliances::Alliance& a, const std::string& origin, Lang lang) {
  const auto& [b, e] = row;
  const auto url = origin + public_url(a, b.id).in(lang).text();
  xml += "<entry>\n" + element("id", "urn:alianza:bulletin:" + b.id.text()) + element("title", e.title.in(lang));
  xml += element("updated", e.published_at->text()) + "<link href=\"" + escaped(url) + "\"/>\n";
  if (!e.summary.empty()) xml += element("summary", e.summary.in(lang));
  xml += "<content type=\"html\">" + escaped(html::markdown(e.body.in(lang)).markup()) + "</content>\n</entry>\n";
}

Result<Response> feed(feature::Site& site, Request& request) {
  const auto lang = request.lang;
  const auto origin = portal::origin_of(site, request);
  auto xml = TRY(site.db.read([&](db::Tx& tx) -> Result<std::string> {
    const auto open = TRY(portal::open(tx, request.param("slug")));
    const auto& a = open.alliance;
    const auto rows = published(tx, a.id, std::nullopt, entries_of_feed);
    const auto title = text(request, _("{1}: comunicados y boletines").arg(a.name.in(lang)));
    const auto self = origin + Url("/p/{}/bulletins.atom", a.slug).in(lang).text();
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
                      std::string(tag(lang)) + "\">\n";
    out += element("id", "urn:alianza:bulletins:" + a.id.text()) + element("title", title);
    const auto updated = rows.empty() ? zone_of(a).instant_of({open.today, 0}) : *rows.front().edition.published_at;
    out += element("updated", updated.text());
    // What every public page says of its data.
    const auto around = portal::frame(request, open, title, "bulletins");
    if (around.shell.seal) out += element("subtitle", around.shell.seal->tag + ". " + around.shell.seal->text);
    out += element("rights", around.source.empty() ? around.licence : around.licence + " " + around.source);
    out += "<author>" + element("name", open.agency.name.in(lang)) + "</author>\n";
    out += "<link rel=\"self\" href=\"" + escaped(self) + "\"/>\n";
    out += "<link href=\"" + escaped(origin + portal::address(a, "bulletins").in(lang).text()) + "\"/>\n";
    for (const auto& row : rows) append_entry(out, row, a, origin, lang);
    return out + "</feed>\n";
  }));
  auto response = Response::text(std::move(xml));
  response.set("Content-Type", "application/atom+xml; charset=utf-8");
  return portal::public_answer(site, request, std::move(response));
}

// ---- What is hung into the portal.

std::string newest(db::Tx& tx, const feature::PanelRequest& at) {
  const auto alliance = alliances::find(tx, AllianceId(at.alliance));
  if (!alliance) return {};
  views::Newest page{.all = portal::address(*alliance, "bulletins")};
  for (const auto& row : published(tx, alliance->id, std::nullopt, newest_on_home))
    page.list.rows.push_back(row_of(row, *alliance, at.request.lang));
  if (page.list.rows.empty()) return {};
  return std::string(html::draw(at.request.lang, page).markup());
}

std::string addresses(db::Tx& tx, const feature::PanelRequest& at) {
  const auto alliance = alliances::find(tx, AllianceId(at.alliance));
  if (!alliance) return {};
  auto out = portal::address(*alliance, "bulletins").text() + "\n";
  for (const auto& row : published(tx, alliance->id, std::nullopt, most_addresses))
    out += public_url(*alliance, row.bulletin.id).text() + "\n";
  return out;
}

}  // namespace

void add_public_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/p/{slug}/bulletins");
  pages.get("", [](feature::Site& s, Request& request) {
    return portal::answer_page(s, request, [&](db::Tx& tx, const portal::Public& open) { return list_page(tx, request, open); });
  });
  pages.get("/{bulletin}", show);
  pages.get("/{bulletin}/editions/{edition}", show_edition);
  pages.get(".atom", feed);
  site.hang(portal::home_place, 10, newest);
  site.hang(portal::addresses_place, 10, addresses);
}

}  // namespace alianza::bulletins
