// How questions and answers are drawn.
#include <algorithm>

#include "features/surveys/pages_shared.h"

namespace alianza::surveys {

std::string views::Asking::described_by() const {
  std::string out = hint.empty() ? "" : hint_id();
  if (!error.empty()) out += (out.empty() ? "" : " ") + error_id();
  return out;
}

namespace {

using html::Control;
using html::Field;
using Need = html::Need;
using html::Width;

constexpr std::size_t most_boxes = 60;     // of organisations; more are written by name
constexpr std::int64_t most_in_a_row = 5;  // steps of a scale beside each other: a finger needs its room

std::vector<std::string> typed_all(const Typed& typed, const std::string& name) {
  std::vector<std::string> out;
  for (const auto& [key, value] : typed)
    if (key == name) out.push_back(value);
  return out;
}
std::string typed_one(const Typed& typed, const std::string& name) {
  const auto all = typed_all(typed, name);
  return all.empty() ? std::string() : all.front();
}

Field base(const Question& q, Control control) {
  Field f{.control = control, .name = field_name(q), .label = q.text, .hint = q.hint};
  // Told, not insisted on: the form is `novalidate`, a draft is saved as far as it is.
  f.need = q.need == surveys::Need::required ? Need::required : Need::optional;
  return f;
}

Field choices(const Question& q, const Offer& offer, const Typed& typed, std::int64_t seed) {
  const bool is_many = q.kind == Kind::many || q.kind == Kind::organization;
  auto f = base(q, is_many ? Control::checks : Control::radios);
  f.values = typed_all(typed, f.name);
  f.value = f.values.empty() ? std::string() : f.values.front();
  const auto listed = q.kind == Kind::organization ? offer.organizations : in_order(q, seed);
  for (const auto& choice : listed) f.options.push_back({choice.code, choice.label});
  if (q.other == Other::text) f.options.push_back({std::string(other_code), _("Otra opción")});
  if (!is_many && q.need == surveys::Need::optional) f.options.push_back({"", _("Sin responder")});
  return f;
}

Field names(const Question& q, const Offer& offer, const Typed& typed) {
  auto f = base(q, Control::text_area);
  f.name = field_name(q, "names");
  f.hint = _("Escriba su nombre como está en la alianza, una organización por renglón.");
  f.value = typed_one(typed, f.name);
  if (f.value.empty())
    for (const auto& code : typed_all(typed, field_name(q)))
      for (const auto& choice : offer.organizations)
        if (choice.code == code) f.value += (f.value.empty() ? "" : "\n") + choice.label.es;
  return f;
}

Field written(const Question& q, const Typed& typed) {
  const auto control = q.kind == Kind::date ? Control::date : q.kind == Kind::text ? Control::text_area : Control::text;
  auto f = base(q, control);
  f.value = typed_one(typed, f.name);
  if (q.kind == Kind::date) f.width = Width::date;
  if (q.kind == Kind::number || q.kind == Kind::money) {
    f.width = Width::mid;
    f.input_mode = "decimal";
    if (q.kind == Kind::money && f.hint.empty()) f.hint = _("En {1}.").arg(q.currency);
  }
  return f;
}

views::RadioRow radios(html::Words legend, const std::string& name, const std::vector<Choice>& options, const Typed& typed) {
  views::RadioRow row{std::move(legend), name, {}};
  const auto chosen = typed_one(typed, name);
  for (const auto& option : options)
    row.radios.push_back({option.code, option.label, name + "-" + option.code, option.code == chosen});
  return row;
}

void draw_scale(views::Asking& out, const Question& q, const Typed& typed) {
  std::vector<Choice> steps;
  for (auto step = q.least.value_or(1); step <= q.most.value_or(5); ++step)
    steps.push_back({std::to_string(step), {std::to_string(step), {}, Lang::es}});
  if (static_cast<std::int64_t>(steps.size()) > most_in_a_row) {
    auto f = base(q, Control::radios);
    f.value = typed_one(typed, f.name);
    for (const auto& step : steps) {
      const auto* words = q.option(step.code);
      f.options.push_back({step.code, step.label, words == nullptr ? html::Words() : html::Words(words->label)});
    }
    out.field = std::move(f);
    return;
  }
  out.rows.push_back(radios({}, field_name(q), steps, typed));
  if (const auto* low = q.option(steps.front().code)) out.low = low->label;
  if (const auto* high = q.option(steps.back().code)) out.high = high->label;
}

void draw_ranking(views::Asking& out, const Question& q, const Typed& typed, std::int64_t seed) {
  for (const auto& choice : in_order(q, seed)) {
    Field f{.control = Control::select, .name = field_name(q, choice.code), .label = choice.label};
    f.value = typed_one(typed, f.name);
    f.first_option = _("Sin lugar");
    for (std::size_t rank = 1; rank <= q.options.size(); ++rank)
      f.options.push_back({std::to_string(rank), std::to_string(rank)});
    f.width = Width::short_;
    out.ranks.push_back(std::move(f));
  }
}

void draw_goals(views::Asking& out, const Question& q, const Offer& offer, const Typed& typed) {
  const auto chosen = typed_all(typed, field_name(q));
  if (q.depth == 0) {
    auto f = base(q, Control::sdgs);
    f.values = chosen;
    out.field = std::move(f);
    return;
  }
  frameworks::Picker picker{.name = field_name(q), .legend = q.text, .hint = q.hint};
  picker.source = _("Textos: © Naciones Unidas, resolución A/RES/71/313.");
  for (const auto& node : offer.targets) {
    const bool is_chosen = std::find(chosen.begin(), chosen.end(), node.code) != chosen.end();
    if (node.code.find('.') == std::string::npos)
      picker.groups.push_back({{node.code, node.label, is_chosen}, std::atoi(node.code.c_str()), {}, false});
    else if (!picker.groups.empty())
      picker.groups.back().items.push_back({node.code, node.label, is_chosen}),
          picker.groups.back().is_open = picker.groups.back().is_open || is_chosen;
  }
  out.picker = std::move(picker);
}

}  // namespace

views::Asking asking(const Question& q, const Offer& offer, const Typed& typed, std::int64_t seed) {
  views::Asking out;
  out.code = q.code;
  out.text = q.text;
  out.hint = q.hint;
  out.is_optional = q.need == surveys::Need::optional;
  switch (q.kind) {
    case Kind::one:
    case Kind::many: out.field = choices(q, offer, typed, seed); break;
    case Kind::organization:
      out.field = offer.organizations.size() > most_boxes ? names(q, offer, typed) : choices(q, offer, typed, seed);
      break;
    case Kind::number:
    case Kind::money:
    case Kind::date:
    case Kind::text: out.field = written(q, typed); break;
    case Kind::scale: draw_scale(out, q, typed); break;
    case Kind::matrix:
      for (const auto& row : q.rows) out.rows.push_back(radios(row.label, field_name(q, row.code), q.options, typed));
      break;
    case Kind::ranking: draw_ranking(out, q, typed, seed); break;
    case Kind::sdg: draw_goals(out, q, offer, typed); break;
    case Kind::file: out.is_file = true; break;
    case Kind::note: out.is_note = true; break;
  }
  if (q.other == Other::text)
    out.other = html::Field{.name = field_name(q, other_code),
                            .label = _("Si eligió «Otra opción», ¿cuál?"),
                            .value = typed_one(typed, field_name(q, other_code)),
                            .need = html::Need::optional};
  return out;
}

std::vector<views::GivenSection> given(const Questionnaire& form, const Offer& offer, const Answers& answers, Lang lang) {
  std::vector<views::GivenSection> out;
  const auto visible = shown(form, answers);
  for (const auto& section : form.sections) {
    views::GivenSection part{section.title, {}};
    for (const auto& q : section.questions) {
      if (!q.is_asked() || !visible.contains(q.code)) continue;
      const auto found = answers.find(q.code);
      part.answers.push_back({q.code,
                              q.text,
                              found == answers.end() ? std::vector<std::string>() : in_words(q, offer, found->second, lang),
                              {},
                              {},
                              {}});
    }
    if (!part.answers.empty()) out.push_back(std::move(part));
  }
  return out;
}

}  // namespace alianza::surveys
