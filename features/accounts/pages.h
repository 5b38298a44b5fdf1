#pragma once
// What the pages of accounts hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/accounts/actions.h"
#include "platform/feature/feature.h"
#include "platform/feature/shell.h"
#include "platform/html/page.h"

namespace alianza::accounts::views {

/// One line of a form: label, hint, error, input.
struct Field {
  const char* name = "";  // also its id
  Message label;
  std::string value = {};
  const char* type = "text";
  const char* autocomplete = "off";
  Message hint = {};
  Message error = {};

  std::string hint_id() const { return hint.empty() ? "" : std::string(name) + "-hint"; }
  std::string error_id() const { return error.empty() ? "" : std::string(name) + "-error"; }
  /// For aria-describedby: the ids of what stands between label and input.
  std::string described() const { return hint_id() + (!hint.empty() && !error.empty() ? " " : "") + error_id(); }
};
void render(const Field& page, html::Out& out);

/// What was wrong, first in the form: one link a field.
struct Errors {
  Message message = {};
  struct Line {
    http::Url to;
    Message label;
    Message message;
  };
  std::vector<Line> lines = {};
  bool empty() const { return message.empty(); }
};
void render(const Errors& page, html::Out& out);

struct LangChoice {
  Lang chosen = Lang::es;
};
void render(const LangChoice& page, html::Out& out);

struct SignIn {
  feature::views::Shell shell;
  std::string next;  // where to go afterwards, as the form carries it
  Errors errors = {};
  Field email;
  Field password;
  html::Safe panels = {};  // hung at "sign_in": the accounts of a demo
  http::Url action{"/sign-in"};
};
void render(const SignIn& page, html::Out& out);

/// The head and tabs of one's own account.
struct AccountHead {
  std::string name;
  std::string email;
  struct Tab {
    Message title;
    http::Url url;
    bool current = false;
  };
  std::vector<Tab> tabs;
};
void render(const AccountHead& page, html::Out& out);

struct ProfilePage {
  feature::views::Shell shell;
  AccountHead head;
  Errors errors = {};
  Field name;
  LangChoice lang;
  http::Url action{"/account"};
};
void render(const ProfilePage& page, html::Out& out);

struct PasswordPage {
  feature::views::Shell shell;
  AccountHead head;
  bool must_change = false;
  Errors errors = {};
  Field current;
  Field fresh;
  Field again;
  http::Url action{"/account/password"};
};
void render(const PasswordPage& page, html::Out& out);

struct SessionRow {
  std::string device;
  std::string address;
  CivilTime last_seen;
  Date since;
  bool current = false;
  http::Url close{"/"};
};
struct SessionsPage {
  feature::views::Shell shell;
  AccountHead head;
  std::vector<SessionRow> rows;
  http::Url close_others{"/account/sessions/close-others"};
};
void render(const SessionsPage& page, html::Out& out);

struct TokenRow {
  std::string name;
  std::string hint;
  std::string scopes;
  std::optional<CivilTime> last_used;
  Date expires;
  const char* state = "usable";  // usable, expired, revoked
  http::Url revoke{"/"};
};
struct PermissionBox {
  std::string id;
  std::string scope;
  Message title;
  bool checked = false;
};
struct TokensPage {
  feature::views::Shell shell;
  AccountHead head;
  std::optional<auth::FreshToken> fresh;  // just made: its secret is seen here and never again
  std::vector<TokenRow> rows;
  Errors errors = {};
  Field name;
  std::vector<PermissionBox> permissions;
  Message permissions_error = {};
  Field days;
  http::Url action{"/account/tokens"};
  http::Url reference{"/api"};
};
void render(const TokensPage& page, html::Out& out);

/// Asks before an act that takes something away.
struct ConfirmPage {
  feature::views::Shell shell;
  Message question;
  Message consequence;
  Message verb;
  Message keep;
  http::Url action{"/"};
  http::Url back{"/"};
};
void render(const ConfirmPage& page, html::Out& out);

struct AccountRow {
  std::string name;
  std::string email;
  bool active = true;
  Date since;
  http::Url url{"/"};
};
struct AccountsPage {
  feature::views::Shell shell;
  std::string search;
  std::vector<AccountRow> rows;
  std::optional<http::Url> first;  // back to the first page
  std::optional<http::Url> next;
  http::Url here{"/accounts"};
  http::Url add{"/accounts/new"};
  http::Url all{"/accounts"};
};
void render(const AccountsPage& page, html::Out& out);

struct NewAccountPage {
  feature::views::Shell shell;
  Errors errors = {};
  Field email;
  Field name;
  LangChoice lang;
  http::Url action{"/accounts"};
  http::Url back{"/accounts"};
};
void render(const NewAccountPage& page, html::Out& out);

/// A password that the operator hands over; seen once.
struct GivenPage {
  feature::views::Shell shell;
  std::string name;
  std::string email;
  std::string password;
  http::Url account{"/"};
};
void render(const GivenPage& page, html::Out& out);

struct OfficeRow {
  Message role;
  Message scope;
  Date since;
  std::optional<Date> until;
  std::string reason;
  bool past = false;
};
struct AccountPage {
  feature::views::Shell shell;
  std::string name;
  std::string email;
  bool active = true;
  bool own = false;
  bool is_operator = false;
  Date since;
  Errors errors = {};
  Field edit_name;
  LangChoice lang;
  Field reason;
  std::vector<OfficeRow> offices;
  http::Url edit{"/"};
  http::Url disable{"/"};
  http::Url enable{"/"};
  http::Url reset{"/"};
  http::Url appoint{"/"};
  http::Url end_office{"/"};
  http::Url all{"/accounts"};
};
void render(const AccountPage& page, html::Out& out);

}  // namespace alianza::accounts::views

namespace alianza::accounts {

/// /sign-in, /sign-out, /account…
void add_pages(feature::Site& site);
/// /accounts…, for the operator of the server.
void add_operator_pages(feature::Site& site);

}  // namespace alianza::accounts
