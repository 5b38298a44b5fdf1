#include "features/committees/committees.h"
#include "platform/base/typed.h"

#include <algorithm>

namespace alianza::committees {
namespace {

/// Reads fields one by one and keeps every error, so that a form shows all of them at once.
struct Reader {
  Error error = Error::invalid(_("Revise los datos marcados."));

  void wrong(const char* field, Message message) { error.fields.push_back({field, std::move(message)}); }

  void text(const char* field, const std::string& raw, std::size_t max, std::string& into, Lines lines = Lines::one) {
    if (auto value = parse_text(raw, max, lines))
      into = std::move(*value);
    else
      wrong(field, value.error().message);
  }

  void day(const char* field, const std::string& raw, std::optional<Date>& into) {
    const auto typed = trim(raw);
    if (typed.empty()) return;
    into = Date::parse(typed);
    if (!into) wrong(field, _("Escriba una fecha como 2026-03-31."));
  }

  void number(const char* field, const std::string& raw, int low, int high, std::optional<int>& into, Message message) {
    const auto typed = trim(raw);
    if (typed.empty()) return;
    into = whole_number(typed);
    if (!into || *into < low || *into > high) wrong(field, std::move(message));
  }
};

/// Share or number, not both.
template <class From, class Into>
void parse_quorum(Reader& read, const From& input, Into& rules) {
  if (!from_text(input.voting_base, rules.voting_base)) read.wrong("voting_base", _("Elija de quiénes se cuenta la mayoría."));
  read.number("quorum_percent", input.quorum_percent, 1, 99, rules.quorum_percent,
              _("Escriba un porcentaje entre 1 y 99, o deje el quórum en blanco."));
  read.number("quorum_number", input.quorum_number, 1, 2000, rules.quorum_number,
              _("Escriba cuántas organizaciones, de 1 a 2000, o deje el quórum en blanco."));
  if (rules.quorum_percent && rules.quorum_number)
    read.wrong("quorum_number", _("Escriba el quórum como porcentaje o como número, no de las dos maneras."));
}

void parse_texts(Reader& read, const Input& input, Committee& c) {
  read.text("name_es", input.name_es, 160, c.name.es);
  read.text("name_en", input.name_en, 160, c.name.en);
  read.text("purpose_es", input.purpose_es, 2000, c.purpose.es, Lines::many);
  read.text("purpose_en", input.purpose_en, 2000, c.purpose.en, Lines::many);
  read.text("basis_es", input.basis_es, 500, c.basis.es, Lines::many);
  read.text("basis_en", input.basis_en, 500, c.basis.en, Lines::many);
  read.text("rules_es", input.rules_es, 4000, c.rules.es, Lines::many);
  read.text("rules_en", input.rules_en, 4000, c.rules.en, Lines::many);
  read.text("outcome_es", input.outcome_es, 2000, c.outcome.es, Lines::many);
  read.text("outcome_en", input.outcome_en, 2000, c.outcome.en, Lines::many);
  if (trim(input.name_es).empty()) read.wrong("name_es", _("Escriba el nombre del comité."));
}

}  // namespace

Rules rules_of(const Committee& c) {
  Rules r;
  r.quorum_percent = c.quorum_percent;
  r.quorum_number = c.quorum_number;
  r.voting_base = c.voting_base;
  r.text = c.rules;
  return r;
}

bool same_rules(const Committee& a, const Committee& b) {
  return a.quorum_percent == b.quorum_percent && a.quorum_number == b.quorum_number && a.voting_base == b.voting_base &&
         a.rules.es == b.rules.es && a.rules.en == b.rules.en;
}

const Rules* rules_on(const std::vector<Rules>& editions, Date day) {
  if (editions.empty()) return nullptr;
  const auto begun = std::find_if(editions.begin(), editions.end(), [&](const Rules& r) { return r.since <= day; });
  return begun == editions.end() ? &editions.back() : &*begun;
}

int quorum(const Rules& rules, int members) {
  if (rules.quorum_number) return *rules.quorum_number;
  if (!rules.quorum_percent) return 0;
  return members * *rules.quorum_percent / 100 + 1;
}

int quorum(const Committee& committee, int members) { return quorum(rules_of(committee), members); }

std::vector<Vacancy> vacancies(std::vector<Appointment> rows, Date today) {
  std::vector<Vacancy> out;
  std::sort(rows.begin(), rows.end(), [](const Appointment& a, const Appointment& b) { return a.since < b.since; });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& until = rows[i].until;
    if (!until) continue;
    if (i + 1 < rows.size()) {
      if (*until < rows[i + 1].since) out.push_back({*until, rows[i + 1].since});
    } else if (*until <= today) {
      out.push_back({*until, std::nullopt});
    }
  }
  return out;
}

Result<Succession> succeed(const std::vector<Appointment>& same_office, Date since) {
  Succession result;
  for (const auto& row : same_office) {
    if (row.since >= since)
      return fail(
          Error::field("since", _("Ya hay un nombramiento desde el {1}. Escriba una fecha posterior.").arg(row.since.text())));
    if (row.until && *row.until > since)
      return fail(Error::field(
          "since", _("El nombramiento anterior dura hasta el {1}. Escriba esa fecha o una posterior.").arg(row.until->text())));
    if (!row.until) result.ends = row.id;
  }
  if (result.ends || same_office.empty()) return result;
  const auto last = std::max_element(same_office.begin(), same_office.end(),
                                     [](const Appointment& a, const Appointment& b) { return *a.until < *b.until; });
  if (*last->until < since) result.leaves = Vacancy{*last->until, since};
  return result;
}

const Appointment* holder_on(const std::vector<Appointment>& rows, Office office, Date day) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Appointment& a) {
    return a.office == office && a.since <= day && (!a.until || day < *a.until);
  });
  return found == rows.end() ? nullptr : &*found;
}

Result<Committee> parse(const Input& input) {
  Committee c;
  Reader read;
  if (!from_text(input.kind, c.kind)) read.wrong("kind", _("Elija qué clase de órgano es."));
  if (!from_text(input.mechanism, c.mechanism)) read.wrong("mechanism", _("Elija cómo se eligieron los proyectos."));
  if (!from_text(input.admission, c.admission)) read.wrong("admission", _("Elija si el comité es abierto o cerrado."));
  parse_texts(read, input, c);
  std::optional<int> goal;
  read.number("sdg", input.sdg, 1, 17, goal, _("Elija un ODS del 1 al 17."));
  c.sdg = goal.value_or(0);
  parse_quorum(read, input, c);
  read.day("founded_on", input.founded_on, c.founded_on);
  read.day("dissolved_on", input.dissolved_on, c.dissolved_on);
  if (c.founded_on && c.dissolved_on && *c.dissolved_on < *c.founded_on)
    read.wrong("dissolved_on", _("La disolución va después de la creación."));
  c.version = whole_number(trim(input.version)).value_or(1);
  if (!read.error.fields.empty()) return fail(std::move(read.error));
  return c;
}

Result<Rules> parse(const RulesInput& input) {
  Rules rules;
  Reader read;
  parse_quorum(read, input, rules);
  read.text("rules_es", input.rules_es, 4000, rules.text.es, Lines::many);
  read.text("rules_en", input.rules_en, 4000, rules.text.en, Lines::many);
  read.text("basis", input.basis, 200, rules.basis);
  std::optional<Date> since;
  read.day("since", input.since, since);
  if (!since && trim(input.since).empty()) read.wrong("since", _("Escriba una fecha como 2026-03-31."));
  if (!read.error.fields.empty()) return fail(std::move(read.error));
  rules.since = *since;
  return rules;
}

Input as_input(const Committee& c) {
  const auto day = [](const std::optional<Date>& d) { return d ? d->text() : std::string(); };
  Input i;
  i.kind = to_text(c.kind);
  i.sdg = c.sdg == 0 ? "" : std::to_string(c.sdg);
  i.name_es = c.name.es;
  i.name_en = c.name.en;
  i.purpose_es = c.purpose.es;
  i.purpose_en = c.purpose.en;
  i.mechanism = to_text(c.mechanism);
  i.outcome_es = c.outcome.es;
  i.outcome_en = c.outcome.en;
  i.basis_es = c.basis.es;
  i.basis_en = c.basis.en;
  i.rules_es = c.rules.es;
  i.rules_en = c.rules.en;
  i.admission = to_text(c.admission);
  i.quorum_percent = c.quorum_percent ? std::to_string(*c.quorum_percent) : "";
  i.quorum_number = c.quorum_number ? std::to_string(*c.quorum_number) : "";
  i.voting_base = to_text(c.voting_base);
  i.founded_on = day(c.founded_on);
  i.dissolved_on = day(c.dissolved_on);
  i.version = std::to_string(c.version);
  return i;
}

}  // namespace alianza::committees
