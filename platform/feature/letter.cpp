#include "platform/feature/letter.h"

#include <algorithm>

namespace alianza::feature {

namespace {

mail::Line line_of(std::string text) {
  constexpr std::size_t most = 300;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  while (length(text) > most || !is_clean_text(text)) text.pop_back();
  auto line = mail::Line::parse(text);
  ENSURE(line);
  return std::move(*line);
}

}  // namespace

namespace detail {

mail::Letter letter(const Addressee& to, const std::string& subject, std::string html) {
  mail::Letter out;
  out.to = to.to;
  out.to_name = line_of(to.name);
  out.subject = line_of(subject);
  out.text = html::plain_text(html);
  out.html = std::move(html);
  out.lang = to.lang;
  out.reply_to = to.reply_to;
  out.agency_id = to.agency_id;
  return out;
}

}  // namespace detail

std::optional<std::string> address_in_letters(const config::Config& config) {
  if (!config.server.public_url.empty()) return config.server.public_url;
  if (config.demo && !config.server.listen.empty()) return "http://" + config.server.listen.front();
  return std::nullopt;
}

http::Url whole_address(const std::string& origin, const http::Url& page, Lang lang) {
  auto whole = http::Url::external(origin + page.in(lang).text());
  ENSURE(whole);
  return std::move(*whole);
}

}  // namespace alianza::feature
