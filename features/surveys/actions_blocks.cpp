// Raw answers by columns, for files of many responses: an index is read once for each question and block, not row by row.
#include "features/surveys/actions_shared.h"
#include "features/surveys/store.h"

namespace alianza::surveys {
namespace {

constexpr std::int64_t block_bytes = std::int64_t{32} << 20;
constexpr std::int64_t most_block = 100'000;
constexpr std::int64_t least_block = 500;

/// One question of a block.
struct ColumnReader {
  db::Tx& tx;
  SurveyId survey;
  ResponsePlaces& places;
  store::ResponseRange range;

  void chosen(const Question& q, AnswerColumns& to) {
    std::map<std::string, std::uint16_t> numbers;
    std::string option;
    std::uint16_t number = 0;
    std::string row;
    std::vector<std::uint16_t>* column = nullptr;
    store::each_value_within(tx, survey, q.code, range, [&](const CountedValue& value) {
      const auto i = places.of(value.response);
      if (!i) return;
      if (number == 0 || option != value.option) {
        option = value.option;
        const auto [at, is_new] = numbers.emplace(option, static_cast<std::uint16_t>(to.options.size() + 1));
        if (is_new) to.options.push_back(option);
        number = at->second;
      }
      if (column == nullptr || row != value.row) {
        row = value.row;
        column = &to.chosen.try_emplace(row, places.size()).first->second;
      }
      (*column)[*i] = number;
    });
  }

  void placed(const Question& q, AnswerColumns& to) {
    to.answered.resize(places.size());
    std::string option;
    std::vector<std::uint16_t>* column = nullptr;
    store::each_value_within(tx, survey, q.code, range, [&](const CountedValue& value) {
      const auto i = places.of(value.response);
      if (!i) return;
      if (column == nullptr || option != value.option) {
        option = value.option;
        column = &to.places.try_emplace(option, places.size()).first->second;
      }
      (*column)[*i] = static_cast<std::uint16_t>(value.place);
      to.answered[*i] = true;
    });
  }

  void numbers(const Question& q, AnswerColumns& to) {
    to.numbers.resize(places.size());
    store::each_plain_value_within(tx, survey, q.code, range, [&](const CountedValue& value) {
      if (const auto i = places.of(value.response)) to.numbers[*i] = value.number.value_or(0);
    });
  }

  void named(const Question& q, AnswerColumns& to) {
    std::map<std::size_t, std::map<std::int64_t, Entry>> by_place;
    store::each_value_within(tx, survey, q.code, range, [&](const CountedValue& value) {
      if (const auto i = places.of(value.response)) by_place[*i][value.place] = {.option = value.option};
    });
    for (auto& [i, entries] : by_place)
      for (auto& [place, entry] : entries) to.named[i].push_back(std::move(entry));
  }

  void read(const Question& q, AnswerColumns& to) {
    switch (q.kind) {
      case Kind::one:
      case Kind::scale:
      case Kind::matrix: return chosen(q, to);
      case Kind::many:
      case Kind::sdg:
      case Kind::ranking: return placed(q, to);
      case Kind::number:
      case Kind::money: return numbers(q, to);
      case Kind::organization: return named(q, to);
      case Kind::date:
      case Kind::text:
      case Kind::note: return;
    }
  }
};

void read_texts(db::Tx& tx, SurveyId survey, const Question& q, const store::ResponseRange& range, SentPart& out) {
  const bool is_text = q.kind == Kind::text || q.kind == Kind::date;
  if (!is_text && q.other != Other::text) return;
  auto& into = out.texts[q.code];
  for (auto& row : store::texts_within(tx, survey, q.code, is_text ? std::string() : std::string(other_code), range))
    into.emplace(row.response, std::move(row.text));
}

}  // namespace

int responses_a_block(const Questionnaire& form, const Offer& offer, std::int64_t bytes) {
  std::int64_t each = 64;
  for (const auto* q : form.questions()) {
    switch (q->kind) {
      case Kind::one:
      case Kind::scale: each += 2; break;
      case Kind::matrix: each += 2 * static_cast<std::int64_t>(q->rows.size()); break;
      case Kind::many:
      case Kind::sdg:
      case Kind::ranking: each += 2 * static_cast<std::int64_t>(offer.of(*q).size()) + 3; break;
      case Kind::number:
      case Kind::money: each += 16; break;
      case Kind::organization: each += 400; break;
      case Kind::date:
      case Kind::text:
      case Kind::note: break;
    }
  }
  return static_cast<int>(std::clamp(bytes / each, least_block, most_block));
}

AnswerBlock answer_block(db::Tx& tx, const Survey& survey, const Questionnaire& form, const Offer& offer, ResponseId after) {
  AnswerBlock out;
  const auto limit = responses_a_block(form, offer, block_bytes);
  for (const auto& row : store::sent_editions(tx, survey.id, after, limit)) {
    out.responses.push_back(row.id);
    out.editions.push_back(row.edition);
  }
  out.has_next = out.responses.size() == static_cast<std::size_t>(limit);
  if (out.responses.empty()) return out;
  ResponsePlaces places(out.responses);
  ColumnReader reader{tx, survey.id, places, {after, out.responses.back()}};
  for (const auto* q : form.questions()) reader.read(*q, out.questions[q->code]);
  return out;
}

Result<SentPart> sent_part(db::Tx& tx, const auth::MaybeActor& actor, const Survey& survey, const Questionnaire& form,
                           ResponseId after, int limit) {
  TRY(see(tx, actor, survey.alliance, survey.id));
  SentPart out;
  auto rows = store::sent_heads(tx, survey.id, after, limit);
  if (rows.empty()) return out;
  const auto known = store::recipients_of(tx, rows);
  const auto versions = store::version_numbers(tx, survey.id);
  const store::ResponseRange range{after, rows.back().response.id};
  for (auto& row : rows) {
    out.ids.push_back(row.response.id);
    const auto found = known.find(row.response.recipient);
    const auto version = versions.at(row.response.version);
    out.rows.push_back({found == known.end() ? Recipient() : found->second,
                        version,
                        row.response.edition,
                        std::move(row.response.receipt),
                        *row.response.sent_at,
                        std::move(row.response.sent_by),
                        {}});
  }
  for (const auto* q : form.questions()) read_texts(tx, survey.id, *q, range, out);
  return out;
}

}  // namespace alianza::surveys
