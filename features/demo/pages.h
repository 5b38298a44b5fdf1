#pragma once
#include <string>
#include <vector>

#include "features/demo/demo.h"
#include "platform/feature/feature.h"
#include "platform/html/out.h"

namespace alianza::demo::views {

/// On the sign-in page of a demo: who one can be, with a button to enter as each, and the password of all.
struct Accounts {
  std::vector<Account> accounts;
  std::string password;
  bool sends_mail = false;
  http::Url sign_in{"/sign-in"};
  http::Url mailbox{"/mailbox"};
};
void render(const Accounts& page, html::Out& out);

}  // namespace alianza::demo::views

namespace alianza::demo {

/// Hung at "sign_in"; draws nothing while the demo is not loaded.
void add_panel(feature::Site& site);

}  // namespace alianza::demo
