#include "features/checkins/checkins.h"

#include <algorithm>

namespace alianza::checkins {
namespace {

constexpr std::size_t code_length = 8;
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

std::string fresh_code() {
  const auto text = CodeId::make_random().text();
  return text.substr(text.size() - code_length);
}

std::string parse_code(std::string_view typed) {
  std::string out;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (alphabet.find(c) == std::string_view::npos || out.size() == code_length) return {};
    out += c;
  }
  return out.size() == code_length ? out : std::string();
}

std::optional<meetings::Span> window_of(const meetings::Meeting& m, Date day, const Zone& zone) {
  const auto whole = meetings::span_of(m, zone);
  if (!whole || m.state == meetings::State::cancelled || day < *m.on || day > m.until.value_or(*m.on)) return std::nullopt;
  const auto begins = zone.instant_of({day, m.starts.value_or(0)});
  return meetings::Span{begins - std::chrono::hours(meetings::early_hours),
                        std::min(whole->to, zone.instant_of({day.plus_days(1), 0}))};
}

std::optional<Date> day_for(const meetings::Meeting& m, Date today) {
  if (!m.on || !meetings::is_exact(m.precision)) return std::nullopt;
  const auto last = m.until.value_or(*m.on);
  return today < *m.on ? *m.on : std::min(today, last);
}

}  // namespace alianza::checkins
