#include "platform/mail/headers.h"

#include <algorithm>
#include <array>

namespace alianza::mail {
namespace {

constexpr std::size_t line_length = 76;  // of a line with an encoded word (RFC 2047); of others RFC 5322 wants 78
constexpr std::string_view word_begin = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) {
      return i + k < bytes.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + k])) : 0U;
    };
    const std::uint32_t three = byte(0) << 16U | byte(1) << 8U | byte(2);
    out += digits[three >> 18U & 63U];
    out += digits[three >> 12U & 63U];
    out += i + 1 < bytes.size() ? digits[three >> 6U & 63U] : '=';
    out += i + 2 < bytes.size() ? digits[three & 63U] : '=';
  }
  return out;
}

/// As many whole characters as fit into `most` bytes; at least one.
std::string_view characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  const auto continues = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80U; };
  auto end = most;
  while (end > 0 && continues(end)) --end;
  if (end == 0)
    for (end = 1; end < text.size() && continues(end);) ++end;
  return text.substr(0, end);
}

std::string encoded_words(std::string_view text, std::size_t begun) {
  std::string out;
  while (!text.empty()) {
    const auto taken = begun + word_begin.size() + word_end.size();
    const auto room = taken < line_length ? (line_length - taken) / 4 * 3 : 0;
    const auto word = characters(text, room);
    if (!out.empty()) out += "\r\n ";
    out.append(word_begin).append(base64(word)).append(word_end);
    text.remove_prefix(word.size());
    begun = 1;
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Reads the same to everybody without encoding, on one line.
bool is_plain_text(std::string_view text, std::size_t begun) {
  const bool trimmed = text.empty() || (text.front() != ' ' && text.back() != ' ');  // a header's ends are cut
  return is_ascii(text) && trimmed && text.find("=?") == std::string_view::npos && begun + text.size() <= line_length;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string two_digits(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

std::string unstructured(const Line& text, std::size_t begun) {
  return is_plain_text(text.text(), begun) ? text.text() : encoded_words(text.text(), begun);
}

std::string mailbox(const Line& name, const Email& address, std::size_t begun) {
  if (name.text().empty()) return address.text();
  const auto phrase = is_plain_text(name.text(), begun + 2) ? quoted(name.text()) : encoded_words(name.text(), begun);
  const auto last_line = phrase.rfind('\n') == std::string::npos ? begun + phrase.size() : phrase.size() - phrase.rfind('\n');
  const auto* gap = last_line + address.text().size() + 3 <= line_length ? " <" : "\r\n <";
  return phrase + gap + address.text() + '>';
}

std::string date_text(Instant at) {
  constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto midnight = date::floor<date::days>(at.point());
  const Date day{date::sys_days(midnight)};
  const auto seconds = date::floor<std::chrono::seconds>(at.point() - midnight).count();
  return std::string(days.at(day.weekday())) + ", " + two_digits(day.day()) + ' ' + months.at(day.month() - 1) + ' ' +
         std::to_string(day.year()) + ' ' + two_digits(seconds / 3600) + ':' + two_digits(seconds / 60 % 60) + ':' +
         two_digits(seconds % 60) + " +0000";
}

std::vector<std::string> headers(const Kept& kept, const Sender& sender) {
  const auto& letter = kept.letter;
  std::vector<std::string> out;
  const auto add = [&](std::string_view name, auto&& value) { out.push_back(std::string(name) + ": " + value(name.size() + 2)); };
  const auto plain = [](std::string text) { return [text = std::move(text)](std::size_t) { return text; }; };
  const auto& name = letter.from_name.text().empty() ? sender.name : letter.from_name;
  add("Date", plain(date_text(kept.created_at)));
  add("From", [&](std::size_t begun) { return mailbox(name, sender.address, begun); });
  add("To", [&](std::size_t begun) { return mailbox(letter.to_name, letter.to, begun); });
  if (letter.reply_to) add("Reply-To", plain(letter.reply_to->text()));
  add("Subject", [&](std::size_t begun) { return unstructured(letter.subject, begun); });
  add("Message-ID", plain('<' + kept.message_id + '>'));
  if (letter.unsubscribe) {
    add("List-Unsubscribe", plain('<' + letter.unsubscribe->text() + '>'));
    if (letter.unsubscribe->is_https()) add("List-Unsubscribe-Post", plain("List-Unsubscribe=One-Click"));  // RFC 8058
  }
  add("Auto-Submitted", plain("auto-generated"));
  add("Content-Language", plain(std::string(tag(letter.lang))));
  add("Content-Type", plain("multipart/alternative"));
  return out;
}

bool is_plain(const Email& address) { return is_ascii(address.text()); }

}  // namespace alianza::mail
