#pragma once
// The job that sends letters, and how the configuration says where.
#include <optional>
#include <string>

#include "platform/config/config.h"
#include "platform/jobs/kinds.h"
#include "platform/mail/smtp.h"

namespace alianza::mail {

inline constexpr std::string_view delivery_kind = "mail.deliver";
std::string payload_of(LetterId id);

/// Nothing when no server is configured. Fails when what is configured cannot be used: no sender, a name of two lines.
Result<std::optional<Server>> server_of(const config::Mail& mail);

/// Tried again for about a day, at least every two hours.
jobs::Policy delivery_policy();
jobs::Kind delivering(Server server, jobs::Policy policy = delivery_policy());

/// For a demonstration without a mail server: a letter counts as sent at once and goes to nobody; its mailbox shows it.
jobs::Kind keeping();

/// Adds the kind when a server is configured; else letters and their jobs wait, and a line in the log says so.
void add_delivery(jobs::Kinds& kinds, const config::Mail& mail);

}  // namespace alianza::mail
