#pragma once
// Time zones as people say them. The zones of the region have a name; another one is told by its technical name.
#include <string>
#include <string_view>

#include "platform/base/message.h"
#include "platform/base/time.h"

namespace alianza::i18n {

/// «hora del centro de México»; "Europe/Berlin" for a zone that has no name here.
std::string zone_name(Lang lang, const Zone& zone);

/// With its distance from UTC on that day: «hora del centro de México (UTC-06:00)».
std::string zone_name(Lang lang, const Zone& zone, Instant at);

/// The place by which people choose it in a form: «Ciudad de México y centro del país». Empty for one that has no name here.
Message zone_place(std::string_view zone);

}  // namespace alianza::i18n
