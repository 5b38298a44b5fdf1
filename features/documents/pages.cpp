// The list of documents with its downloads.
#include "features/documents/pages.h"

#include "features/documents/pages_shared.h"
#include "platform/documents/table.h"

namespace alianza::document {
namespace {

using documents::Cell;
using documents::Format;
using html::Control;

const html::ListShape shape{.filters = {"kind", "committee", "confidentiality", "state"}, .sorts = {"recent", "title"}};

Order order_of(const html::ListAddress& address) {
  if (address.sort() == "title") return address.descending() ? Order::title_back : Order::title;
  return address.descending() ? Order::oldest : Order::newest;
}

/// The filters of the address; what is not understood is left out.
Filter filter_of(const html::ListAddress& address) {
  Filter f;
  if (Kind kind{}; from_text(address.value("kind").value_or(""), kind)) f.kind = kind;
  if (Confidentiality level{}; from_text(address.value("confidentiality").value_or(""), level)) f.confidentiality = level;
  if (const auto id = address.value("committee")) f.committee = CommitteeId::parse(*id);
  f.withdrawn = address.value("state") == "withdrawn";
  f.search = address.search();
  f.order = order_of(address);
  return f;
}

/// Every committee of the alliance: their names are no secret among members.
html::FilterPanel panel(const html::ListAddress& address, const Url& action, const Bodies& bodies) {
  html::FilterPanel out{.action = action};
  const auto select = [&](const char* name, Message label, Message first, std::vector<html::Option> options) {
    out.fields.push_back({.control = Control::select,
                          .name = name,
                          .label = std::move(label),
                          .value = address.value(name).value_or(""),
                          .options = std::move(options),
                          .first_option = std::move(first),
                          .need = html::Need::optional,
                          .width = html::Width::mid,
                          .id_prefix = "filter-"});
  };
  std::vector<html::Option> kind_options, level_options, body_options;
  for (const auto kind : kinds()) kind_options.push_back({std::string(to_text(kind)), label(kind)});
  for (const auto level : levels()) level_options.push_back({std::string(to_text(level)), label(level)});
  for (const auto& [id, name] : bodies) body_options.push_back({id.text(), name});
  select("kind", _("Clase"), _("Todas"), std::move(kind_options));
  if (!body_options.empty()) select("committee", _("Comité"), _("Todos"), std::move(body_options));
  select("confidentiality", _("Quién lo lee"), _("Todos"), std::move(level_options));
  select("state", _("Estado"), _("Vigentes"), {{"withdrawn", _("Retirados")}});
  if (!address.search().empty()) out.hidden = {{"q", address.search()}};
  return out;
}

html::FilterChips chips(const html::ListAddress& address, const html::FilterPanel& panel) {
  html::FilterChips out{{}, address.without_filters()};
  if (!address.search().empty()) out.chips.push_back({_("Búsqueda"), address.search(), address.without_search()});
  for (const auto& pair : address.filters())
    for (const auto& field : panel.fields) {
      if (field.name != pair.first) continue;
      html::Words value = pair.second;
      for (const auto& option : field.options)
        if (option.value == pair.second) value = option.label;
      out.chips.push_back({field.label, value, address.without(pair.first, pair.second)});
    }
  return out;
}

html::ListBar bar(const html::ListAddress& address, AllianceId id, std::int64_t matching, Lang lang) {
  html::ListBar out{.action = list_url(id)};
  out.count = N_("{1} documento", "{1} documentos", matching).arg(html::count_text(lang, matching));
  out.hidden = address.kept_by_sort();
  out.sort = (address.descending() ? "-" : "") + address.sort();
  out.sorts = {{"recent", _("Fecha, lo más nuevo primero")},
               {"-recent", _("Fecha, lo más antiguo primero")},
               {"title", _("Título, A a Z")},
               {"-title", _("Título, Z a A")}};
  out.download_note = _("Exactamente estas filas, con estos filtros y este orden.");
  out.downloads = {{_("CSV"), _("UTF-8, separado por comas"), address.at(Url("/alliances/{}/documents.csv", id))},
                   {_("XLSX"), _("hoja de cálculo"), address.at(Url("/alliances/{}/documents.xlsx", id))},
                   {_("JSON"), _("con el esquema"), address.at(Url("/alliances/{}/documents.json", id))}};
  return out;
}

html::EmptyState nothing(const html::ListAddress& address, const std::optional<Url>& add) {
  if (address.is_filtered())
    return html::nothing_matches(address, _("Ningún documento cumple los filtros"), _("Quítelos para ver los demás."));
  html::EmptyState out{_("Aún no hay documentos"), _("Aquí quedan los planes, fichas, comunicados y demás, con sus versiones.")};
  if (add) out.act = html::Link{_("Agregar el primero"), *add};
  return out;
}

Result<views::List> list_page(feature::Site& site, db::Tx& tx, Request& request, AllianceId id) {
  const auto actor = auth::actor_of(request);
  const auto at = TRY(alliances::see(tx, actor, id));
  const auto sight = sight_of(tx, actor, at);
  const html::ListAddress address(list_url(id), request.query, shape);
  const auto filter = filter_of(address);
  const auto cursor = address.before()  ? Cursor::parse(*address.before(), Cursor::Direction::back)
                      : address.after() ? Cursor::parse(*address.after(), Cursor::Direction::on)
                                        : std::nullopt;
  const auto page = list(tx, id, sight, filter, cursor, address.size());
  const auto bodies = bodies_of(tx, id, request.lang);
  views::List p;
  p.shell = alliances::shell(site, tx, request, at, text(request, _("Documentos")), "documents");
  if (may_add(tx, actor, at).any()) p.add = Url("/alliances/{}/documents/new", id);
  p.search = html::search_box(address, list_url(id), _("Buscar documentos"),
                              _("Busca en el título y en quién lo hizo. Da igual con o sin acentos."));
  p.filters = panel(address, list_url(id), bodies);
  p.chips = chips(address, p.filters);
  p.bar = bar(address, id, count(tx, id, sight, filter), request.lang);
  for (const auto& d : page.rows) p.rows.push_back(row_view(d, bodies, request.lang));
  if (p.rows.empty()) p.empty = nothing(address, p.add);
  if (page.earlier) p.paging.previous = address.page_before(page.earlier->text());
  if (page.later) p.paging.next = address.page_after(page.later->text());
  p.panels = html::drawn_before(site.draw("documents", tx, {request, id.value(), id.value()}));
  p.paged = page.earlier || page.later;
  if (p.paged && !p.rows.empty()) {
    p.paging.first = p.rows.front().title;
    p.paging.last = p.rows.back().title;
  }
  return p;
}

Response list_get(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return list_page(site, tx, request, id); })));
}

void columns(documents::TableOptions& o, const Request& request) {
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("id", _("Identificador"), 16);
  column("title", _("Título"), 60);
  column("kind", _("Clase"), 28);
  column("author", _("Quién lo hizo"), 36);
  column("on", _("Fecha"), 12);
  column("committee", _("Órgano"), 30);
  column("confidentiality", _("Quién lo lee"), 16);
  column("versions", _("Versiones"), 10);
  column("added_by", _("Lo agregó"), 28);
}

Response table(feature::Site& site, Request& request, Format format) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  documents::TableOptions o;
  std::vector<std::vector<Cell>> rows;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto at = TRY(alliances::see(tx, auth::actor_of(request), id));
    o.title = text(request, _("Documentos"));
    o.about.emplace_back("alliance", at.alliance.name.in(request.lang));
    if (const auto seal = alliances::seal(at.alliance, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
    o.about.emplace_back("date", at.today.text());
    columns(o, request);
    const html::ListAddress address(list_url(id), request.query, shape);
    const auto bodies = bodies_of(tx, id, request.lang);
    each(tx, id, sight_of(tx, auth::actor_of(request), at), filter_of(address), [&](const Document& d) {
      rows.push_back({d.id.text(), d.title, text(request, label(d.kind)), d.author, d.on, row_view(d, bodies, request.lang).body,
                      text(request, label(d.confidentiality)), d.versions, d.created_by_name});
    });
    return {};
  }));
  auto pieces = documents::stream(documents::table_writer(format, std::move(o)), std::move(rows));
  return Response::stream_download(std::move(pieces), documents::media_type(format),
                                   text(request, _("documentos")) + "." + std::string(documents::extension(format)));
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/documents");
  pages.get("", list_get, {.run = http::Run::inline_});
  pages.get(".csv", feature::given(table, Format::csv));
  pages.get(".xlsx", feature::given(table, Format::xlsx));
  pages.get(".json", feature::given(table, Format::json));
  add_show_pages(site);
  add_form_pages(site);
  add_panels(site);
}

}  // namespace alianza::document
