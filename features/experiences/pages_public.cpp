// What everybody reads: the list with its downloads, one experience, the newest ones on the alliance's first page.
#include "features/experiences/pages_shared.h"
#include "platform/auth/policy.h"

namespace alianza::experiences {
namespace {

constexpr std::size_t newest_on_home = 3;

Url public_url(const alliances::Alliance& alliance, ExperienceId id) { return Url("/p/{}/experiences/{}", alliance.slug, id); }

Result<views::PublicList> list_page(db::Tx& tx, const Request& request, const portal::Public& open) {
  const auto& a = open.alliance;
  const auto filter = filter_of(request);
  const auto name = text(request, _("Experiencias"));
  views::PublicList page{.frame = portal::frame(request, open, name, "experiences")};
  page.crumbs = {{{a.name.in(request.lang), portal::address(a)}}, name};
  page.filters = filter_panel(tx, request, a.id, filter);
  page.filtered = narrows(filter);
  page.all = portal::address(a, "experiences");
  const auto listing = published(tx, a, filter, request.lang, slice_of(request));
  put_places(page, request, page.all, filter, listing.next);
  for (const auto& listed : listing.rows)
    page.list.rows.push_back(row_of(listed, public_url(a, listed.experience.id), request.lang));
  page.downloads = downloads(Url("/p/{}/experiences.csv", a.slug), Url("/p/{}/experiences.xlsx", a.slug),
                             Url("/p/{}/experiences.json", a.slug), filter);
  return page;
}

Result<views::PublicShow> show_page(db::Tx& tx, const Request& request, const portal::Public& open) {
  const auto& a = open.alliance;
  const auto at = TRY(find_public(tx, a, TRY(request.id<ExperienceId>("experience"))));
  const auto title = at.experience.title.in(request.lang);
  views::PublicShow page{.frame = portal::frame(request, open, title, "experiences")};
  page.crumbs = {
      {{a.name.in(request.lang), portal::address(a)}, {text(request, _("Experiencias")), portal::address(a, "experiences")}},
      title};
  page.story = story_of(at.experience, at.organization, at.committee, request.lang);
  return page;
}

Result<Response> download_list(feature::Site& site, Request& request, documents::Format format) {
  return site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto open = TRY(portal::open(tx, request.param("slug")));
    auto rows = published(tx, open.alliance, filter_of(request), request.lang, {{}, most_downloaded}).rows;
    return download(request, open.alliance, open.today, std::move(rows), format).cache_public(portal::kept_for);
  });
}

std::string newest(db::Tx& tx, const feature::PanelRequest& at) {
  const auto alliance = alliances::find(tx, AllianceId(at.alliance));
  if (!alliance) return {};
  views::Newest page{.all = portal::address(*alliance, "experiences")};
  for (const auto& listed : published(tx, *alliance, {}, at.request.lang, {{}, newest_on_home}).rows)
    page.list.rows.push_back(row_of(listed, public_url(*alliance, listed.experience.id), at.request.lang));
  if (page.list.rows.empty()) return {};
  return std::string(html::draw(at.request.lang, page).markup());
}

std::string addresses(db::Tx& tx, const feature::PanelRequest& at) {
  const auto alliance = alliances::find(tx, AllianceId(at.alliance));
  if (!alliance) return {};
  auto out = portal::address(*alliance, "experiences").text() + "\n";
  for (const auto& listed : published(tx, *alliance, {}, Lang::es, {{}, most_downloaded}).rows)
    out += public_url(*alliance, listed.experience.id).text() + "\n";
  return out;
}

template <class Draw>
auto drawn(Draw draw) {
  return [draw](feature::Site& site, Request& request) {
    return portal::answer_page(site, request, [&](db::Tx& tx, const portal::Public& open) { return draw(tx, request, open); });
  };
}

}  // namespace

void add_public_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/p/{slug}/experiences");
  pages.get("", drawn(list_page));
  pages.get("/{experience}", drawn(show_page));
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(download_list, format));
  site.hang(portal::home_place, 20, newest);
  site.hang(portal::addresses_place, 20, addresses);
}

}  // namespace alianza::experiences
