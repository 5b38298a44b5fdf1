#pragma once
// What the pages of bulletins hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/bulletins/bulletins.h"
#include "features/portal/shell.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::bulletins::views {

namespace fv = feature::views;
using fv::Icon;

struct ListRow {
  http::Url url{"/"};
  LocalizedText title;
  Message kind;
  html::Badge state;
  std::string when;  // «17 de marzo de 2026, 09:00», or empty
};
/// What who convenes works on; for others what is published.
struct List {
  fv::Shell shell;
  std::vector<ListRow> rows;
  std::optional<http::Url> write;
  std::optional<http::Url> portal;
  std::optional<http::Url> next;
  std::string subscribers;  // «128 personas los reciben por correo», for who convenes
};
void render(const List& page, html::Out& out);

/// One edition, its texts drawn.
struct EditionView {
  int number = 1;
  LocalizedText title;
  LocalizedText summary;
  LocalizedText correction;
  html::Safe body;
  std::string lang;  // of the body, when it is not the reader's
  std::string when;
};
void render(const EditionView& page, html::Out& out);

struct StepLine {
  Message step;
  std::string name;
  CivilTime at;
  int number = 1;  // of the edition
  std::string reason;
};
struct EditionLink {
  int number = 1;
  std::string when;
  LocalizedText correction;
  std::optional<http::Url> url;  // the other editions
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Message kind;
  html::Badge state;
  EditionView edition;
  std::string planned;  // when an edition will be published
  std::string withdrawn;
  std::vector<StepLine> steps;
  std::vector<EditionLink> editions;
  std::optional<http::Url> portal;
  std::optional<http::Url> edit;
  std::optional<http::Url> correct;
  std::optional<http::Url> approve;
  std::optional<http::Url> send_back;
  std::optional<http::Url> withdraw;
  std::optional<html::ButtonForm> submit;
  bool waits_for_other = false;  // in review, and the reader wrote it
};
void render(const Show& page, html::Out& out);

// ---- The portal.

struct PublicRow {
  http::Url url{"/"};
  LocalizedText title;
  LocalizedText summary;
  Message kind;
  std::string when;
  std::string datetime;
  bool corrected = false;
};
struct PublicRows {
  std::vector<PublicRow> rows;
};
void render(const PublicRows& page, html::Out& out);
struct PublicList {
  portal::views::Frame frame;
  fv::Crumbs crumbs;
  PublicRows list;
  http::Url feed{"/"};
  http::Url subscribe{"/"};
  std::optional<http::Url> next;
};
void render(const PublicList& page, html::Out& out);
struct PublicShow {
  portal::views::Frame frame;
  fv::Crumbs crumbs;
  Message kind;
  EditionView edition;
  std::vector<EditionLink> editions;
  bool is_former = false;
  http::Url current{"/"};
};
void render(const PublicShow& page, html::Out& out);
/// What stands where a withdrawn bulletin stood.
struct Withdrawn {
  portal::views::Frame frame;
  fv::Crumbs crumbs;
  LocalizedText title;
  std::string when;
  std::string reason;
};
void render(const Withdrawn& page, html::Out& out);
/// On the alliance's first public page.
struct Newest {
  PublicRows list;
  http::Url all{"/"};
};
void render(const Newest& page, html::Out& out);

// ---- Subscriptions.

struct SubscribePage {
  portal::views::Frame frame;
  fv::Crumbs crumbs;
  LocalizedText alliance;
  bool asked = false;  // the letter is on its way
  html::Form form{.action = http::Url("/")};
};
void render(const SubscribePage& page, html::Out& out);
/// Behind a link: what it is about, and its one button or what became of it.
struct SubscriptionPage {
  fv::Shell shell;
  Message title;
  LocalizedText alliance;
  Message told;
  Message asks;
  std::optional<html::ButtonForm> button;
  std::optional<http::Url> portal;
};
void render(const SubscriptionPage& page, html::Out& out);

}  // namespace alianza::bulletins::views

namespace alianza::bulletins {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_public_pages(feature::Site& site);
void add_subscription_pages(feature::Site& site);

}  // namespace alianza::bulletins
