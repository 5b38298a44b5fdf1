#pragma once
// One letter to one mail server, through libcurl. Blocks as long as the network does, within the limits of the server's entry.
#include <chrono>
#include <functional>
#include <string>

#include "platform/mail/headers.h"
#include "platform/mail/rules.h"

namespace alianza::mail {

enum class Tls : std::uint8_t { required, optional, none };  // of smtp://; smtps:// is always TLS

struct Server {
  std::string url;  // smtp://host:port or smtps://host:port; what follows a slash is our name in EHLO
  std::string user;
  std::string password;
  Tls tls = Tls::required;
  Sender sender;
  std::string authorities;  // a PEM file of those whose certificates are trusted; empty: those of the system
  std::chrono::seconds connect{30};
  std::chrono::seconds answer{120};  // for each answer
  std::chrono::seconds whole{480};   // less than the job's time limit
};

/// Sends; tells how far it came. `go_on` is asked meanwhile: false ends it, but not any more once all was given away, because
/// then only waiting can tell.
Exchange transmit(const Server& server, const Kept& kept, const std::function<bool()>& go_on);

}  // namespace alianza::mail
