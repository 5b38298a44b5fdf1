// The record as tables and lists: facts, figures of participation, findings, notes.
#include "features/portal/pages_site.h"
#include "features/terms/actions.h"
#include "platform/auth/policy.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using http::Request;

views::DataRow downloads(const Public& open, Table table) { return data_row(open.alliance, table, 0); }

Result<views::TimelinePage> timeline_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto name = _("Historia");
  views::TimelinePage page{
      frame(request, open, i18n::text(lang, name), "timeline"),
      head(open, name, _("Todos los hechos publicados, con su fecha como se conoce, sus cifras y su fuente."), lang),
      {}};
  page.head.data = downloads(open, Table::facts);
  for (const auto& event : timeline(tx, open.alliance)) page.events.push_back(event_view(event, open.alliance, lang));
  return page;
}

views::FunnelRule rule_view(const FunnelRow& row, Lang lang) {
  views::FunnelRule view;
  view.when = in_words(row.when, lang);
  view.caveat = caveat(row.when);
  view.figure = {row.figure};
  view.rule = row.figure.rule;
  view.note = row.note;
  view.source = {row.source};
  if (const auto& a = row.answered) {
    const auto noun = a->computed ? _("respuestas (cálculo nuestro)") : _("respuestas");
    view.answers = views::FigureView{{a->value, a->qualifier, both(noun), {}}};
    view.answered_percent = a->percent;
    view.answered_rule = a->rule;
  }
  return view;
}

Result<views::FunnelPage> funnel_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto name = _("Participación");
  const auto rows = funnel(tx, open.alliance);
  views::FunnelPage page{frame(request, open, i18n::text(lang, name), "funnel"),
                         head(open, name, _("Cuántas participaron en cada momento, qué se contó y cómo."), lang),
                         funnel_view(rows, open, lang),
                         {}};
  page.head.data = downloads(open, Table::funnel);
  for (const auto& row : rows) page.rows.push_back(rule_view(row, lang));
  return page;
}

Result<views::FindingsPage> findings_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto name = _("Hallazgos");
  views::FindingsPage page{frame(request, open, i18n::text(lang, name), "findings"),
                           head(open, name, _("Lo que la alianza se propuso, lo que logró y lo que aprendió."), lang),
                           {}};
  page.head.data = downloads(open, Table::findings);
  page.glossary = address(open.alliance, "terms");
  for (const auto& finding : findings(tx, open.alliance.id)) {
    const std::string anchor(to_text(finding.kind));
    if (page.groups.empty() || page.groups.back().anchor != anchor)
      page.groups.push_back({heading(finding.kind), anchor, http::Url::on_this_page(anchor), {}});
    page.groups.back().rows.push_back({finding.title, finding.text, {finding.source}});
  }
  return page;
}

Result<views::NotesPage> notes_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto name = _("Notas sobre la fuente");
  views::NotesPage page{frame(request, open, i18n::text(lang, name), "notes"),
                        head(open, name, _("Lo que la fuente contradice o deja abierto, y qué se decidió en cada caso."), lang),
                        contradictions(tx, open.alliance.id)};
  page.head.data = downloads(open, Table::notes);
  return page;
}

Result<views::TermsPage> terms_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto name = _("Glosario");
  views::TermsPage page{
      frame(request, open, i18n::text(lang, name), "terms"),
      head(open, name, _("Qué quieren decir las palabras en esta alianza, como se acordó, con su fuente."), lang),
      {}};
  auto former = terms::former(tx, open.alliance.id);
  const auto after = terms::TermId::parse(request.query.get("after"));
  auto listing = terms::of_alliance(tx, open.alliance.id, after);
  const auto here = address(open.alliance, "terms");
  if (after) page.first = here;
  if (listing.next) page.next = here.with("after", listing.next->text());
  for (auto& term : listing.rows) page.terms.push_back({term.id.text(), std::move(term.now), std::move(former[term.id])});
  return page;
}

}  // namespace

void add_record_pages(feature::Site& site) {
  const auto add = [&site](const char* pattern, auto draw) {
    site.router.get(pattern, auth::anyone(), [&site, draw](Request& request) {
      return answer_page(site, request, [&](db::Tx& tx, const Public& open) { return draw(tx, request, open); });
    });
  };
  add("/p/{slug}/timeline", timeline_page);
  add("/p/{slug}/funnel", funnel_page);
  add("/p/{slug}/findings", findings_page);
  add("/p/{slug}/notes", notes_page);
  add("/p/{slug}/terms", terms_page);
}

}  // namespace alianza::portal
