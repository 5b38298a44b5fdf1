#pragma once
#include <optional>
#include <string>

#include "features/surveys/surveys.h"
#include "platform/feature/letter.h"

namespace alianza::surveys::views {

struct SurveyLetter {
  feature::views::LetterFrame frame;
  std::string person;
  std::string organization;
  LocalizedText title;
  LocalizedText alliance;
  LocalizedText agency;
  Date closes_on;
  bool is_shared = false;  // one answer of the organisation
  bool is_anonymous = false;
  std::optional<Date> reminder_of;  // the day of the letter before
  bool is_started = false;          // the reminder: there is a draft
  http::Url link{"/"};
  std::string link_text;
  std::optional<http::Url> unsubscribe;  // of a reminder
};
void render(const SurveyLetter& page, html::Out& out);

}  // namespace alianza::surveys::views
