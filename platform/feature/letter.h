#pragma once
// A letter is a compiled template like a page: a struct with a frame, drawn in the language of its reader. Its text alternative
// is made from its HTML. The file of a feature that makes letters is letters.cpp (docs/decisions/0052-letters.md):
//
//     struct Welcome { feature::views::LetterFrame frame; std::string name; http::Url link; };      // letters_views.h
//     {% layout page.frame %}<p>{{ _("Buen día, {1}:", page.name) }}</p>…{% end %}                  // views/welcome.html
//     mail::send(tx, feature::letter(welcome, {.to = email, .lang = lang, .agency_id = agency.value()}));
#include <optional>
#include <string>
#include <utility>

#include "platform/config/config.h"
#include "platform/html/page.h"
#include "platform/html/plain_text.h"
#include "platform/mail/letter.h"

namespace alianza::feature::views {

/// What stands around every letter. Without pictures or tables: it is read in any mail program, on any screen, and loads nothing
/// from anywhere. Templates have no style; letter() puts ours onto their elements. The link that matters is
/// `<p><a class="btn" href="{{ page.link }}">words</a></p>`: a button, and "words: address" in the text.
struct LetterFrame {
  std::string subject;
  std::string sender;  // the agency, at the top and at the end
  std::string why;     // the small print: why this person got it
};
void render(const LetterFrame& page, html::Out& out, html::Content content);

}  // namespace alianza::feature::views

namespace alianza::feature {

struct Addressee {
  Email to;
  std::string name = {};
  Lang lang = Lang::es;
  std::int64_t agency_id = 0;
  std::optional<Email> reply_to = {};
};

namespace detail {
mail::Letter letter(const Addressee& to, const views::LetterFrame& frame, std::string html);
}  // namespace detail

/// `page` has a `frame` and a template. A letter of an agency comes from its name. In subject and names control characters become
/// spaces, and what is too long for a line of a header is cut: a letter does not fail for what somebody once typed as a name.
template <class Page>
mail::Letter letter(const Page& page, const Addressee& to) {
  html::Out out(to.lang, 4096);
  render(page, out);
  return detail::letter(to, page.frame, std::move(out).take());
}

/// Where this server is reached from a letter: server.public_url; in a demo without one, where it listens. Nothing otherwise: a
/// letter with an address that leads nowhere cannot be taken back.
std::optional<std::string> address_in_letters(const config::Config& config);
/// What an act that sends letters says where there is none.
Error no_address_in_letters();
/// An address of this server as it stands in a letter.
http::Url whole_address(const std::string& origin, const http::Url& page, Lang lang);

}  // namespace alianza::feature
