#pragma once
// Pages of the designer: what their templates draw, and what its files share.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "features/surveys/actions.h"
#include "features/surveys/pages.h"
#include "platform/feature/routes.h"

namespace alianza::surveys::views {

struct DesignQuestion {
  std::string code;
  LocalizedText text;
  std::string notes;                    // kind, required, limits, how many options
  std::vector<html::Words> conditions;  // in words
  std::vector<html::Words> faults;
  http::Url edit{"/"};
  http::Url conditions_url{"/"};
  http::Url remove{"/"};
  bool can_up = false;
  bool can_down = false;
  std::string id() const { return "q." + code; }
};
struct DesignSection {
  std::int64_t number = 1;
  LocalizedText title;
  LocalizedText intro;
  std::vector<DesignQuestion> questions;
  http::Url add{"/"};
  http::Url edit{"/"};
  http::Url remove{"/"};
  bool can_up = false;
  bool can_down = false;
  std::string id() const { return "s." + std::to_string(number); }
};
/// The questionnaire: its sections and questions in order, what is wrong beside each, every act a plain form.
struct Design;
/// Its sections and questions, in the form of their moves or without one.
struct DesignBody {
  const Design& of;
};
void render(const DesignBody& page, html::Out& out);
struct Design {
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText title;
  html::Badge state;
  html::Words told;  // what a change here means
  bool may_design = false;
  bool is_beside = false;
  std::string version;
  http::Url action{"/"};
  html::Errors errors;
  std::vector<html::Words> faults;  // of the whole
  std::vector<DesignSection> sections;
  std::int64_t untranslated = 0;
  std::int64_t changes = 0;  // from the live version
  http::Url preview{"/"};
  http::Url translations{"/"};
  http::Url versions{"/"};
  std::optional<http::Url> templates;
  http::Url add_section{"/"};

  DesignBody body() const { return {*this}; }
  /// Something can be moved up or down: else there is no form.
  bool has_moves() const {
    return may_design && std::any_of(sections.begin(), sections.end(), [](const DesignSection& section) {
             return section.can_up || section.can_down ||
                    std::any_of(section.questions.begin(), section.questions.end(),
                                [](const auto& question) { return question.can_up || question.can_down; });
           });
  }
};
void render(const Design& page, html::Out& out);

/// What somebody else stored meanwhile, above what is typed.
struct Theirs {
  std::vector<std::string> lines;
  bool is_gone = false;
};
/// A form of the designer, after its kind was chosen where it has one.
struct DesignForm {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  html::Words intro;
  std::optional<html::Field> chooser;  // by the address, without storing anything
  html::Words chooser_words;
  html::Words kind;  // that was chosen
  http::Url choose{"/"};
  std::vector<std::pair<std::string, std::string>> chooser_hidden;
  std::vector<html::Words> lost;
  std::optional<Theirs> theirs;
  bool is_chosen = true;  // the form is drawn
  html::Form form{.action = http::Url("/")};
};
void render(const DesignForm& page, html::Out& out);

struct DesignCondition {
  html::Words words;
  html::ButtonForm remove;
};
struct DesignConditions {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  std::vector<DesignCondition> rows;
  html::Errors errors;
  std::optional<html::Field> chooser;  // the question it depends on; none when nothing stands before
  http::Url choose{"/"};
  bool is_chosen = false;
  html::Form form{.action = http::Url("/")};
  http::Url back{"/"};
};
void render(const DesignConditions& page, html::Out& out);

struct DesignText {
  std::string name;
  html::Words what;
  std::string spanish;
  std::string english;
  html::Words error;
  bool is_long = false;
  std::string id(std::int64_t section) const { return "t" + std::to_string(section) + "." + name; }
};
struct DesignTranslation {
  std::int64_t number = 1;
  LocalizedText title;
  std::int64_t missing = 0;
  std::vector<DesignText> texts;
  http::Url action{"/"};
};
struct DesignTranslations {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string version;
  bool is_only_missing = true;
  std::int64_t missing = 0;
  html::Errors errors;
  std::vector<DesignTranslation> sections;
  http::Url all{"/"};
  http::Url only{"/"};
  http::Url back{"/"};
};
void render(const DesignTranslations& page, html::Out& out);

struct DesignTemplate {
  LocalizedText title;
  html::ButtonForm remove;
};
struct DesignTemplates {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<DesignTemplate> rows;
  html::Form form{.action = http::Url("/")};
};
void render(const DesignTemplates& page, html::Out& out);

struct DesignVersion {
  std::int64_t number = 1;
  html::Badge state;
  std::optional<CivilTime> used_at;
  std::vector<std::string> changes;
};
struct DesignVersions {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<DesignVersion> rows;
  std::vector<std::string> problems;  // that keep it from being put into use
  std::optional<html::ButtonForm> put_into_use;
  std::optional<http::Url> discard;
  http::Url back{"/"};
};
void render(const DesignVersions& page, html::Out& out);

}  // namespace alianza::surveys::views

namespace alianza::surveys {

void add_design_pages(feature::Site& site);
void add_design_question_pages(feature::Site& site);
void add_design_version_pages(feature::Site& site);
void add_design_template_pages(feature::Site& site);

inline http::Url design_url(const Survey& s) { return http::Url("/alliances/{}/surveys/{}/design", s.alliance, s.id); }
inline http::Url design_url_of(AllianceId alliance, SurveyId survey) {
  return http::Url("/alliances/{}/surveys/{}/design", alliance, survey);
}
/// Where a form of the designer leads: the questionnaire, at what was touched.
inline http::Url design_at(AllianceId alliance, SurveyId survey, const std::string& id) {
  return http::Url("/alliances/{}/surveys/{}/design", alliance, survey).fragment(id);
}
feature::views::Crumbs design_crumbs(const http::Request& request, const Survey& s, const std::string& here);
/// What is designed, for who may; error also: conflict, it is closed.
Result<design::Designed> design_to_keep(db::Tx& tx, const http::Request& request);
/// So that a text that is far too long is told at its field.
inline constexpr std::size_t most_design_bytes = std::size_t{2} * 1024 * 1024;
/// Asks what becomes of the conditions that name what is removed, when there are some.
void put_dependents(const http::Request& request, feature::views::ConfirmPage& page,
                    const std::vector<const Question*>& dependents);
/// What was answered to that. Error: invalid (`dependents`).
Result<Dependents> fate_in(http::Request& request, const std::vector<const Question*>& dependents);
/// The version that a form carries.
VersionId version_in(http::Request& request);
/// One save of a page of the designer: back to the questionnaire, or what `again` draws of the error.
template <class Do, class Again>
http::Response design_act(feature::Site& site, http::Request& request, const http::Url& back, Do&& perform, Again&& again) {
  auto act = feature::act(request);
  act.key->answer(303, back.in(request.lang).text());
  const auto alliance = feature::demand(request.id<AllianceId>("alliance"));
  const auto survey = feature::demand(request.id<SurveyId>("survey"));
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    TRY(perform(tx, act, alliance, survey));
    return {};
  });
  if (done) return http::Response::redirect_see_other(back.in(request.lang));
  return again(done.error());
}

}  // namespace alianza::surveys
