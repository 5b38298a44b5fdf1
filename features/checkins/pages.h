#pragma once
// What the pages of arriving hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/checkins/checkins.h"
#include "platform/feature/form.h"
#include "platform/html/qr.h"

namespace alianza::checkins::views {

namespace fv = feature::views;

/// «34 de 81 organizaciones · 2 más de la alianza · 52 personas», kept up to date on the screen.
struct Count {
  int present = 0;
  int expected = 0;
  int guests = 0;
  int persons = 0;
};
void render(const Count& page, html::Out& out);

/// The screen at the door, and the paper on it.
struct Screen {
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText title;
  std::string when;
  LocalizedText venue;
  Count count;
  std::optional<html::Qr> qr;
  std::string code;     // «ABCD EFGH»
  std::string address;  // where it is typed: «alianza.example/check-in»
  std::string window;   // «2 mar 2026, 08:00 a 12:00»
  Message why_none;     // there can be no code; empty: there can
  std::optional<html::ButtonForm> make;
  bool has_code() const { return qr.has_value(); }
  http::Url here{"/"};
  http::Url door{"/"};
  std::optional<http::Url> walk_in;
  std::vector<Message> notice;  // the neutral space
  std::int64_t accepted = 0;    // arrivals that came with it
  std::string read;             // «10:02, Ana Ruiz»; empty: not read aloud yet
  std::optional<html::ButtonForm> read_notice;
};
void render(const Screen& page, html::Out& out);

/// What a telephone opens.
struct Arrive {
  struct Own {
    std::string name;
    std::string since;  // «10:04»; empty: not yet
    html::ButtonForm button{.action = http::Url("/"), .words = {}};
  };
  fv::Shell shell;
  LocalizedText title;
  std::string when;
  LocalizedText venue;
  Message told;   // «Quedó registrada…»
  Message early;  // the meeting begins later
  std::vector<Own> own;
  std::vector<Message> notice;  // what one accepts by arriving
  bool has_form = true;
  html::Form form{.action = http::Url("/")};
  std::optional<http::Url> door;  // of who keeps the meeting
};
void render(const Arrive& page, html::Out& out);

/// Where a code is typed.
struct Type {
  fv::Shell shell;
  http::Url action{"/"};
  std::string typed;
  bool wrong = false;
};
void render(const Type& page, html::Out& out);

/// On the door's list: the other ways to register.
struct DoorPanel {
  http::Url screen{"/"};
  std::optional<http::Url> walk_in;
};
void render(const DoorPanel& page, html::Out& out);

}  // namespace alianza::checkins::views

namespace alianza::checkins {

void add_pages(feature::Site& site);
void add_arrival_pages(feature::Site& site);

}  // namespace alianza::checkins
