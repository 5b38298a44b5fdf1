#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/results/actions.h"
#include "features/results/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::results {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }

struct Where {
  AllianceId alliance;
  SurveyId survey;
};
inline Where where_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<SurveyId>("survey"))};
}
inline Url survey_url(const Where& at) { return Url("/alliances/{}/surveys/{}", at.alliance, at.survey); }
inline Url book_url(const Where& at) { return Url("/alliances/{}/surveys/{}/results", at.alliance, at.survey); }
inline Url cross_url(const Where& at) { return Url("/alliances/{}/surveys/{}/results/cross", at.alliance, at.survey); }

/// Surveys, the survey (for who reads it), the book, and here.
feature::views::Crumbs crumbs_of(const Request& request, const SeenBook& at, const std::string& here);
html::Badge badge(Audience audience);
/// «55 de 90 (61 %)»
std::string rate_words(Lang lang, const surveys::Rate& rate);
/// The goal of a part, when it is one; 0 otherwise.
int goal_of(const std::string& code, const LocalizedText& label);

/// How a table is told: facts, bars and figures. `is_paper`: without bars, links and the tail of long tables.
enum class Medium : std::uint8_t { screen, paper };
views::QuestionView question_view(Lang lang, const Table& table, Medium medium);
views::Figures figures_of(Lang lang, const Table& table);
views::Figures figures_of(Lang lang, const Variable& rows, const Variable& columns, const CrossTable& table);
views::ConsensusView consensus_view(const Consensus& consensus);
std::string rounding_words(Lang lang);
/// Why figures are hidden from this reader.
Message hiding_words(const SeenBook& at);

/// The same order of columns on every path: CSV, XLSX and JSON of the book and of a cross table.
std::vector<html::Download> downloads_at(const Url& without_tail, const http::Request& request, bool with_pdf);

/// What the address of a cross table says: rows, columns, f1, v1, f2, v2, f3, v3, share. Error: invalid (`share`).
Result<CrossInput> cross_input(const http::Fields& query);
/// The other way.
Url put_input(Url url, const CrossInput& input);

}  // namespace alianza::results
