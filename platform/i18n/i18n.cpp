#include "platform/i18n/i18n.h"

#include <deque>
#include <mutex>

#include "platform/i18n/catalogue.h"

namespace alianza::i18n {
namespace {

std::string_view or_else(const char* found, const char* otherwise) { return found == nullptr ? otherwise : found; }

MessageId keep(MessageId::Entry entry) {
  static std::mutex mutex;
  static auto* entries = new std::deque<MessageId::Entry>;  // never destroyed: pages may be drawn until the very end
  const std::lock_guard lock(mutex);
  return MessageId(&entries->emplace_back(entry));
}

}  // namespace

MessageId intern(const char* es) {
  const auto en = or_else(english(es), es);
  return keep({{es, en}, {es, en}});
}

MessageId intern(const char* one, const char* many) {
  return keep({{one, or_else(english(one, many, 1), one)}, {many, or_else(english(one, many, 2), many)}});
}

std::string_view pattern(Lang lang, const Message& m) {
  if (m.plural() == nullptr) return lang == Lang::es ? m.key() : or_else(english(m.key()), m.key());
  const char* spanish = m.count() == 1 ? m.key() : m.plural();
  return lang == Lang::es ? spanish : or_else(english(m.key(), m.plural(), m.count()), spanish);
}

std::string text(Lang lang, const Message& m) {
  if (m.plural() != nullptr && m.args().empty()) {
    const std::string count[] = {std::to_string(m.count())};
    return fill(pattern(lang, m), count);
  }
  return fill(pattern(lang, m), m.args());
}

Piece next_piece(std::string_view& rest) {
  std::size_t from = 0;
  for (;;) {
    const auto open = rest.find('{', from);
    if (open == std::string_view::npos) break;
    std::size_t at = open + 1;
    std::size_t number = 0;
    while (at < rest.size() && rest[at] >= '0' && rest[at] <= '9' && number < 100) {
      number = number * 10 + static_cast<std::size_t>(rest[at++] - '0');
    }
    if (number > 0 && at < rest.size() && rest[at] == '}') {
      const Piece piece{rest.substr(0, open), number};
      rest.remove_prefix(at + 1);
      return piece;
    }
    from = open + 1;
  }
  const Piece last{rest, 0};
  rest = {};
  return last;
}

std::string fill(std::string_view pattern, std::span<const std::string> args) {
  std::string out;
  out.reserve(pattern.size() + 16 * args.size());
  while (!pattern.empty()) {
    const auto piece = next_piece(pattern);
    out += piece.plain;
    if (piece.place == 0) break;
    if (piece.place <= args.size()) {
      out += args[piece.place - 1];
    } else {
      out += '{' + std::to_string(piece.place) + '}';
    }
  }
  return out;
}

}  // namespace alianza::i18n
