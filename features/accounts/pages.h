#pragma once
// What the pages of accounts hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/accounts/actions.h"
#include "platform/feature/feature.h"
#include "platform/feature/form.h"
#include "platform/feature/shell.h"
#include "platform/html/form.h"
#include "platform/html/page.h"
#include "platform/html/pieces.h"
#include "platform/html/qr.h"

namespace alianza::accounts::views {

struct SignIn {
  feature::views::Shell shell;
  html::Form form;
  html::Safe panels = {};  // hung at "sign_in": the accounts of a demo
};
void render(const SignIn& page, html::Out& out);

/// The second step of signing in.
struct SignInCode {
  feature::views::Shell shell;
  html::Form form;
};
void render(const SignInCode& page, html::Out& out);

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

/// One's own account, a part that is a form.
struct OwnForm {
  feature::views::Shell shell;
  AccountHead head;
  Message title;
  Message warning = {};
  html::Form form;
};
void render(const OwnForm& page, html::Out& out);

struct SecondFactorPage {
  feature::views::Shell shell;
  AccountHead head;
  FactorState state = FactorState::off;
  bool demanded = false;  // somebody was led here to enrol
  Date since = {};
  std::int64_t codes_left = 0;
  html::ButtonForm begin = {};
  std::string spelled = {};  // the secret, while it is only begun
  html::Qr qr = {};
  html::Form form = {};
  http::Url renew{"/account/second-factor/codes"};
  http::Url off{"/account/second-factor/off"};
  bool on() const { return state == FactorState::on; }
  bool begun() const { return !spelled.empty(); }
};
void render(const SecondFactorPage& page, html::Out& out);

/// Seen once.
struct RecoveryCodesPage {
  feature::views::Shell shell;
  AccountHead head;
  std::vector<std::string> codes;
  http::Url onward{"/"};
  /// A line each, for the clipboard.
  std::string together() const {
    std::string out;
    for (const auto& code : codes) out += code + "\n";
    return out;
  }
};
void render(const RecoveryCodesPage& page, html::Out& out);

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
struct TokensPage {
  feature::views::Shell shell;
  AccountHead head;
  std::optional<auth::FreshToken> fresh;  // just made: its secret is seen here and never again
  std::vector<TokenRow> rows;
  html::Form form;
  http::Url reference{"/api"};
};
void render(const TokensPage& page, html::Out& out);

struct JobRow {
  std::string title;
  Message state;
  const char* look = "badge-info";
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string detail;  // what it is doing, or why it failed
  CivilTime since;
  std::optional<http::Url> cancel;
};
struct JobsPage {
  feature::views::Shell shell;
  AccountHead head;
  std::vector<JobRow> rows;
  std::optional<http::Url> next;
  http::Url here{"/account/jobs"};
};
void render(const JobsPage& page, html::Out& out);

struct JobTab {
  Message words;
  std::int64_t count = 0;
  http::Url url{"/"};
  bool current = false;
};
struct ServerJobRow {
  std::string title;
  std::string kind;  // its name in the program
  std::int64_t tries = 0;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string detail;  // what it is doing, or why it failed
  std::string cause;   // for the operator: the type of an exception
  CivilTime since;
  std::optional<CivilTime> next;  // when it is tried again, or ended
  std::optional<html::ButtonForm> retry;
  std::optional<html::ButtonForm> let_go;
};
/// The jobs of the server, for its operator.
struct ServerJobsPage {
  feature::views::Shell shell;
  feature::views::Crumbs crumbs;
  std::vector<JobTab> tabs;
  Message next_words;  // over the column of `next`
  std::vector<ServerJobRow> rows;
  std::optional<http::Url> older;
  http::Url here{"/jobs"};
};
void render(const ServerJobsPage& page, html::Out& out);

/// Asks before an act that takes something away.
struct Question {
  feature::views::Shell shell;
  html::Confirm confirm;
};
void render(const Question& page, html::Out& out);

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
  http::Url mail{"/mail"};
  http::Url jobs{"/jobs"};
  http::Url all{"/accounts"};
};
void render(const AccountsPage& page, html::Out& out);

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
  bool has_factor = false;
  Date since;
  html::Form edit;
  html::Form office;  // to appoint as operator, or to end it
  std::vector<OfficeRow> offices;
  http::Url disable{"/"};
  http::Url enable{"/"};
  http::Url reset{"/"};
  std::optional<http::Url> reset_factor;  // when it has a second factor
  http::Url all{"/accounts"};
};
void render(const AccountPage& page, html::Out& out);

}  // namespace alianza::accounts::views

namespace alianza::accounts {

/// /sign-in, /sign-out, /account…
void add_pages(feature::Site& site);
/// /accounts…, for the operator of the server.
void add_operator_pages(feature::Site& site);
/// /jobs…
void add_operator_job_pages(feature::Site& site);

}  // namespace alianza::accounts
