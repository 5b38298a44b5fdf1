// Pages of frameworks: the list, the tree with its search, one node, two editions compared, downloads.
#include "features/frameworks/pages.h"

#include <algorithm>

#include "features/frameworks/access.h"
#include "features/frameworks/lookup.h"
#include "features/frameworks/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"

namespace alianza::frameworks {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice framework_added(_("El marco quedó entre los de la institución.").key());
const feature::Notice shelf_changed(_("Quedó registrado.").key());

constexpr std::size_t most_hits = 100;

Lang other(Lang lang) { return lang == Lang::es ? Lang::en : Lang::es; }

/// What the agency does not have yet of what ships.
std::vector<views::AvailableRow> available_to(const Listing& listing) {
  std::vector<views::AvailableRow> out;
  for (const auto& builtin : builtins()) {
    const Framework* present = nullptr;
    for (const auto& f : listing.frameworks)
      if (f.code == builtin.code) present = &f;
    std::string missing;
    for (const auto& e : builtin.editions)
      if (present == nullptr || present->edition(e.edition) == nullptr) missing += (missing.empty() ? "" : ", ") + e.edition;
    if (missing.empty()) continue;
    views::AvailableRow row{builtin.name, missing, {}};
    row.add = {.action = Url("/alliances/{}/frameworks/add", listing.at.alliance.id),
               .words = _("Añadir a nuestros marcos"),
               .busy = _("Añadiendo…"),
               .hidden = {{"code", builtin.code}},
               .classes = "btn btn-sm"};
    out.push_back(std::move(row));
  }
  return out;
}

html::ButtonForm shelf_button(AllianceId alliance, const Edition& e) {
  const auto to = e.shelf == Shelf::in_use ? Shelf::out_of_use : Shelf::in_use;
  return {.action = Url("/alliances/{}/frameworks/{}/editions/{}/shelf", alliance, e.framework, e.id),
          .words = to == Shelf::out_of_use ? _("Dejar de usar la {1}").arg(e.name) : _("Volver a usar la {1}").arg(e.name),
          .hidden = {{"shelf", std::string(to_text(to))}},
          .classes = "btn btn-sm"};
}

Response list_get(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto listing = TRY(list(tx, auth::actor_of(request), alliance));
    const bool keeps = may(Action::keep, listing.at.standing);
    views::List p;
    p.shell = alliances::shell(site, tx, request, listing.at, text(request, _("Marcos de referencia")), "frameworks");
    for (const auto& f : listing.frameworks) {
      views::FrameworkRow row{f.name, {}};
      for (const auto& e : f.editions) {
        row.editions.push_back({edition_url(alliance, e), e, {}});
        if (keeps) row.editions.back().shelf = shelf_button(alliance, e);
      }
      p.rows.push_back(std::move(row));
    }
    if (!keeps) return p;
    p.available = available_to(listing);
    p.load = Url("/alliances/{}/frameworks/new", alliance);
    for (const auto& l : listing.staged)
      p.staged.push_back({load_url(alliance, l.id), l.heading.name, l.heading.edition, l.file_name});
    return p;
  }));
  return html::respond(request, page);
}

Response add_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return feature::perform_button(site, request, framework_added, list_url(alliance), [&](db::Tx& tx, const feature::Act& act) {
    return add(tx, act, alliance, request.form().get("code"));
  });
}

Response shelf_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto framework = demand(request.id<FrameworkId>("framework"));
  const auto edition = demand(request.id<EditionId>("framework_edition"));
  return feature::perform_button(site, request, shelf_changed, list_url(alliance), [&](db::Tx& tx, const feature::Act& act) {
    return put_shelf(tx, act, alliance, framework, edition, request.form().get("shelf"));
  });
}

/// The edition that the address names, the newest without one; not_found for a name that it does not have.
Result<Edition> edition_asked(const Book& book, const std::string& name) {
  const auto* found = book.framework.edition(name);
  if (found == nullptr) return fail(Error::not_found());
  return *found;
}

views::Hit hit_of(const Found& found, AllianceId alliance, FrameworkId framework, const search::Sought& sought, Lang lang) {
  const auto& node = *found.node;
  const auto shown = search::has_match(node.title.in(lang), sought) || !search::has_match(node.title.in(other(lang)), sought)
                         ? lang
                         : other(lang);
  views::Hit hit{node_url(alliance, framework, node.id), node.code, {search::marked(node.title.in(shown), sought)}, {}, {}};
  if (node.title.given(shown) != lang) hit.title_lang = tag(node.title.given(shown));
  for (const auto* upper : found.path) hit.path += (hit.path.empty() ? "" : " › ") + upper->code;
  return hit;
}

std::vector<html::Download> downloads(AllianceId alliance, const Edition& e) {
  const auto at = [&](Url url) { return std::move(url).with("edition", e.name); };
  return {{_("CSV"), _("UTF-8, separado por comas"), at(Url("/alliances/{}/frameworks/{}/nodes.csv", alliance, e.framework))},
          {_("XLSX"), _("hoja de cálculo"), at(Url("/alliances/{}/frameworks/{}/nodes.xlsx", alliance, e.framework))},
          {_("JSON"), _("con el esquema"), at(Url("/alliances/{}/frameworks/{}/nodes.json", alliance, e.framework))}};
}

Response show_get(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<FrameworkId>("framework"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto book = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto edition = TRY(edition_asked(book, request.query.get("edition")));
    const html::ListAddress address(framework_url(alliance, id), request.query, {.filters = {"edition"}, .sorts = {}});
    const auto sought = search::sought(address.search());
    const auto all = nodes(tx, edition);
    const auto& name = book.framework.name;
    views::Show p{.search =
                      html::search_box(address, framework_url(alliance, id), _("Buscar en esta edición"),
                                       _("Busca en códigos y títulos, en español y en inglés. Da igual con o sin acentos."))};
    p.shell = alliances::shell(site, tx, request, book.at, name.in(request.lang) + " " + edition.name, "frameworks");
    p.crumbs = {{{text(request, _("Marcos de referencia")), list_url(alliance)}}, name.in(request.lang)};
    p.name = name;
    p.asked = sought.empty() ? "" : address.search();
    p.all = edition_url(alliance, edition);
    p.edition = edition;
    p.credit = {edition.source, edition.licence};
    p.downloads = downloads(alliance, edition);
    for (const auto& e : book.framework.editions) p.editions.push_back({e.name, edition_url(alliance, e), e.id == edition.id});
    if (p.editions.size() > 1) p.compare = Url("/alliances/{}/frameworks/{}/changes", alliance, id);
    if (p.asked.empty()) {
      p.tree = branches(all, book.framework.code, [&](const Node& n) { return std::optional(node_url(alliance, id, n.id)); });
      return p;
    }
    auto found = look_for(all, sought, most_hits + 1);
    p.is_cut = found.size() > most_hits;
    if (p.is_cut) found.pop_back();
    for (const auto& f : found) p.hits.push_back(hit_of(f, alliance, id, sought, request.lang));
    return p;
  }));
  return html::respond(request, page);
}

/// What each edition says of the node, against this one.
std::vector<views::InEdition> in_editions(const SeenNode& at, AllianceId alliance) {
  std::vector<views::InEdition> out;
  for (const auto& e : at.book.framework.editions) {
    views::InEdition row{Url("/"), e.name, {}, {}, false};
    const auto found =
        std::find_if(at.in_editions.begin(), at.in_editions.end(), [&](const Node& n) { return n.edition == e.id; });
    if (found != at.in_editions.end()) {
      row.url = node_url(alliance, at.book.framework.id, found->id);
      row.code = found->code;
      row.is_this = found->id == at.node.id;
      row.state = row.is_this ? _("es esta") : found->title == at.node.title ? _("el mismo texto") : _("otro texto");
    }
    out.push_back(std::move(row));
  }
  return out;
}

Response node_get(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto framework = demand(request.id<FrameworkId>("framework"));
  const auto id = demand(request.id<NodeId>("node"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::NodePage> {
    auto at = TRY(see_node(tx, auth::actor_of(request), alliance, framework, id));
    const auto& f = at.book.framework;
    views::NodePage p;
    p.shell = alliances::shell(site, tx, request, at.book.at, at.node.code + " " + f.name.in(request.lang), "frameworks");
    p.crumbs = {{{text(request, _("Marcos de referencia")), list_url(alliance)},
                 {f.name.in(request.lang) + " " + at.edition.name, edition_url(alliance, at.edition)}},
                at.node.code};
    for (const auto& upper : at.path) p.crumbs.above.push_back({upper.code, node_url(alliance, framework, upper.id)});
    p.level = level_label(at.node.level);
    p.edition = at.edition.name;
    p.goal = at.node.depth == 0 ? goal_of(f.code, at.node.code) : 0;
    if (at.node.weight) p.weight = weight_text(*at.node.weight);
    for (const auto& n : at.same) p.same.push_back({n.code, node_url(alliance, framework, n.id), false});
    p.editions = in_editions(at, alliance);
    p.under = branches(at.under, f.code, [&](const Node& n) { return std::optional(node_url(alliance, framework, n.id)); });
    p.credit = {at.edition.source, at.edition.licence};
    p.node = std::move(at.node);
    return p;
  }));
  return html::respond(request, page);
}

/// Each edition against the one before it, then the first against the last.
std::vector<std::pair<const Edition*, const Edition*>> pairs_of(const Framework& f) {
  std::vector<std::pair<const Edition*, const Edition*>> out;
  for (std::size_t i = 0; i + 1 < f.editions.size(); ++i) out.emplace_back(&f.editions[i + 1], &f.editions[i]);
  if (f.editions.size() > 2) out.emplace_back(&f.editions.back(), &f.editions.front());
  return out;
}

views::ChangeRow row_of(const Change& change, const Url& url) {
  views::ChangeRow row;
  row.code = change.after != nullptr ? change.after->code : change.before->code;
  row.url = url;
  if (change.before != nullptr && change.after != nullptr && change.before->code != change.after->code)
    row.former = change.before->code;
  const bool same_words = change.before != nullptr && change.after != nullptr && change.before->title == change.after->title;
  if (change.before != nullptr && !same_words) row.before = change.before->title;
  if (change.after != nullptr) row.after = change.after->title;
  return row;
}

Response changes_get(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<FrameworkId>("framework"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Compare> {
    const auto book = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto pairs = pairs_of(book.framework);
    if (pairs.empty()) return fail(Error::not_found());
    const auto [from, to] = TRY(editions_to_compare(book.framework, request.query.get("from"), request.query.get("to")));
    views::Compare p;
    const auto title = text(request, _("De la edición {1} a la {2}").arg(from.name).arg(to.name));
    p.shell = alliances::shell(site, tx, request, book.at, title, "frameworks");
    p.crumbs = {{{text(request, _("Marcos de referencia")), list_url(alliance)},
                 {book.framework.name.in(request.lang), edition_url(alliance, to)}},
                title};
    p.from = from.name;
    p.to = to.name;
    for (const auto& [a, b] : pairs)
      p.pairs.push_back({a->name + " → " + b->name,
                         Url("/alliances/{}/frameworks/{}/changes", alliance, id).with("from", a->name).with("to", b->name),
                         a->id == from.id && b->id == to.id});
    const auto before = nodes(tx, from);
    const auto after = nodes(tx, to);
    for (const auto& change : changes(before, after)) {
      if (p.groups.empty() || p.groups.back().kind != change.kind) p.groups.push_back({change.kind, {}});
      const auto& node = change.after != nullptr ? *change.after : *change.before;
      p.groups.back().rows.push_back(row_of(change, node_url(alliance, id, node.id)));
    }
    p.credits = {{from.source, from.licence}, {to.source, to.licence}};
    return p;
  }));
  return html::respond(request, page);
}

std::vector<documents::Cell> cells_of(const Node& n, const std::string& edition) {
  return {edition,
          n.code,
          n.level,
          n.parent_code,
          n.title.es,
          n.title.en,
          n.weight ? documents::Cell::decimal(weight_text(*n.weight)) : documents::Cell(),
          n.same_as,
          n.formerly,
          n.note.es,
          n.note.en};
}

Response download(feature::Site& site, Request& request, documents::Format format) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<FrameworkId>("framework"));
  documents::TableOptions options;
  std::string name;
  auto rows = demand(site.db.read([&](db::Tx& tx) -> Result<std::vector<std::vector<documents::Cell>>> {
    const auto book = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto edition = TRY(edition_asked(book, request.query.get("edition")));
    options.title = book.framework.code + " " + edition.name;
    options.about = {{text(request, _("Marco")), book.framework.name.in(request.lang)},
                     {text(request, _("Edición")), edition.name},
                     {text(request, _("Fuente")), edition.source.in(request.lang)},
                     {text(request, _("Licencia")), edition.licence.in(request.lang)}};
    for (std::size_t c = 0; c + 1 < column_count; ++c) {
      const auto column = static_cast<Column>(c);
      options.columns.push_back({std::string(to_text(column)), text(request, label(column)), c == 4 || c == 5 ? 60 : 14});
    }
    name = book.framework.code + "-" + edition.name;
    std::vector<std::vector<documents::Cell>> out;
    for (const auto& node : nodes(tx, edition)) out.push_back(cells_of(node, edition.name));
    return out;
  }));
  std::replace(name.begin(), name.end(), '/', '-');
  auto pieces = documents::stream(documents::table_writer(format, std::move(options)), std::move(rows));
  return Response::stream_download(std::move(pieces), documents::media_type(format),
                                   name + "." + std::string(documents::extension(format)));
}

/// Where they are found: they are looked up now and then, so they take no tab.
std::string home_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto listing = list(tx, auth::actor_of(at.request), alliance);
  if (!listing || (listing->frameworks.empty() && !may(Action::keep, listing->at.standing))) return {};
  views::HomePanel p{list_url(alliance), {}};
  for (const auto& f : listing->frameworks)
    if (const auto* e = f.edition("")) p.rows.push_back({edition_url(alliance, *e), f.name, e->name});
  return std::string(html::draw(at.request, p).markup());
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/frameworks");
  pages.get("", list_get);
  pages.post("/add", add_post);
  pages.get("/{framework}", show_get);
  pages.get("/{framework}/changes", changes_get);
  pages.get("/{framework}/nodes/{node}", node_get);
  pages.post("/{framework}/editions/{framework_edition}/shelf", shelf_post);
  for (const auto format : documents::formats)
    pages.get("/{framework}/nodes." + std::string(documents::extension(format)), feature::given(download, format));
  add_load_pages(site);
  site.hang("home", 90, home_panel);
}

}  // namespace alianza::frameworks
