#include "features/portal/open_data.h"

#include <algorithm>
#include <array>

#include "platform/i18n/format.h"

namespace alianza::portal {
namespace {

constexpr std::array<std::string_view, 11> names{"facts",       "figures",       "funnel",   "committees",
                                                 "memberships", "organizations", "meetings", "documents",
                                                 "criteria",    "findings",      "notes"};

/// Cells of a text in both languages.
void add(Row& row, const LocalizedText& text) {
  row.emplace_back(text.es);
  row.emplace_back(text.en);
}

void add(Row& row, const When& when) {
  row.emplace_back(in_code(when));
  row.emplace_back(std::string(meetings::to_text(when.precision)));
  row.emplace_back(in_words(when, Lang::es));
  row.emplace_back(in_words(when, Lang::en));
}

void add(Row& row, const Figure& figure) {
  row.emplace_back(figure.value);
  row.emplace_back(std::string(meetings::to_text(figure.qualifier)));
  add(row, figure.noun);
}

void add(Row& row, const Source& source) {
  add(row, source.chapter);
  row.emplace_back(source.fact);
}

void add_no_figure(Row& row) { row.insert(row.end(), 4, Cell()); }

std::string goals(const organizations::SdgMasks& masks) {
  std::string out;
  for (int goal = 1; goal <= 17; ++goal)
    if ((((masks.priority | masks.interested) >> goal) & 1) != 0) out.append(out.empty() ? "" : " ").append(std::to_string(goal));
  return out;
}

}  // namespace

const std::vector<Table>& tables() {
  static const std::vector all{Table::facts,       Table::figures,       Table::funnel,   Table::committees,
                               Table::memberships, Table::organizations, Table::meetings, Table::documents,
                               Table::criteria,    Table::findings,      Table::notes};
  return all;
}

std::string_view to_text(Table table) { return names.at(static_cast<std::size_t>(table)); }

bool from_text(std::string_view text, Table& table) {
  const auto* found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return false;
  table = static_cast<Table>(found - names.begin());
  return true;
}

Message title(Table table) {
  switch (table) {
    case Table::facts: return _("Hechos");
    case Table::figures: return _("Cifras");
    case Table::funnel: return _("Participación");
    case Table::committees: return _("Comités y consejos");
    case Table::memberships: return _("Integrantes");
    case Table::organizations: return _("Organizaciones");
    case Table::meetings: return _("Reuniones");
    case Table::documents: return _("Documentos");
    case Table::criteria: return _("Criterios");
    case Table::findings: return _("Hallazgos");
    case Table::notes: return _("Notas sobre la fuente");
  }
  return {};
}

Message contains(Table table) {
  switch (table) {
    case Table::facts: return _("Fecha y su precisión, etapa, qué pasó, dónde, cifra con su calificativo, fuente");
    case Table::figures: return _("Cada cifra de un hecho, con su calificativo y la regla que la produjo");
    case Table::funnel: return _("Cuántas participaron en cada momento, qué se contó y cómo");
    case Table::committees: return _("ODS, número de integrantes, mecanismo de decisión, resultado");
    case Table::memberships: return _("Organización, tipo, comité");
    case Table::organizations: return _("Nombre, tipo, sector, lugar, ODS de interés");
    case Table::meetings: return _("Fecha y su precisión, clase, sede, asistencia, cifras reportadas");
    case Table::documents: return _("Título, clase, quién lo hizo, fecha, archivo y su huella");
    case Table::criteria: return _("Los criterios que deben cumplir los proyectos");
    case Table::findings: return _("Objetivos, aciertos, desafíos, recomendaciones y demás, con su fuente");
    case Table::notes: return _("Lo que la fuente contradice o deja abierto, y qué se decidió");
  }
  return {};
}

Row fact_row(const Event& e) {
  Row row;
  row.emplace_back(e.mark);
  add(row, e.when);
  row.emplace_back(e.stage ? std::optional<std::int64_t>(alliances::number(*e.stage)) : std::nullopt);
  row.emplace_back(std::string(to_text(e.kind)));
  row.emplace_back(e.kind == EventKind::external);
  add(row, e.title);
  add(row, e.text);
  add(row, e.place);
  if (e.figures.empty())
    add_no_figure(row);
  else
    add(row, e.figures.front());
  add(row, e.source);
  return row;
}

std::vector<Row> figure_rows(const Event& e) {
  std::vector<Row> rows;
  for (const auto& figure : e.figures) {
    auto& row = rows.emplace_back();
    row.emplace_back(e.mark);
    add(row, e.title);
    row.emplace_back(in_code(e.when));
    row.emplace_back(static_cast<std::int64_t>(rows.size()));
    add(row, figure);
    add(row, figure.rule);
    add(row, e.source);
  }
  return rows;
}

Row funnel_row(const FunnelRow& r) {
  Row row;
  row.emplace_back(r.ordinal);
  add(row, r.figure);
  add(row, r.when);
  add(row, r.figure.rule);
  add(row, r.note);
  if (const auto& a = r.answered) {
    row.emplace_back(a->percent);
    row.emplace_back(a->value);
    row.emplace_back(std::string(meetings::to_text(a->qualifier)));
    row.emplace_back(a->computed);
    add(row, a->rule);
  } else {
    row.insert(row.end(), 6, Cell());
  }
  add(row, r.source);
  return row;
}

Row finding_row(const Finding& f) {
  Row row;
  row.emplace_back(std::string(to_text(f.kind)));
  row.emplace_back(f.ordinal);
  add(row, f.title);
  add(row, f.text);
  add(row, f.source);
  return row;
}

Row criterion_row(const Finding& f) {
  auto row = finding_row(f);
  row.erase(row.begin());
  return row;
}

Row note_row(const Contradiction& n) {
  Row row;
  row.emplace_back(n.mark);
  add(row, n.text);
  add(row, n.decision);
  add(row, n.source.chapter);
  return row;
}

Row committee_row(const committees::Committee& c, int members) {
  Row row;
  row.emplace_back(c.id.text());
  row.emplace_back(std::string(committees::to_text(c.kind)));
  row.emplace_back(c.sdg == 0 ? std::nullopt : std::optional<std::int64_t>(c.sdg));
  add(row, c.name);
  row.emplace_back(members);
  row.emplace_back(std::string(committees::to_text(c.mechanism)));
  add(row, c.outcome);
  add(row, c.purpose);
  add(row, c.source);
  return row;
}

Row membership_row(const Membership& m) {
  Row row;
  row.emplace_back(m.organization.text());
  row.emplace_back(m.name);
  row.emplace_back(std::string(organizations::to_text(m.type)));
  row.emplace_back(m.committee->id.text());
  add(row, m.committee->name);
  row.emplace_back(m.committee->sdg == 0 ? std::nullopt : std::optional<std::int64_t>(m.committee->sdg));
  row.emplace_back(m.since ? m.since->text() : std::string());
  return row;
}

Row organization_row(const organizations::ListedOrganization& o, int committees) {
  Row row;
  row.emplace_back(o.id.text());
  row.emplace_back(o.name);
  row.emplace_back(std::string(organizations::to_text(o.type)));
  row.emplace_back(o.sector);
  row.emplace_back(o.country);
  row.emplace_back(o.state);
  row.emplace_back(o.municipality);
  row.emplace_back(goals(o.sdgs));
  row.emplace_back(committees);
  return row;
}

Row meeting_row(const PublicMeeting& p) {
  const auto& m = p.meeting;
  Row row;
  row.emplace_back(m.id.text());
  add(row, p.when);
  row.emplace_back(std::string(meetings::to_text(m.kind)));
  row.emplace_back(std::string(meetings::to_text(m.state)));
  add(row, m.title);
  add(row, p.committee != nullptr ? p.committee->name : LocalizedText());
  add(row, m.venue);
  row.emplace_back(p.organizations == 0 ? std::nullopt : std::optional<std::int64_t>(p.organizations));
  if (p.counts.empty())
    add_no_figure(row);
  else
    add(row, p.counts.front());
  add(row, m.source);
  return row;
}

Row document_row(const PublicDocument& d) {
  Row row{d.document.id.text(), d.document.title, std::string(document::to_text(d.document.kind)), d.document.author,
          d.document.on};
  row.emplace_back(d.committee == nullptr ? std::string() : d.committee->id.text());
  add(row, d.committee == nullptr ? LocalizedText() : d.committee->name);
  row.insert(row.end(), {d.version.number, d.version.file_name, std::string(files::media_type(d.version.type)), d.version.bytes,
                         d.version.digest.text(), d.path});
  return row;
}

}  // namespace alianza::portal
