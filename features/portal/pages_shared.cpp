#include "features/portal/pages_shared.h"

#include <algorithm>
#include <array>

#include "features/alliances/shell.h"
#include "features/committees/actions.h"
#include "platform/i18n/format.h"

namespace alianza::portal {
namespace {

using http::Url;

constexpr std::size_t most_names = 24;  // in the line of a committee

std::vector<feature::views::Link> tabs(const alliances::Alliance& alliance, std::string_view current, Lang lang) {
  struct Tab {
    Message title;
    std::string_view tail;
  };
  const std::array list{
      Tab{_("Historia"), "timeline"},  Tab{_("Comités"), "committees"}, Tab{_("Organizaciones"), "organizations"},
      Tab{_("Reuniones"), "meetings"}, Tab{_("Hallazgos"), "findings"}, Tab{_("Datos abiertos"), "data"}};
  std::vector<feature::views::Link> out;
  for (const auto& tab : list) {
    out.push_back({i18n::text(lang, tab.title), address(alliance, tab.tail), tab.tail == current});
  }
  return out;
}

const char* point_of(const Event& event) {
  if (event.kind == EventKind::external) return "point point-outside";
  return is_exact(event.when) ? "point" : "point point-about";
}

/// For <time>: one whole day, or the first of a range.
std::string machine_date(const When& when) { return is_exact(when) ? when.from->text() : std::string(); }

i18n::Qualifier drawn(Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::exact: return i18n::Qualifier::exact;
    case Qualifier::more_than: return i18n::Qualifier::more_than;
    case Qualifier::at_least: return i18n::Qualifier::at_least;
    case Qualifier::approx: return i18n::Qualifier::approx;
  }
  return i18n::Qualifier::exact;
}

/// «más de 90 organizaciones»
std::string spoken(const Figure& figure, Lang lang) {
  const auto number = i18n::number(figure.value) + " " + figure.noun.in(lang);
  return figure.qualifier == Qualifier::exact ? number : i18n::text(lang, meetings::label(figure.qualifier)) + " " + number;
}

html::FunnelRow funnel_bar(const FunnelRow& row, Lang lang) {
  html::FunnelRow bar;
  bar.n = row.figure.value;
  bar.qualifier = drawn(row.figure.qualifier);
  bar.what = row.figure.noun;
  auto when = in_short(row.when, lang);
  if (const auto note = caveat(row.when); !note.empty()) when.append(when.empty() ? "" : ", ").append(i18n::text(lang, note));
  auto title = spoken(row.figure, lang);
  if (const auto& a = row.answered) {
    bar.answered = a->value;
    bar.answered_qualifier = drawn(a->qualifier);
    bar.answered_words = _("respondió el {1} %").arg(std::int64_t{a->percent});
    const auto answers = std::string(meetings::sign(a->qualifier)) + " " + i18n::number(a->value);
    const auto who = a->computed ? _("{1} respuestas, cálculo nuestro") : _("{1} respuestas");
    when += "; " + i18n::text(lang, Message(who).arg(answers));
    title += "; " + bar.answered_words.in(lang);
  }
  bar.when = std::move(when);
  bar.title = capital(std::move(title));
  return bar;
}

std::string hours(const meetings::Meeting& meeting, Lang lang) {
  if (!meeting.starts) return {};
  const auto from = meetings::clock_text(*meeting.starts);
  return meeting.ends ? from + (lang == Lang::es ? " a " : " to ") + meetings::clock_text(*meeting.ends) : from;
}

}  // namespace

Url address(const alliances::Alliance& alliance, std::string_view tail) {
  return tail.empty() ? Url("/p/{}", alliance.slug) : Url("/p/{}/{}", alliance.slug, tail);
}

std::string origin_of(const feature::Site& site, const http::Request& request) {
  if (!site.config.server.public_url.empty()) return site.config.server.public_url;
  return (site.config.server.secure_cookies ? "https://" : "http://") + request.host;
}

http::Response public_answer(const feature::Site& site, const http::Request& request, http::Response response) {
  const auto& origin = site.config.server.public_url;
  const auto here = [&](Lang lang) { return "<" + origin + request.here().in(lang).text() + ">"; };
  response.set("Link", here(request.lang) + "; rel=\"canonical\", " + here(Lang::es) + "; rel=\"alternate\"; hreflang=\"es\", " +
                           here(Lang::en) + "; rel=\"alternate\"; hreflang=\"en\"");
  return std::move(response).with_content_etag().cache_public(kept_for);
}

views::Frame frame(const http::Request& request, const Public& open, const std::string& title, std::string_view tail) {
  const auto lang = request.lang;
  const auto name = open.alliance.name.in(lang);
  auto shell = feature::public_shell(request, title);
  shell.portal = true;
  shell.title = title.empty() ? name + " · " + i18n::text(lang, _("portal público")) : title + " · " + name;
  shell.description = open.alliance.summary.in(lang);
  shell.place = feature::views::Place{i18n::text(lang, _("Portal público")), name, address(open.alliance), "place"};
  if (open.agency.colours != agencies::Colours()) shell.brand = Url("/brand/{}", open.agency.slug + ".css").in_every_language();
  shell.tabs = tabs(open.alliance, tail, lang);
  shell.seal = alliances::seal(open.alliance, lang);
  const auto terms = terms_of(open, lang);
  return {std::move(shell), terms.licence, terms.source};
}

views::PageHead head(const Public& open, Message title, Message lead, Lang lang) {
  views::PageHead out;
  out.alliance = open.alliance.name.in(lang);
  out.home = address(open.alliance);
  out.title = std::move(title);
  out.lead = std::move(lead);
  return out;
}

LocalizedText both(const Message& message) { return {i18n::text(Lang::es, message), i18n::text(Lang::en, message), Lang::es}; }

std::string few(std::int64_t n, Lang lang) {
  constexpr std::array<std::string_view, 11> es{"dos",  "tres",  "cuatro", "cinco", "seis", "siete",
                                                "ocho", "nueve", "diez",   "once",  "doce"};
  constexpr std::array<std::string_view, 11> en{"two",   "three", "four", "five",   "six",   "seven",
                                                "eight", "nine",  "ten",  "eleven", "twelve"};
  if (n < 2 || n > 12) return i18n::number(n);
  return std::string((lang == Lang::es ? es : en).at(static_cast<std::size_t>(n - 2)));
}

std::string capital(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::vector<views::FigureView> figure_views(const std::vector<Figure>& figures) {
  std::vector<views::FigureView> out;
  for (const auto& figure : figures) out.push_back({figure});
  return out;
}

views::EventView event_view(const Event& event, const alliances::Alliance& alliance, Lang lang) {
  views::EventView view;
  view.point = point_of(event);
  view.when = in_words(event.when, lang);
  view.datetime = machine_date(event.when);
  view.caveat = caveat(event.when);
  if (event.stage)
    view.stage = std::to_string(alliances::number(*event.stage)) + ". " + i18n::text(lang, alliances::label(*event.stage));
  view.kind = label(event.kind);
  view.title = event.title;
  view.text = event.text;
  view.place = event.place;
  view.figures = figure_views(event.figures);
  view.source = {event.source};
  if (event.meeting) view.meeting = address(alliance, "meetings");
  return view;
}

views::FunnelView funnel_view(const std::vector<FunnelRow>& rows, const Public& open, Lang lang) {
  views::FunnelView view;
  for (const auto& row : rows) {
    view.chart.rows.push_back(funnel_bar(row, lang));
    view.has_open |= row.figure.qualifier == Qualifier::more_than || row.figure.qualifier == Qualifier::at_least;
    view.has_about |= row.figure.qualifier == Qualifier::approx || row.answered.has_value();
  }
  view.chart.caption = _("Cuántas participaron en cada momento. Las unidades cambian de un momento a otro.");
  view.note = open.texts.of("funnel");
  return view;
}

views::MeetingView meeting_view(const PublicMeeting& meeting, const alliances::Alliance& alliance, Lang lang) {
  views::MeetingView view;
  const auto& m = meeting.meeting;
  view.id = m.id.text();
  view.when = in_words(meeting.when, lang);
  view.datetime = machine_date(meeting.when);
  view.hours = hours(m, lang);
  view.caveat = caveat(meeting.when);
  view.title = m.title;
  view.text = m.summary;
  if (meeting.committee != nullptr) {
    view.committee = meeting.committee->name;
    view.committee_url = Url("/p/{}/committees/{}", alliance.slug, meeting.committee->id);
  }
  view.venue = m.venue;
  view.kind = meetings::label(m.kind);
  view.state = meetings::to_text(m.state);
  view.figures = figure_views(meeting.counts);
  if (view.figures.empty() && meeting.organizations > 0)
    view.figures.push_back({{meeting.organizations, Qualifier::exact, both(_("organizaciones en la lista de asistencia")), {}}});
  view.source = m.source;
  return view;
}

views::DataRow data_row(const alliances::Alliance& alliance, Table table, std::int64_t rows) {
  const auto file = [&](std::string_view tail) {
    return Url("/p/{}/data/{}", alliance.slug, std::string(to_text(table)).append(tail));
  };
  static const std::map<Table, std::string_view> pages{{Table::facts, "timeline"},     {Table::figures, "timeline"},
                                                       {Table::funnel, "funnel"},      {Table::organizations, "organizations"},
                                                       {Table::meetings, "meetings"},  {Table::criteria, "findings"},
                                                       {Table::findings, "findings"},  {Table::notes, "notes"},
                                                       {Table::documents, "documents"}};
  const auto page = pages.find(table);
  return {.title = title(table),
          .contains = contains(table),
          .rows = rows,
          .page = address(alliance, page == pages.end() ? "committees" : page->second),
          .csv = file(".csv"),
          .xlsx = file(".xlsx"),
          .json = file(".json"),
          .schema = file(".schema.json")};
}

std::optional<html::SdgTile> tile(int sdg, html::TileSize size) {
  if (sdg == 0) return std::nullopt;
  return html::SdgTile{sdg, size};
}

Bodies read_bodies(db::Tx& tx, const alliances::Alliance& alliance) {
  Bodies out;
  out.listed = committees::of_alliance(tx, alliance.id);
  const auto members = committees::members_of_alliance(tx, alliance.id);
  std::vector<membership::OrganizationId> ids;
  for (const auto& [committee, organizations] : members) ids.insert(ids.end(), organizations.begin(), organizations.end());
  const auto names = organizations::names(tx, ids);
  std::map<membership::OrganizationId, int> times;
  for (const auto& body : out.listed) {
    const auto found = members.find(body.committee.id);
    if (found == members.end()) continue;
    auto& line = out.members[body.committee.id];
    for (const auto id : found->second) {
      if (const auto name = names.find(id); name != names.end()) line.push_back(name->second.name);
      if (body.committee.kind != committees::Kind::committee) continue;
      out.organizations.insert(id);
      ++out.memberships;
      if (++times[id] == 2) ++out.in_several;
    }
    std::sort(line.begin(), line.end(), [](const auto& a, const auto& b) { return fold(a) < fold(b); });
  }
  return out;
}

views::BodyView body_view(const Bodies& bodies, const committees::Listed& body, const alliances::Alliance& alliance) {
  std::int64_t largest = 1;
  for (const auto& other : bodies.listed) largest = std::max<std::int64_t>(largest, other.members);
  const auto& c = body.committee;
  views::BodyView view;
  view.tile = tile(c.sdg, html::TileSize::s64);
  view.name = c.name;
  view.url = Url("/p/{}/committees/{}", alliance.slug, c.id);
  if (const auto found = bodies.members.find(c.id); found != bodies.members.end()) {
    const auto& names = found->second;
    const auto shown = std::min(names.size(), most_names);
    for (std::size_t i = 0; i < shown; ++i) view.members.append(i == 0 ? "" : ", ").append(names[i]);
    view.more = static_cast<std::int64_t>(names.size() - shown);
  }
  view.count = body.members;
  view.tally = c.sdg == 0 ? "tally" : "tally sdg-" + std::to_string(c.sdg);
  view.share = html::bar_length(body.members, largest);
  if (c.mechanism != committees::Mechanism::undecided) view.mechanism = committees::label(c.mechanism);
  view.outcome = c.outcome;
  return view;
}

views::BodiesView bodies_view(const Bodies& bodies, committees::Kind kind, const alliances::Alliance& alliance) {
  views::BodiesView out;
  for (const auto& body : bodies.listed)
    if (body.committee.kind == kind && !body.committee.dissolved_on) out.bodies.push_back(body_view(bodies, body, alliance));
  return out;
}

}  // namespace alianza::portal
