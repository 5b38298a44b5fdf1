// A whole questionnaire on one page: tried in the preview, answered in an anonymous survey.
#include "features/surveys/pages_shared.h"

namespace alianza::surveys {
namespace {

void put_error(views::Asking& asked, const Tried& try_out, html::Errors& errors) {
  const auto wrong = try_out.wrong.find(asked.code);
  if (wrong == try_out.wrong.end()) return;
  asked.error = wrong->second;
  auto target = asked.id();
  if (asked.field) asked.field->error = wrong->second, target = asked.field->id();
  if (asked.picker) asked.picker->error = wrong->second;
  errors.items.push_back({asked.text, wrong->second, Url::on_this_page(target)});
}

}  // namespace

Tried tried(Request& request, const Questionnaire& form, const Offer& offered) {
  Tried out;
  for (const auto& field : request.form())
    if (field.name.starts_with("a.")) out.typed.emplace_back(field.name, field.value);
  for (const auto* q : form.questions()) {
    auto reading = read(*q, offered, out.typed);
    if (reading.error) out.wrong.emplace(q->code, std::move(*reading.error));
    if (!reading.value.empty()) out.answers.emplace(q->code, std::move(reading.value));
  }
  // Files are not sent from here.
  for (auto& [code, why] : missing(form, out.answers))
    if (form.find(code)->kind != Kind::file) out.wrong.emplace(code, std::move(why));
  return out;
}

std::vector<views::PreviewSection> whole(const Questionnaire& form, const Offer& offered, const std::optional<Tried>& try_out,
                                         std::int64_t seed, html::Errors& errors) {
  std::vector<views::PreviewSection> out;
  const auto visible = shown(form, try_out ? try_out->answers : Answers());
  for (const auto& section : form.sections) {
    auto& part = out.emplace_back(views::PreviewSection{section.title, section.intro, {}});
    for (const auto& question : section.questions) {
      auto asked = asking(question, offered, try_out ? try_out->typed : Typed(), seed);
      const bool is_hidden = !visible.contains(question.code);
      if (try_out && !is_hidden) put_error(asked, *try_out, errors);
      part.questions.push_back({std::move(asked), is_hidden});
    }
  }
  return out;
}

void show_all(std::vector<views::PreviewSection>& sections) {
  for (auto& section : sections)
    for (auto& question : section.questions) question.is_hidden = false;
}

}  // namespace alianza::surveys
