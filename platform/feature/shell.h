#pragma once
// What stands around every page: header, tabs, stage strip, seal, footer (web/README.md, "The page"). A page struct holds one
// Shell and its template says {% layout page.shell %} … {% end %}.
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
  http::Url url() const { return http::asset_url("icons.svg").fragment(name); }
};
void render(const Icon& page, html::Out& out);

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
  std::vector<Section> sections;
  std::optional<StageStrip> stages;
  std::optional<Seal> seal;
  std::optional<Person> person;
  std::optional<SearchField> search;
  std::string notice;       // what just happened, after a redirect
  std::string description;  // for search engines and previews; portal only
  std::vector<Link> foot;

  // Addresses that the template needs and that never differ.
  http::Url main = http::Url::on_this_page("main");
  http::Url mark{"/"};
  http::Url sign_in{"/sign-in"};
  http::Url sign_out{"/sign-out"};
  http::Url account{"/account"};
  http::Url switch_place{"/alliances"};
  /// Where we are in the menu, for the telephone's button; empty outside it.
  std::string current_page() const;
  LanguageLink language_link() const { return {here, lang == Lang::es ? Lang::en : Lang::es}; }
};
void render(const Shell& page, html::Out& out, html::Content content);

}  // namespace alianza::feature::views

namespace alianza::feature {

/// What every shell has: language, person, footer, notice, the same page in the other language. Title as «page · Alianza».
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
