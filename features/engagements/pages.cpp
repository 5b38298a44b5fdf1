// Ways of taking part: the list with its counts, and downloads.
#include <algorithm>

#include "features/engagements/pages_shared.h"
#include "platform/documents/table.h"
#include "platform/i18n/format.h"

namespace alianza::engagements {
namespace {

using documents::Cell;
using documents::Format;
using html::Control;
using html::Need;

Filter filter_of(const Request& request) {
  Filter f;
  if (Kind kind{}; from_text(request.query.get("kind"), kind)) f.kind = kind;
  if (State state{}; from_text(request.query.get("state"), state)) f.state = state;
  return f;
}

Url with_filter(Url url, const Filter& f) {
  if (f.kind) url = std::move(url).with("kind", to_text(*f.kind));
  if (f.state) url = std::move(url).with("state", to_text(*f.state));
  return url;
}

html::FilterPanel filter_panel(const Request& request, const Filter& f) {
  html::FilterPanel panel{.action = request.here().without("kind").without("state")};
  const auto choice = [&](const char* name, Message label, std::string value, std::vector<html::Option> options) {
    panel.fields.push_back({.control = Control::select,
                            .name = name,
                            .label = std::move(label),
                            .value = std::move(value),
                            .options = std::move(options),
                            .first_option = _("Todas"),
                            .need = Need::optional,
                            .width = html::Width::mid});
  };
  std::vector<html::Option> state_options;
  for (const auto state : states()) state_options.push_back({std::string(to_text(state)), label(state)});
  choice("kind", _("Modalidad"), f.kind ? std::string(to_text(*f.kind)) : "", kind_options());
  choice("state", _("Estado"), f.state ? std::string(to_text(*f.state)) : "", std::move(state_options));
  return panel;
}

Response list_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto filter = filter_of(request);
    const auto found = TRY(list(tx, auth::actor_of(request), id, filter));
    views::List p;
    p.shell = alliances::shell(site, tx, request, found.seen, text(request, _("Otras formas de participar")), "engagements");
    for (const auto& n : found.counts) p.counts.push_back({label(n.kind), list_url(id).with("kind", to_text(n.kind)), n});
    p.counted =
        std::any_of(found.counts.begin(), found.counts.end(), [](const auto& n) { return n.open + n.closed + n.cancelled > 0; });
    p.filters = filter_panel(request, filter);
    p.filtered = filter.kind || filter.state;
    p.all = list_url(id);
    for (const auto& row : found.rows)
      p.rows.push_back({page_url(id, row.engagement.id), row.engagement.title, label(row.engagement.kind),
                        days_of(row.engagement, request.lang), row.organizations, row.people, badge(row.engagement.state)});
    p.downloads = {{_("CSV"), _("UTF-8, separado por comas"), with_filter(Url("/alliances/{}/engagements.csv", id), filter)},
                   {_("XLSX"), _("hoja de cálculo"), with_filter(Url("/alliances/{}/engagements.xlsx", id), filter)},
                   {_("JSON"), _("con el esquema"), with_filter(Url("/alliances/{}/engagements.json", id), filter)}};
    if (found.may_open) p.open = Url("/alliances/{}/engagements/new", id);
    return p;
  }));
  return html::respond(request, page);
}

documents::TableOptions table_options(const Request& request, const alliances::Seen& seen) {
  documents::TableOptions o;
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("kind", _("Modalidad"), 24);
  column("title", _("Título"), 40);
  column("starts", _("Empieza"), 12);
  column("ends", _("Termina"), 12);
  column("state", _("Estado"), 12);
  column("organizations", _("Organizaciones"), 12);
  column("people", _("Personas"), 12);
  column("result", _("Qué resultó"), 50);
  o.title = text(request, _("Otras formas de participar"));
  o.about.emplace_back("alliance", seen.alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(seen.alliance, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", seen.today.text());
  return o;
}

Response table(feature::Site& site, Request& request, Format format) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto found = TRY(list(tx, auth::actor_of(request), id, filter_of(request)));
    std::vector<std::vector<Cell>> rows;
    for (const auto& [e, organizations, people] : found.rows)
      rows.push_back({text(request, label(e.kind)), e.title.in(request.lang), e.starts, e.ends, text(request, label(e.state)),
                      organizations, people, e.result.in(request.lang)});
    auto pieces = documents::stream(documents::table_writer(format, table_options(request, found.seen)), std::move(rows));
    return Response::stream_download(std::move(pieces), documents::media_type(format),
                                     text(request, _("formas-de-participar")) + "." + std::string(documents::extension(format)));
  }));
}

}  // namespace

html::Badge badge(State state) {
  switch (state) {
    case State::open: return {html::Tone::info, label(state)};
    case State::closed: return {html::Tone::ok, label(state)};
    case State::cancelled: return {html::Tone::off, label(state), "minus"};
  }
  return {};
}

std::string days_of(const Engagement& e, Lang lang) {
  auto out = i18n::full_date(lang, e.starts);
  if (e.ends && *e.ends != e.starts) out += " – " + i18n::full_date(lang, *e.ends);
  return out;
}

std::vector<html::Option> kind_options() {
  std::vector<html::Option> out;
  for (const auto kind : kinds()) out.push_back({std::string(to_text(kind)), label(kind)});
  return out;
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/engagements");
  pages.get("", list_page);
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(table, format));
  add_form_pages(site);
}

}  // namespace alianza::engagements
