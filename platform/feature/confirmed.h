#pragma once
// «Confirm it is you» before a page whose act asks for it (platform/auth/confirmation.h).
//
//     if (auto first = feature::confirm_first(site, request, Url("/account/tokens"))) return std::move(*first);
#include <optional>

#include "platform/feature/feature.h"

namespace alianza::feature {

/// The way to /account/confirm and back to `page`, for who has not proven lately who they are; nothing for who has.
std::optional<http::Response> confirm_first(const Site& site, const http::Request& request, const http::Url& page);

}  // namespace alianza::feature
