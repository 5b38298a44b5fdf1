#include "platform/feature/letter.h"

#include <algorithm>
#include <array>
#include <utility>

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

/// Mail programs drop style sheets, and our templates hold no style: it is put onto their elements here, for all letters alike.
/// Text is escaped, so that these openings are always the templates' own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> dress{
    {{"<body>", R"(<body style="margin:0 auto;padding:16px;max-width:36em;font-family:Arial,Helvetica,sans-serif;font-size:16px;)"
                R"(line-height:1.5;color:#1c2030;background:#ffffff;overflow-wrap:anywhere;word-break:break-word">)"},
     {"<header><h1>", R"(<header><h1 style="margin:0;font-size:20px;font-weight:bold;line-height:1.3">)"},
     {"<h2>", R"(<h2 style="margin:0 0 12px;font-size:24px;font-weight:bold;line-height:1.3">)"},
     {"<hr>", R"(<hr style="margin:16px 0;border:0;border-top:1px solid #c9ccd6">)"},
     {"<small>", R"(<small style="font-size:14px;color:#4d5266">)"},
     {R"(<a class="btn")",
      R"(<a style="display:inline-block;padding:12px 20px;border-radius:6px;background:#2c2260;color:#ffffff;)"
      R"(font-weight:bold;text-decoration:none")"}}};

std::string dressed(std::string html) {
  for (const auto& [plain, styled] : dress)
    for (auto at = html.find(plain); at != std::string::npos; at = html.find(plain, at + styled.size()))
      html.replace(at, plain.size(), styled);
  return html;
}

}  // namespace

namespace detail {

mail::Letter letter(const Addressee& to, const views::LetterFrame& frame, std::string html) {
  mail::Letter out;
  out.to = to.to;
  out.to_name = line_of(to.name);
  if (to.agency_id != 0) out.from_name = line_of(frame.sender);
  out.subject = line_of(frame.subject);
  out.text = html::plain_text(html);
  out.html = dressed(std::move(html));
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

Error no_address_in_letters() {
  return Error::conflict(
      _("Las cartas no llevarían a ninguna parte: quien opera el servidor debe escribir su dirección pública "
        "(server.public_url) en la configuración."));
}

http::Url whole_address(const std::string& origin, const http::Url& page, Lang lang) {
  auto whole = http::Url::external(origin + page.in(lang).text());
  ENSURE(whole);
  return std::move(*whole);
}

}  // namespace alianza::feature
