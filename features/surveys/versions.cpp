#include "features/surveys/versions.h"

#include <algorithm>

#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

const Choice* choice_of(const std::vector<Choice>& list, const std::string& code) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Choice& c) { return c.code == code; });
  return found == list.end() ? nullptr : &*found;
}

std::vector<std::string> codes_of(const std::vector<Choice>& list) {
  std::vector<std::string> out;
  for (const auto& choice : list) out.push_back(choice.code);
  return out;
}

bool is_same(const Condition& a, const Condition& b) {
  return a.question == b.question && a.test == b.test && a.option == b.option;
}

struct Comparer {
  const Questionnaire& before;
  const Questionnaire& after;
  Lang lang;
  std::vector<Difference> out{};

  void say(const std::string& code, Message words) { out.push_back({code, std::move(words)}); }

  void sections() {
    const auto n = std::min(before.sections.size(), after.sections.size());
    for (std::size_t i = 0; i < after.sections.size(); ++i) {
      const auto& title = after.sections[i].title;
      if (i >= n)
        say({}, _("Se agregó la sección «{1}».").arg(title.in(lang)));
      else if (title != before.sections[i].title || after.sections[i].intro != before.sections[i].intro)
        say({}, _("La sección {1} es ahora «{2}».").arg(static_cast<std::int64_t>(i + 1)).arg(title.in(lang)));
    }
    for (auto i = n; i < before.sections.size(); ++i)
      say({}, _("Se quitó la sección «{1}».").arg(before.sections[i].title.in(lang)));
  }

  void list(const Question& was, const Question& now, const std::vector<Choice>& from, const std::vector<Choice>& to) {
    const auto& name = now.text.in(lang);
    for (const auto& choice : to) {
      const auto* old = choice_of(from, choice.code);
      if (old == nullptr)
        say(now.code, _("«{1}»: se agregó «{2}».").arg(name).arg(choice.label.in(lang)));
      else if (old->label != choice.label)
        say(now.code, _("«{1}»: «{2}» dice ahora «{3}».").arg(name).arg(old->label.in(lang)).arg(choice.label.in(lang)));
    }
    for (const auto& choice : from)
      if (choice_of(to, choice.code) == nullptr) say(was.code, _("«{1}»: se quitó «{2}».").arg(name).arg(choice.label.in(lang)));
    auto kept = codes_of(from);
    std::erase_if(kept, [&](const std::string& code) { return choice_of(to, code) == nullptr; });
    auto common = codes_of(to);
    std::erase_if(common, [&](const std::string& code) { return choice_of(from, code) == nullptr; });
    if (kept != common) say(now.code, _("«{1}»: cambió el orden de sus opciones.").arg(name));
  }

  void question(const Question& was, const Question& now) {
    const auto& name = now.text.in(lang);
    if (was.kind != now.kind) say(now.code, _("«{1}»: cambió de tipo.").arg(name));
    if (was.text != now.text) say(now.code, _("«{1}» dice ahora «{2}».").arg(was.text.in(lang)).arg(name));
    if (was.hint != now.hint) say(now.code, _("«{1}»: cambió su ayuda.").arg(name));
    if (was.need != now.need)
      say(now.code,
          now.need == Need::required ? _("«{1}»: ahora es obligatoria.").arg(name) : _("«{1}»: ahora es opcional.").arg(name));
    if (was.least != now.least || was.most != now.most || was.currency != now.currency || was.depth != now.depth)
      say(now.code, _("«{1}»: cambiaron sus límites.").arg(name));
    if (was.other != now.other)
      say(now.code, now.other == Other::text ? _("«{1}»: admite «Otra».").arg(name) : _("«{1}»: ya no admite «Otra».").arg(name));
    if (was.order != now.order) say(now.code, _("«{1}»: cambió el orden de sus opciones.").arg(name));
    list(was, now, was.options, now.options);
    list(was, now, was.rows, now.rows);
    if (!std::equal(was.conditions.begin(), was.conditions.end(), now.conditions.begin(), now.conditions.end(), is_same))
      say(now.code, _("«{1}»: cambió cuándo se muestra.").arg(name));
  }

  void questions() {
    for (const auto* now : after.questions()) {
      if (const auto* was = before.find(now->code))
        question(*was, *now);
      else
        say(now->code, _("Se agregó la pregunta «{1}».").arg(now->text.in(lang)));
    }
    for (const auto* was : before.questions())
      if (after.find(was->code) == nullptr) say(was->code, _("Se quitó la pregunta «{1}».").arg(was->text.in(lang)));
  }

  /// Questions that are in both, each with the place of its section: told once, whatever moved.
  void order() {
    const auto places = [](const Questionnaire& form, const Questionnaire& other) {
      std::vector<std::pair<std::size_t, std::string>> found;
      for (std::size_t i = 0; i < form.sections.size(); ++i)
        for (const auto& q : form.sections[i].questions)
          if (other.find(q.code) != nullptr) found.emplace_back(i, q.code);
      return found;
    };
    if (places(before, after) != places(after, before)) say({}, _("Cambió el orden de las preguntas."));
  }
};

void unite(std::vector<Choice>& into, const std::vector<Choice>& from) {
  for (const auto& choice : from) {
    const auto found = std::find_if(into.begin(), into.end(), [&](const Choice& c) { return c.code == choice.code; });
    if (found == into.end())
      into.push_back(choice);
    else
      found->label = choice.label;
  }
}

Question* find_in(Questionnaire& form, const std::string& code) {
  for (auto& section : form.sections)
    for (auto& question : section.questions)
      if (question.code == code) return &question;
  return nullptr;
}

/// The latest words and limits; no option that was ever offered is lost.
void unite(Question& into, const Question& from) {
  auto options = std::move(into.options);
  auto rows = std::move(into.rows);
  const auto other = into.other;
  unite(options, from.options);
  unite(rows, from.rows);
  into = from;
  into.options = std::move(options);
  into.rows = std::move(rows);
  if (other == Other::text) into.other = other;
}

}  // namespace

std::vector<Difference> differences(const Questionnaire& before, const Questionnaire& after, Lang lang) {
  Comparer comparer{before, after, lang};
  comparer.sections();
  comparer.questions();
  comparer.order();
  return std::move(comparer.out);
}

Done keeps_meaning(const std::map<std::string, Question>& known, const std::set<std::string>& answered,
                   const Questionnaire& form) {
  auto error = Error::invalid(_("Lo que ya se contestó no cambia de significado."));
  for (const auto* now : form.questions()) {
    const auto found = known.find(now->code);
    if (found == known.end() || !answered.contains(now->code)) continue;
    const auto& was = found->second;
    if (was.kind != now->kind)
      error.fields.push_back(
          {now->code, _("La pregunta {1} ya tiene respuestas: para cambiar su tipo, dele otro código.").arg(now->code)});
    else if (now->kind == Kind::money && was.currency != now->currency)
      error.fields.push_back(
          {now->code, _("La pregunta {1} ya tiene respuestas: para cambiar su moneda, dele otro código.").arg(now->code)});
    else if (now->kind == Kind::scale && (was.least != now->least || was.most != now->most))
      error.fields.push_back(
          {now->code, _("La pregunta {1} ya tiene respuestas: para cambiar su escala, dele otro código.").arg(now->code)});
  }
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

Value fitting(const Question& q, const Value& value) {
  Value out;
  for (const auto& e : value) {
    bool is_fitting = false;
    switch (q.kind) {
      case Kind::one:
      case Kind::many:
      case Kind::ranking: is_fitting = q.option(e.option) != nullptr || (q.other == Other::text && e.option == other_code); break;
      case Kind::matrix: is_fitting = q.row(e.row) != nullptr && q.option(e.option) != nullptr; break;
      case Kind::scale: {
        const auto step = e.number.value_or(-1) / 1000;
        is_fitting = e.number && !e.option.empty() && step >= q.least.value_or(0) && step <= q.most.value_or(0);
        break;
      }
      case Kind::number:
      case Kind::money: is_fitting = e.number.has_value() && e.option.empty(); break;
      case Kind::date:
      case Kind::text: is_fitting = !e.text.empty() && e.option.empty(); break;
      case Kind::file: is_fitting = !e.option.empty() && !e.text.empty(); break;
      case Kind::sdg:
      case Kind::organization: is_fitting = !e.option.empty(); break;
      case Kind::note: break;
    }
    if (is_fitting) out.push_back(e);
  }
  if (q.kind == Kind::one && out.size() > 1) out.clear();  // it was another kind
  return out;
}

Questionnaire united(const std::vector<Questionnaire>& versions) {
  if (versions.empty()) return {};
  auto out = versions.front();
  if (out.sections.empty()) out.sections.emplace_back();
  for (auto version = versions.begin() + 1; version != versions.end(); ++version)
    for (const auto* question : version->questions()) {
      if (auto* known = find_in(out, question->code))
        unite(*known, *question);
      else
        out.sections.back().questions.push_back(*question);
    }
  return out;
}

}  // namespace alianza::surveys
