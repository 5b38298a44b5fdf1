#include "features/results/cross.h"

#include <algorithm>
#include <array>

#include "platform/base/words.h"
#include "platform/i18n/i18n.h"

namespace alianza::results {
namespace {

constexpr std::array<std::string_view, 3> shares{"row", "column", "all"};

LocalizedText joined(const LocalizedText& question, const LocalizedText& part) {
  return {question.es + " [" + part.es + "]", question.in(Lang::en) + " [" + part.in(Lang::en) + "]", Lang::es};
}

LocalizedText both(const Message& message) { return {i18n::text(Lang::es, message), i18n::text(Lang::en, message), Lang::es}; }

void add_matrix(std::vector<Variable>& to, const Question& q) {
  for (const auto& column : q.options)
    to.push_back(
        {q.code + ".column." + column.code, joined(q.text, column.label), q.rows, Variable::Part::column, q.code, column.code});
  for (const auto& row : q.rows)
    to.push_back({q.code + ".row." + row.code, joined(q.text, row.label), q.options, Variable::Part::row, q.code, row.code});
}

std::vector<Choice> with_other(std::vector<Choice> parts, const Question& q) {
  if (q.other == surveys::Other::text) parts.push_back({std::string(surveys::other_code), both(_("Otra opción"))});
  return parts;
}

std::vector<Choice> steps(const Question& q) {
  std::vector<Choice> out;
  for (auto step = q.least.value_or(0); step <= q.most.value_or(0); ++step)
    out.push_back({std::to_string(step), {std::to_string(step), {}, Lang::es}});
  return out;
}

void add_part(std::vector<Variable>& to, const Question& q, Variable::Part part, const char* tail, const Message& words) {
  to.push_back({q.code + "." + tail, joined(q.text, both(words)), {}, part, q.code, tail});
}

const Set& part_of(const Parted& parted, const std::string& code, const Set& none) {
  const auto found = parted.parts.find(code);
  return found == parted.parts.end() ? none : found->second;
}

}  // namespace

const Choice* Variable::find(std::string_view part_code) const {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Choice& c) { return c.code == part_code; });
  return found == parts.end() ? nullptr : &*found;
}

std::vector<Variable> variables(const Questionnaire& form, const surveys::Offer& offer) {
  std::vector<Variable> out;
  for (const auto* q : form.questions()) {
    switch (q->kind) {
      case Kind::one:
      case Kind::many: out.push_back({q->code, q->text, with_other(q->options, *q), Variable::Part::whole, q->code, {}}); break;
      case Kind::sdg: out.push_back({q->code, q->text, offer.of(*q), Variable::Part::whole, q->code, {}}); break;
      case Kind::scale: out.push_back({q->code, q->text, steps(*q), Variable::Part::whole, q->code, {}}); break;
      case Kind::ranking:
        out.push_back({q->code, joined(q->text, both(_("primer lugar"))), q->options, Variable::Part::first, q->code, {}});
        break;
      case Kind::matrix: add_matrix(out, *q); break;
      case Kind::number:
      case Kind::money:
        add_part(out, *q, Variable::Part::intervals, "intervals", _("por intervalos"));
        add_part(out, *q, Variable::Part::quarters, "quarters", _("por cuartos"));
        break;
      case Kind::date:
        add_part(out, *q, Variable::Part::year, "year", _("año"));
        add_part(out, *q, Variable::Part::quarter, "quarter", _("trimestre"));
        add_part(out, *q, Variable::Part::month, "month", _("mes"));
        break;
      case Kind::organization:
        add_part(out, *q, Variable::Part::picked, "type", _("tipo"));
        add_part(out, *q, Variable::Part::picked, "sector", _("sector"));
        add_part(out, *q, Variable::Part::picked, "size", _("tamaño"));
        break;
      case Kind::text:
      case Kind::file:
      case Kind::note: break;
    }
  }
  return out;
}

const Variable* find(const std::vector<Variable>& all, std::string_view code) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Variable& v) { return v.code == code; });
  return found == all.end() ? nullptr : &*found;
}

Message rule_of(const Variable& variable) {
  switch (variable.part) {
    case Variable::Part::intervals:
      return _(
          "Intervalos: con ocho valores distintos o menos, cada uno aparte; con más, a lo más ocho intervalos iguales, de "
          "límites "
          "redondos (1, 2 o 5 por una potencia de diez), que incluyen su límite inferior y no el superior.");
    case Variable::Part::quarters:
      return _(
          "Cuartos: las respuestas, ordenadas, en cuatro grupos tan iguales como se puede; los valores iguales van juntos, en el "
          "grupo de abajo.");
    case Variable::Part::year:
    case Variable::Part::quarter:
    case Variable::Part::month: return _("Fechas: por el calendario, y solo los periodos que alguien contestó.");
    case Variable::Part::picked:
      return _("Organizaciones elegidas: por lo que cada una es hoy en el directorio; quien eligió varias cuenta en cada una.");
    case Variable::Part::whole:
    case Variable::Part::row:
    case Variable::Part::column:
    case Variable::Part::first:
    case Variable::Part::organization: return {};
  }
  return {};
}

std::string_view to_text(Share share) { return word_of(shares, share); }
bool from_text(std::string_view text, Share& share) { return read_word(shares, text, share); }
Message label(Share share) {
  switch (share) {
    case Share::row: return _("del renglón");
    case Share::column: return _("de la columna");
    case Share::all: return _("de todas las respuestas contadas");
  }
  return {};
}

Result<CrossInput> parse_cross(const std::function<std::string(const std::string&)>& get) {
  CrossInput out{get("rows"), get("columns"), {}, Share::row};
  if (const auto typed = get("share"); !typed.empty() && !from_text(typed, out.share))
    return fail(Error::field("share", _("Elija entre las opciones que se muestran.")));
  for (std::size_t i = 1; i <= most_filters; ++i)
    if (auto variable = get("f" + std::to_string(i)); !variable.empty())
      out.filters.push_back({std::move(variable), get("v" + std::to_string(i))});
  return out;
}

CrossTable cross(const Variable& rows, const Parted& in_rows, const Variable& columns, const Parted& in_columns, const Set& kept,
                 Share share) {
  CrossTable out;
  auto counted = kept;
  out.kept = kept.count();
  counted &= in_rows.any;
  counted &= in_columns.any;
  out.n = counted.count();
  auto none = counted;
  none.remove(counted);
  out.columns = columns.parts;
  for (const auto& column : columns.parts) out.column_n.push_back(part_of(in_columns, column.code, none).count_with(counted));
  for (const auto& part : rows.parts) {
    CrossRow row{part, 0, {}, {}};
    auto in_row = part_of(in_rows, part.code, none);
    in_row &= counted;
    row.n = in_row.count();
    for (std::size_t i = 0; i < columns.parts.size(); ++i) {
      const auto n = part_of(in_columns, columns.parts[i].code, none).count_with(in_row);
      row.cells.push_back(n);
      row.percent.push_back(percent_of(n, share == Share::row ? row.n : share == Share::column ? out.column_n[i] : out.n));
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace alianza::results
