#pragma once
// Who may reach a route at all. This is the door, not the permission: the action asks "who may" again, inside its transaction.
//     router.get("/account", auth::signed_in(), page);
//     router.post("/api/v1/organizations", auth::scope("organizations"), create);
// Who is not signed in goes to /sign-in?next=... and comes back; a program gets 401 problem+json.
#include <string>

#include "platform/auth/actor.h"
#include "platform/http/router.h"

namespace alianza::auth {

/// Everybody, signed in or not.
http::Policy anyone();
/// A session in the browser. A token is refused: accounts, sessions and tokens are not for programs.
http::Policy signed_in();
/// The same, held by an operator of the server; to others the page does not exist (404).
http::Policy operator_only();
/// An operator's session, or an operator's token whose scopes name the noun ("accounts:write").
http::Policy operator_scope(const char* noun);
/// A session, or a token whose scopes include the noun: GET needs read, everything else write.
http::Policy scope(const char* noun);
/// Everybody; but a token, when there is one, needs the noun's scope. For public tables that are also API.
http::Policy anyone_scoped(const char* noun);

/// The actor that the gate found; empty = anonymous.
const MaybeActor& actor_of(const http::Request& request);
/// The actor of a route whose policy demands one.
const Actor& actor(const http::Request& request);

}  // namespace alianza::auth
