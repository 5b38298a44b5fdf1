#pragma once
// The header of a message (RFC 5322), as lines: pure. The bodies and their encoding are libcurl's (smtp.cpp).
#include <string>
#include <string_view>
#include <vector>

#include "platform/mail/letter.h"

namespace alianza::mail {

struct Sender {
  Email address;
  Line name;
};

/// Text after "Name: ": as it is when it is short ASCII, else as encoded words of RFC 2047, folded. `begun`: characters that
/// stand before it in the line.
std::string unstructured(const Line& text, std::size_t begun);
/// `"Name" <a@b.mx>`, or the address alone.
std::string mailbox(const Line& name, const Email& address, std::size_t begun);
/// "Mon, 02 Mar 2026 16:00:00 +0000"
std::string date_text(Instant at);

/// Without MIME-Version, which libcurl adds; Content-Type is the whole message's.
std::vector<std::string> headers(const Kept& kept, const Sender& sender);

/// A mail server that knows only ASCII can take it.
bool is_plain(const Email& address);

}  // namespace alianza::mail
