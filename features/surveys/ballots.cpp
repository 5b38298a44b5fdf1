#include "features/surveys/ballots.h"

#include <bit>
#include <boost/json.hpp>

namespace alianza::surveys {
namespace {

constexpr std::size_t least_size = 4096;

std::string purpose(SurveyId survey) { return "survey ballot " + survey.text(); }

std::string written(const Answers& answers) {
  boost::json::object all;
  for (const auto& [code, value] : answers) {
    boost::json::array entries;
    for (const auto& e : value) {
      boost::json::value number;
      if (e.number) number = *e.number;
      entries.push_back(boost::json::array{e.row, e.option, std::move(number), e.text});
    }
    all.emplace(code, std::move(entries));
  }
  return boost::json::serialize(all);
}

Answers read(std::string_view text) {
  Answers out;
  const auto word = [](const boost::json::value& v) { return std::string(std::string_view(v.as_string())); };
  const auto all = boost::json::parse(boost::json::string_view(text.data(), text.size()));
  for (const auto& [code, entries] : all.as_object())
    for (const auto& item : entries.as_array()) {
      const auto& e = item.as_array();
      const auto number = e.at(2).is_null() ? std::nullopt : std::optional(e.at(2).as_int64());
      out[std::string(std::string_view(code))].push_back({word(e.at(0)), word(e.at(1)), number, word(e.at(3))});
    }
  return out;
}

}  // namespace

std::string seal_ballot(const auth::Seal& seal, SurveyId survey, const Answers& answers) {
  auto text = written(answers);
  text.resize(std::max(least_size, std::bit_ceil(text.size() + 1)));  // filled with zeroes, which JSON has none of
  return seal.close(text, purpose(survey));
}

std::optional<Answers> open_ballot(const auth::Seal& seal, SurveyId survey, std::string_view sealed) {
  const auto text = seal.open(sealed, purpose(survey));
  if (!text) return std::nullopt;
  return read(std::string_view(*text).substr(0, text->find('\0')));
}

}  // namespace alianza::surveys
