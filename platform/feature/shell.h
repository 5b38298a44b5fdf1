#pragma once
// What stands around every page: header, tabs, stage strip, seal, footer (web/README.md, "The page"). A page struct holds one
// Shell and its template says {% layout page.shell %} … {% end %}.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/feature/feature.h"
#include "platform/html/page.h"
#include "platform/http/assets.h"
#include "platform/http/url.h"

namespace alianza::feature::views {

/// An icon of the sprite (web/icons.txt), always beside a word.
struct Icon {
  explicit Icon(const char* n) : name(n) {}
  const char* name;
};
inline void render(const Icon& icon, html::Out& out) { out.icon(icon.name); }

struct Link {
  std::string title;
  http::Url url;
  bool current = false;
};

/// A group of the menu and its pages. Alone in its group, a page needs no second row.
struct Section {
  std::string title;
  std::vector<Link> pages;
  bool current = false;
  const http::Url& url() const { return pages.front().url; }
  bool is_group() const { return pages.size() > 1; }
};

/// «English» on a Spanish page, «Español» on an English one.
struct LanguageLink {
  http::Url url;
  Lang to = Lang::en;
  html::UrlInLanguage address() const { return {url, to}; }
};
void render(const LanguageLink& page, html::Out& out);

/// The menu as the telephone's button opens it, and as rows under the header of a wide page.
struct PhoneMenu {
  std::vector<Section> sections;
};
void render(const PhoneMenu& page, html::Out& out);
struct MenuRows {
  std::vector<Section> sections;
};
void render(const MenuRows& page, html::Out& out);

struct Step {
  std::string title;
  http::Url url;
  int number = 1;
  std::string state;  // done, now, next: the classes of the strip
};

struct StageStrip {
  std::vector<Step> steps;
  std::string gate;  // «Para abrir la 4: 3 de 5 pasos»; empty at the last stage
  http::Url gate_url{"/"};
};
void render(const StageStrip& page, html::Out& out);

struct Foot {
  std::vector<Link> links;
};
void render(const Foot& page, html::Out& out);

/// What stands around the pages of a place and is the same for all its people, drawn: who makes it may keep it as long as nothing
/// of it changes.
struct Surroundings {
  std::string current_page;  // in the menu, for the telephone's button; empty outside it
  html::Safe phone_menu;
  html::Safe menu_rows;
  html::Safe stages;
};
Surroundings drawn(Lang lang, std::vector<Section> menu, const StageStrip& stages);

struct Seal {
  std::string tag;
  std::string text;
};

struct Person {
  std::string name;
  std::string office;
  std::string initials;
};

struct Place {
  std::string title;
  std::string subtitle;
  http::Url url{"/"};
  const char* classes = "place";  // "place place-alliance": on a phone it takes the place of the product's name
};

/// The field of the header that looks through an alliance.
struct SearchField {
  http::Url action{"/"};
  std::string typed;  // what is looked for already
};

void render(const SearchField& page, html::Out& out);

struct Shell {
  Lang lang = Lang::es;
  std::string title;        // of the document
  bool portal = false;      // public page: nobody's session shows, caches may keep it
  bool full_width = false;  // main without its wrap: the portal's first page
  http::Url home{"/"};
  http::Url here{"/"};             // this page, for the link to its other language
  std::optional<http::Url> brand;  // the agency's own colours
  std::optional<Place> place;
  std::vector<Link> tabs;  // of the portal
  std::shared_ptr<const Surroundings> around;
  std::optional<Seal> seal;
  std::optional<Person> person;
  std::optional<SearchField> search;
  std::string notice;       // what just happened, after a redirect
  std::string description;  // for search engines and previews; portal only

  // What the template needs and never differs.
  static const http::Url main;
  static const http::Url sign_in;
  static const http::Url sign_out;
  static const http::Url account;
  static const http::Url switch_place;
  static const http::Url& mark();
  static const http::Url& style_sheet();
  static const http::Url& script();
  static const http::Url& font();
  static const http::Url& favicon();
  /// The links at the end of every page, drawn once for a language.
  const html::Safe& foot() const;
  std::string_view current_page() const { return around ? std::string_view(around->current_page) : std::string_view(); }
  LanguageLink language_link() const { return {here, lang == Lang::es ? Lang::en : Lang::es}; }
};
void render(const Shell& page, html::Out& out, html::Content content);

}  // namespace alianza::feature::views

namespace alianza {

/// A sentence in the language of the person who asks. It stands in the outermost namespace so that every page says `text(request,
/// _("…"))`.
std::string text(const http::Request& request, const Message& message);

}  // namespace alianza

namespace alianza::feature {

/// What every shell has: language, person, notice, the same page in the other language. Title as «page · Alianza».
views::Shell shell(http::Request& request, const std::string& title);
/// The same for a public page: no person, no notice, so that caches may keep it.
views::Shell public_shell(const http::Request& request, const std::string& title);

/// "AR" of "Ana Robles"; the first letters of the first and last word.
std::string initials(std::string_view name);

/// A sentence that a page shows once, after the redirect that follows an act. Define it with static storage: `const
/// feature::Notice saved("…")` in the unnamed namespace of pages.cpp. The address carries its number (?done=…), so a link cannot
/// put words of its own in our mouth.
class Notice {
 public:
  explicit Notice(const char* key);
  http::Url at(http::Url url) const;
  /// What the address says happened; empty when it says nothing that we know.
  static Message found_in(const http::Request& request);

 private:
  std::string number_;
};

}  // namespace alianza::feature
