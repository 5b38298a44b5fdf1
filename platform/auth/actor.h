#pragma once
// Who acts. An anonymous visitor is an empty std::optional<Actor>; an Actor has always been proven (by a session or a token),
// or is the program itself (Via::system: jobs, imports, the command line).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/message.h"

namespace alianza::auth {

using AccountId = Id<struct AccountTag>;

enum class Via : std::uint8_t { session, token, system };

/// What a token's scope lets its bearer do. `write` includes `read`.
enum class Access : std::uint8_t { read, write };

struct Actor {
  AccountId account;
  std::string name;
  Lang lang = Lang::es;
  bool server_operator = false;  // holds the server-wide appointment `operator` today; true for the system too
  Via via = Via::session;
  bool must_change_password = false;  // somebody else set it: policies let this session only choose another or leave
  std::int64_t session = 0;           // only Via::session: its row, for what asks to confirm who it is
  std::vector<std::string> scopes;    // only Via::token: "read", "write", "organizations:read", "organizations:write"

  /// The program itself. `name` is written in the audit ("import", "scheduler").
  static Actor system(std::string name);

  /// Sessions and the system may use every noun; a token only what its scopes say, and "accounts"
  /// must be named: a plain `write` does not reach who can sign in. This is a limit, never a permission: whether the person may
  /// act is asked by the action.
  bool allows(std::string_view noun, Access access) const;
};

using MaybeActor = std::optional<Actor>;

/// "read", "write", "<noun>:read" or "<noun>:write"; nouns are lower-case words and underscores.
bool is_scope(std::string_view text);

}  // namespace alianza::auth
