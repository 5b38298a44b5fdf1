// The directory as an alliance sees it: list, filters, downloads.
#include <array>
#include <map>

#include "features/organizations/pages_shared.h"
#include "platform/documents/table.h"

namespace alianza::organizations {
namespace {

using html::Control;
using html::Field;
using html::Option;

const html::ListShape shape{.filters = {"type", "state", "sector", "org_size", "sdg", "status", "only", "shelf"},
                            .sorts = {"name", "newest"}};

ListRequest request_of(AllianceId alliance, const html::ListAddress& address) {
  auto pairs = address.filters();
  pairs.emplace_back("q", address.search());
  ListRequest r;
  r.alliance = alliance;
  r.filter = filter_from(pairs);
  from_text((address.descending() ? "-" : "") + address.sort(), r.order);
  if (address.after()) r.after = OrganizationId::parse(*address.after());
  if (address.before()) r.before = OrganizationId::parse(*address.before());
  r.limit = address.size();
  return r;
}

Message filter_name(std::string_view filter) {
  if (filter == "q") return _("Búsqueda");
  if (filter == "org_size") return _("Tamaño");
  if (filter == "sdg") return _("Interés");
  if (filter == "status") return _("En la alianza");
  if (filter == "shelf") return _("En el directorio");
  return field_label(filter);
}

html::Words filter_words(std::string_view filter, const std::string& value, Lang lang) {
  if (filter == "sdg") return _("ODS {1}").arg(value);
  if (filter == "org_size" && value == "sme") return _("PyME");
  if (filter == "status" && value == "none") return _("no participa");
  if (filter == "status")
    if (const auto status = membership::status_from(value)) return membership::label(*status);
  if (Shelf shelf{}; filter == "shelf" && from_text(value, shelf)) return label(shelf);
  return value_words(filter == "org_size" ? "size" : filter, value, lang);
}

html::FilterChips chips_of(const html::ListAddress& address, const Filter& filter, Lang lang) {
  html::FilterChips out{{}, address.without_filters()};
  if (const auto picked = static_cast<std::int64_t>(filter.only.size()); picked > 0)
    out.chips.push_back({_("Elegidas"), std::to_string(picked), address.sized(address.size()).without("only")});
  for (const auto& [name, value] : address_of(filter))
    if (name != "only")
      out.chips.push_back({filter_name(name), filter_words(name, value, lang),
                           name == "q" ? address.without_search() : address.without(name, value)});
  return out;
}

/// An old link still works, but nobody takes its rows for what it asked.
std::optional<html::Notice> not_understood(const html::ListAddress& address) {
  std::string list;
  int count = 0;
  for (const auto& [name, value] : address.filters()) {
    if (value.empty() || is_understood(name, value)) continue;
    list += (count++ == 0 ? "" : ", ") + name + "=" + value;
  }
  if (count == 0) return std::nullopt;
  return html::Notice{html::Tone::warn,
                      N_("La lista no toma en cuenta un filtro de esta dirección, que no se entiende: {1}.",
                         "La lista no toma en cuenta {2} filtros de esta dirección, que no se entienden: {1}.", count)
                          .arg(list)
                          .arg(static_cast<std::int64_t>(count))};
}

html::ListBar bar_of(const html::ListAddress& address, AllianceId alliance, const ListPage& page, const Request& request) {
  const auto lang = request.lang;
  const bool all = request.query.get("count") == "all";
  const auto n = all ? i18n::number(page.count) : html::count_text(lang, page.count);
  html::ListBar bar{.count = N_("{1} organización", "{1} organizaciones", page.count).arg(n), .action = list_url(alliance)};
  if (address.is_filtered()) bar.of_all = _("de {1}").arg(html::count_text(lang, page.everything));
  if (page.count == most_counted + 1 && !all) bar.count_all = address.here().with("count", "all");
  bar.hidden = address.kept_by_sort();
  bar.sort = (address.descending() ? "-" : "") + address.sort();
  for (const auto order : {Order::name, Order::name_descending, Order::newest, Order::oldest})
    bar.sorts.push_back({std::string(to_text(order)), label(order)});
  if (page.count == 0) return bar;
  bar.download_note =
      N_("Exactamente esta fila.", "Exactamente estas {1} filas, con estos filtros y este orden.", page.count).arg(n);
  bar.downloads = {{_("CSV"), _("UTF-8, separado por comas"), address.at(Url("/alliances/{}/organizations.csv", alliance))},
                   {_("XLSX"), _("hoja de cálculo"), address.at(Url("/alliances/{}/organizations.xlsx", alliance))},
                   {_("JSON"), _("con el esquema"), address.at(Url("/alliances/{}/organizations.json", alliance))}};
  return bar;
}

html::Paging paging_of(const html::ListAddress& address, const ListPage& page) {
  html::Paging out;
  if (page.rows.empty()) return out;
  out.first = page.rows.front().name;
  out.last = page.rows.back().name;
  if (page.has_previous) out.previous = address.page_before(page.rows.front().id.text());
  if (page.has_next) out.next = address.page_after(page.rows.back().id.text());
  for (const int size : shape.sizes) out.sizes.push_back({size, address.sized(size), size == address.size()});
  return out;
}

html::EmptyState nothing_of(const html::ListAddress& address, const Listing& listing) {
  const auto alliance = listing.at.alliance.id;
  if (address.is_filtered())
    return html::nothing_matches(address, _("Ninguna organización cumple estos filtros"),
                                 N_("Sin ellos hay {1}.", "Sin ellos hay {1}.", listing.page.everything));
  html::EmptyState out{_("Aún no hay organizaciones"),
                       listing.whole_directory
                           ? _("Aquí estará el directorio de la institución, con quién participa en la alianza.")
                           : _("Aquí se verán las organizaciones que participan en la alianza."),
                       {}};
  if (listing.may_register) out.act = html::Link{_("Registrar la primera"), Url("/alliances/{}/organizations/new", alliance)};
  return out;
}

views::List page_of(const html::ListAddress& address, const Listing& listing, const Filter& filter, const Request& request) {
  const auto alliance = listing.at.alliance.id;
  views::List p{.search = html::search_box(address, list_url(alliance), _("Buscar organizaciones"),
                                           _("Busca en nombres, siglas y lugar, por el principio de cada palabra. Da igual con o "
                                             "sin acentos: «energia» encuentra «Energía».")),
                .chips = chips_of(address, filter, request.lang),
                .not_understood = not_understood(address),
                .bar = bar_of(address, alliance, listing.page, request),
                .by_name = html::sort_header(address, "name", _("Organización")),
                .paging = paging_of(address, listing.page)};
  p.whole_directory = listing.whole_directory;
  p.everything = listing.page.everything;
  p.taking_part = listing.page.taking_part;
  p.everything_text = html::count_text(request.lang, p.everything);
  p.taking_part_text = html::count_text(request.lang, p.taking_part);
  p.search.filter = address.at(Url("/alliances/{}/organizations/filters", alliance));
  if (listing.page.rows.empty()) p.empty = nothing_of(address, listing);
  if (listing.may_register) {
    p.add = Url("/alliances/{}/organizations/new", alliance);
    p.duplicates = Url("/alliances/{}/duplicates", alliance);
  }
  return p;
}

/// What can be done with the rows that are picked, or with all that the address asks for: `?picked=all`, so that it needs no
/// script and reaches past this page.
std::optional<views::Selection> selection_of(const html::ListAddress& address, const Listing& listing, const Request& request) {
  if (listing.page.rows.empty()) return std::nullopt;
  const auto alliance = listing.at.alliance.id;
  views::Selection s{.action = list_url(alliance), .kept = address.filters()};
  if (!address.search().empty()) s.kept.emplace_back("q", address.search());
  s.kept.emplace_back("sort", (address.descending() ? "-" : "") + address.sort());
  s.all = request.query.get("picked") == "all";
  if (s.all)
    s.kept.emplace_back("picked", "all");
  else  // who picks again among the picked narrows them
    std::erase_if(s.kept, [](const auto& pair) { return pair.first == "only"; });
  s.count = html::count_text(request.lang, listing.page.count);
  const auto here = address.here();
  s.pick_all = here.with("picked", "all");
  s.pick_none = here;
  s.pick_all_words = _("Elegir las {1}").arg(s.count);
  s.downloads = {{"CSV", Url("/alliances/{}/organizations.csv", alliance)},
                 {"XLSX", Url("/alliances/{}/organizations.xlsx", alliance)}};
  return s;
}

Response list_page(feature::Site& site, Request& request, const std::shared_ptr<CountMemory>& memory) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const html::ListAddress address(list_url(alliance), request.query, shape);
  auto wanted = request_of(alliance, address);
  wanted.count_all = request.query.get("count") == "all";
  std::optional<views::List> page;  // filled where it lies: it holds a hundred texts
  demand(site.db.read([&](db::Tx& tx) -> Done {
    auto listing = TRY(list(tx, *memory, auth::actor_of(request), wanted));
    auto& p = page.emplace(page_of(address, listing, wanted.filter, request));
    if (listing.may_register) p.acts = html::drawn_before(site.draw("directory_acts", tx, {request, alliance.value(), 0}));
    p.selection = selection_of(address, listing, request);
    if (p.selection && listing.may_register)
      p.selection->acts = html::drawn_before(site.draw("directory_selection", tx, {request, alliance.value(), 0}));
    if (listing.may_register && listing.page.everything == 0)
      p.first_acts = html::drawn_before(site.draw("empty_directory", tx, {request, alliance.value(), 0}));
    p.shell = alliances::shell(site, tx, request, listing.at, text(request, _("Organizaciones")), "organizations");
    p.rows = std::move(listing.page.rows);
    return {};
  }));
  return html::respond(request, *page);
}

template <class E, class Words>
std::vector<Option> options(const std::vector<E>& values, Words&& words) {
  std::vector<Option> out;
  for (const auto value : values) out.push_back({std::string(to_text(value)), words(value)});
  return out;
}

std::vector<Option> options(const Catalogue& list, Lang lang) {
  std::vector<Option> out;
  for (const auto& item : list) out.push_back({item.code, item.name.in(lang)});
  return out;
}

std::vector<Option> status_options() {
  std::vector<Option> out;
  for (const auto status : {Status::invited, Status::active, Status::suspended, Status::withdrawn})
    out.push_back({std::string(membership::code(status)), membership::label(status)});
  out.push_back({"none", _("No participa")});
  return out;
}

std::vector<Option> size_options() {
  auto out = options(sizes(), [](Size s) { return html::Words(label(s)); });
  out.insert(out.begin(), {"sme", _("PyME"), _("Micro, pequeña o mediana.")});
  return out;
}

/// `whole`: officers also filter by what the directory holds beside the alliance.
std::vector<Field> filter_fields(const html::ListAddress& address, const Listing& listing, Lang lang) {
  const auto field = [&](Control control, const char* name, Message words, std::vector<Option> choices) {
    Field f{
        .control = control, .name = name, .label = std::move(words), .options = std::move(choices), .need = html::Need::optional};
    f.values = address.values(name);
    return f;
  };
  std::vector<Field> out{field(Control::checks, "type", _("Tipo"),
                               options(organization_types(), [](OrganizationType t) { return html::Words(label(t)); })),
                         field(Control::checks, "org_size", _("Tamaño"), size_options()),
                         field(Control::checks, "state", _("Entidad federativa"), options(states(), lang)),
                         field(Control::checks, "sector", _("Sector (SCIAN)"), options(sectors(), lang)),
                         field(Control::sdgs, "sdg", _("Interés en los ODS"), {})};
  if (!listing.whole_directory) return out;
  out.push_back(field(Control::checks, "status", _("En esta alianza"), status_options()));
  out.push_back(field(Control::checks, "shelf", _("En el directorio"),
                      {{"inactive", label(Shelf::inactive), _("Solo las que ya no se usan.")}}));
  return out;
}

Response filters_page(feature::Site& site, Request& request, const std::shared_ptr<CountMemory>& memory) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const html::ListAddress address(list_url(alliance), request.query, shape);
  auto wanted = request_of(alliance, address);
  wanted.limit = 1;
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Filters> {
    const auto listing = TRY(list(tx, *memory, auth::actor_of(request), wanted));
    views::Filters p{.panel = {.action = list_url(alliance), .fields = filter_fields(address, listing, request.lang)}};
    if (!address.search().empty()) p.panel.hidden.emplace_back("q", address.search());
    const auto sort = (address.descending() ? "-" : "") + address.sort();
    if (sort != "name") p.panel.hidden.emplace_back("sort", sort);
    p.clear = address.without_filters();
    const auto title = text(request, _("Filtrar organizaciones"));
    p.shell = alliances::shell(site, tx, request, listing.at, title, "organizations");
    p.crumbs = {{{text(request, _("Organizaciones")), address.here()}}, title};
    return p;
  }));
  return html::respond(request, page);
}

constexpr int rows_a_piece = 500;

documents::TableOptions table_of(const Request& request, const Listing& listing, const Filter& filter) {
  documents::TableOptions o;
  const auto column = [&](const char* name, Message title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("id", _("Clave"), 16);
  column("name", _("Organización"), 40);
  column("type", _("Tipo"), 24);
  column("size", _("Tamaño"), 14);
  column("is_sme", _("PyME"), 8);
  column("sector", _("Sector (SCIAN)"), 40);
  column("country", _("País"), 18);
  column("state", _("Entidad federativa o región"), 22);
  column("municipality", _("Municipio o alcaldía"), 20);
  column("sdgs_priority", _("ODS prioritarios"), 18);
  column("sdgs_interested", _("ODS de interés"), 18);
  column("status", _("En la alianza"), 14);
  column("since", _("Desde"), 12);
  o.title = text(request, _("Organizaciones"));
  o.about.emplace_back("alliance", listing.at.alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(listing.at.alliance, request.lang)) {
    o.about.emplace_back("seal", seal->tag + ". " + seal->text);
    column("seal", _("Origen de los datos"), 22);
  }
  for (const auto& [name, value] : address_of(filter)) o.about.emplace_back(name, value);
  o.about.emplace_back("date", listing.at.today.text());
  return o;
}

std::string goals_text(std::int64_t mask) {
  std::string out;
  for (int goal = 1; goal <= 17; ++goal)
    if ((mask & (std::int64_t{1} << goal)) != 0) out += (out.empty() ? "" : ", ") + std::to_string(goal);
  return out;
}

std::vector<documents::Cell> cells_of(const ListedOrganization& o, Lang lang, const std::optional<std::string>& seal) {
  std::vector<documents::Cell> out{o.id.text(),
                                   o.name,
                                   i18n::text(lang, label(o.type)),
                                   i18n::text(lang, label(o.size)),
                                   is_sme(o.size),
                                   o.sector.empty() ? std::string() : sectors().name_in(o.sector, lang),
                                   o.country.empty() ? std::string() : countries().name_in(o.country, lang),
                                   o.state.empty() ? o.region : states().name_in(o.state, lang),
                                   o.municipality,
                                   goals_text(o.sdgs.priority),
                                   goals_text(o.sdgs.interested),
                                   o.status ? i18n::text(lang, membership::label(*o.status)) : std::string(),
                                   o.since};
  if (seal) out.emplace_back(*seal);
  return out;
}

Response download(feature::Site& site, Request& request, const std::shared_ptr<CountMemory>& memory, documents::Format format) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const html::ListAddress address(list_url(alliance), request.query, shape);
  auto wanted = request_of(alliance, address);
  wanted.after.reset();
  wanted.before.reset();
  wanted.limit = 1;
  wanted.count_all = format == documents::Format::xlsx;
  const auto actor = auth::actor_of(request);
  const auto listing = demand(site.db.read([&](db::Tx& tx) { return list(tx, *memory, actor, wanted); }));
  if (format == documents::Format::xlsx && listing.page.count >= documents::most_sheet_rows)
    throw http::Abandon{
        Error{Fault::too_large, _("Una hoja de cálculo no admite tantas filas. Descargue el CSV o ponga filtros."), {}}};
  const auto seal = alliances::seal(listing.at.alliance, request.lang);
  const auto tag = seal ? std::optional(seal->tag) : std::nullopt;
  wanted.limit = rows_a_piece;
  // Each piece is a transaction of its own that goes on by key: no snapshot is held while a slow client reads.
  auto pieces = documents::stream(documents::table_writer(format, table_of(request, listing, wanted.filter)),
                                  [&site, memory, actor, wanted, lang = request.lang, tag](documents::TableWriter& to) mutable {
                                    const auto rows =
                                        demand(site.db.read([&](db::Tx& tx) { return rows_after(tx, *memory, actor, wanted); }));
                                    for (const auto& row : rows) to.row(cells_of(row, lang, tag));
                                    if (!rows.empty()) wanted.after = rows.back().id;
                                    return rows.size() == static_cast<std::size_t>(rows_a_piece);
                                  });
  const auto name = text(request, _("organizaciones")) + "." + std::string(documents::extension(format));
  return Response::stream_download(std::move(pieces), documents::media_type(format), name);
}

}  // namespace

std::string views::List::detail_of(const ListedOrganization& row) const {
  std::string out;
  out.reserve(80);
  if (!row.sector.empty()) out += sectors().name_of(row.sector, shell.lang);
  const auto sector = out.size();
  if (sector != 0) out += " · ";
  const auto begin = out.size();
  append_place(out, Place{row.country, row.state, row.region, row.municipality}, shell.lang);
  if (out.size() == begin) out.resize(sector);
  return out;
}

const html::Safe& views::drawn_type(OrganizationType type, Size size, Lang lang) {
  using Cells = std::array<html::Safe, 2>;  // of those that are no SME, of those that are
  static const auto all = [] {
    std::map<std::pair<OrganizationType, Lang>, Cells> out;
    for (const auto t : organization_types())
      for (const auto l : {Lang::es, Lang::en})
        out.emplace(std::pair(t, l), Cells{html::draw(l, TypeCell{t, Size::unknown}), html::draw(l, TypeCell{t, Size::micro})});
    return out;
  }();
  return all.at({type, lang}).at(is_sme(size) ? 1 : 0);
}

const html::Safe& views::drawn_status(std::optional<Status> status, Lang lang) {
  static const auto all = [] {
    std::map<std::pair<std::optional<Status>, Lang>, html::Safe> out;
    for (const auto l : {Lang::es, Lang::en}) {
      out.emplace(std::pair(std::nullopt, l), html::draw(l, StatusCell{}));
      for (const auto s : {Status::invited, Status::active, Status::suspended, Status::withdrawn})
        out.emplace(std::pair(s, l), html::draw(l, StatusCell{badge(s)}));
    }
    return out;
  }();
  return all.at({status, lang});
}

void add_list_pages(feature::Site& site, const std::shared_ptr<CountMemory>& memory) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/organizations");
  pages.get("", feature::given(list_page, memory), {.run = http::Run::inline_});
  pages.get("/filters", feature::given(filters_page, memory));
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(download, memory, format));
}

}  // namespace alianza::organizations
