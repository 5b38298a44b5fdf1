#include "features/organizations/contributions.h"
#include "platform/base/words.h"

#include <algorithm>
#include <array>

namespace alianza::organizations {
namespace {

constexpr std::array<std::string_view, 8> kind_words{"financial", "technical", "technological",  "human",
                                                     "in_kind",   "knowledge", "infrastructure", "innovation"};
constexpr std::array<std::string_view, 5> state_words{"offered", "pledged", "confirmed", "delivered", "cancelled"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The sum, or the largest number when it would not fit: a total never turns negative.
std::int64_t add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

struct Measured {
  std::string measure;
  bool is_money = false;
  std::int64_t value = 0;
};

std::optional<Measured> measured(const Contribution& c) {
  const auto money = [&]() -> std::optional<Measured> {
    if (!c.amount) return std::nullopt;
    return Measured{std::string(c.amount->currency().code()), true, c.amount->minor()};
  };
  if (c.kind == ContributionKind::financial) return money();
  if (c.quantity) return Measured{c.unit, false, c.quantity->milli};
  return money();
}

}  // namespace

const std::vector<ContributionKind>& contribution_kinds() {
  static const auto all = [] {
    std::vector<ContributionKind> out;
    for (std::size_t i = 0; i < kind_words.size(); ++i) out.push_back(static_cast<ContributionKind>(i));
    return out;
  }();
  return all;
}

std::string_view to_text(ContributionKind kind) { return word_of(kind_words, kind); }
bool from_text(std::string_view text, ContributionKind& kind) { return read_word(kind_words, text, kind); }
std::string_view to_text(ContributionState state) { return word_of(state_words, state); }
bool from_text(std::string_view text, ContributionState& state) { return read_word(state_words, text, state); }

Message label(ContributionKind kind) {
  switch (kind) {
    case ContributionKind::financial: return _("Dinero");
    case ContributionKind::technical: return _("Asistencia técnica");
    case ContributionKind::technological: return _("Tecnología");
    case ContributionKind::human: return _("Tiempo de personas");
    case ContributionKind::in_kind: return _("Equipo y materiales");
    case ContributionKind::knowledge: return _("Conocimiento");
    case ContributionKind::infrastructure: return _("Infraestructura");
    case ContributionKind::innovation: return _("Innovación");
  }
  return {};
}

Message label(ContributionState state) {
  switch (state) {
    case ContributionState::offered: return _("Ofrecido");
    case ContributionState::pledged: return _("Comprometido");
    case ContributionState::confirmed: return _("Confirmado");
    case ContributionState::delivered: return _("Entregado");
    case ContributionState::cancelled: return _("Cancelado");
  }
  return {};
}

std::optional<Message> refuses(ContributionState from, ContributionState to) {
  if (from == to) return _("El aporte ya está en ese estado.");
  if (from == ContributionState::delivered) return _("Un aporte entregado ya no cambia de estado.");
  if (from == ContributionState::cancelled) return _("Un aporte cancelado ya no cambia de estado: registre uno nuevo.");
  if (to < from) return _("El estado de un aporte solo avanza. Si ya no se dará, cancélelo.");
  return std::nullopt;
}

std::vector<ContributionState> next_states(ContributionState from) {
  std::vector<ContributionState> out;
  for (std::size_t i = 0; i < state_words.size(); ++i)
    if (const auto to = static_cast<ContributionState>(i); !refuses(from, to)) out.push_back(to);
  return out;
}

bool needs_note(ContributionState to) { return to == ContributionState::delivered || to == ContributionState::cancelled; }

Result<Quantity> Quantity::parse(std::string_view raw) {
  const auto wrong = [] { return fail(Error::invalid(_("Escriba una cantidad mayor que cero, por ejemplo 96 o 1,250.5."))); };
  std::string digits;
  std::string decimals;
  bool point = false;
  for (const char c : trim(raw)) {
    if (c == '.' && !point)
      point = true;
    else if (is_digit(c))
      (point ? decimals : digits) += c;
    else if (c != ',' || point)
      return wrong();
  }
  if (digits.empty() || digits.size() > 12 || decimals.size() > 3 || (point && decimals.empty())) return wrong();
  decimals.resize(3, '0');
  const Quantity out{std::stoll(digits) * 1000 + std::stoll(decimals)};
  if (out.milli == 0) return wrong();
  return out;
}

std::string Quantity::text() const {
  auto out = grouped(milli / 1000);
  auto rest = std::to_string(1000 + milli % 1000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return rest.empty() ? out : out + "." + rest;
}

Totals totals(const std::vector<Contribution>& contributions) {
  Totals out;
  for (const auto kind : contribution_kinds()) {
    int without = 0;
    for (const auto& c : contributions) {
      if (c.kind != kind || c.state == ContributionState::cancelled) continue;
      const auto value = measured(c);
      if (!value) {
        ++without;
        continue;
      }
      const auto same = [&](const Total& t) {
        return t.kind == kind && t.is_money == value->is_money && fold(t.measure) == fold(value->measure);
      };
      auto row = std::find_if(out.rows.begin(), out.rows.end(), same);
      if (row == out.rows.end()) row = out.rows.insert(out.rows.end(), {kind, value->measure, value->is_money, 0, 0, 0});
      row->committed = add(row->committed, value->value);
      if (c.state == ContributionState::delivered) row->delivered = add(row->delivered, value->value);
      ++row->entries;
    }
    if (without > 0) out.unvalued.emplace_back(kind, without);
  }
  return out;
}

Result<Contribution> parse(const ContributionInput& input) {
  Contribution c;
  Error error = Error::invalid(_("Revise los datos marcados."));
  const auto wrong = [&](const char* field, Message message) { error.fields.push_back({field, std::move(message)}); };
  if (!from_text(input.kind, c.kind)) wrong("kind", _("Elija la clase de aporte."));
  if (!from_text(input.state, c.state)) wrong("state", _("Elija el estado del aporte."));
  if (auto text = parse_text(input.description, 500, Lines::many); !text)
    wrong("description", text.error().message);
  else if (text->empty())
    wrong("description", _("Escriba en una frase qué aporta."));
  else
    c.description = std::move(*text);
  if (!trim(input.amount).empty()) {
    const auto currency = Currency::parse(trim(input.currency));
    if (!currency)
      wrong("currency", currency.error().message);
    else if (const auto amount = Money::parse(trim(input.amount), *currency))
      c.amount = *amount;
    else
      wrong("amount", amount.error().message);
  } else if (c.kind == ContributionKind::financial && c.state != ContributionState::offered) {
    wrong("amount", _("Escriba el monto: sin él, el dinero solo puede estar ofrecido."));
  }
  if (!trim(input.quantity).empty()) {
    if (const auto quantity = Quantity::parse(input.quantity))
      c.quantity = *quantity;
    else
      wrong("quantity", quantity.error().message);
  }
  if (auto unit = parse_text(input.unit, 60); !unit)
    wrong("unit", unit.error().message);
  else
    c.unit = std::move(*unit);
  if (trim(input.quantity).empty() && !c.unit.empty()) wrong("quantity", _("Escriba cuánto, o borre la unidad."));
  if (c.quantity && c.unit.empty()) wrong("unit", _("Escriba de qué es la cantidad: horas, paneles, meses de uso."));
  if (const auto day = Date::parse(trim(input.since)))
    c.since = *day;
  else
    wrong("since", _("Escriba una fecha como 2026-03-31."));
  if (!error.fields.empty()) return fail(std::move(error));
  return c;
}

}  // namespace alianza::organizations
