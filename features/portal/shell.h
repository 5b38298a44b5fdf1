#pragma once
// What stands around the public pages of an alliance, and how they are answered: for the pages of the portal and for the features
// above it that have public pages of their own.
#include <string>
#include <string_view>
#include <type_traits>

#include "features/portal/actions.h"
#include "platform/feature/feature.h"
#include "platform/feature/shell.h"
#include "platform/html/page.h"

namespace alianza::portal::views {

using feature::views::Shell;

/// The shell with the terms of the data at its end: they stand on every page.
struct Frame {
  Shell shell;
  std::string licence;
  std::string source;
};
void render(const Frame& page, html::Out& out, html::Content content);

}  // namespace alianza::portal::views

namespace alianza::portal {

/// Places for what features above hang into the portal: `portal` (sections of the alliance's first page) and `portal_addresses`
/// (not drawn: addresses for the sitemap, one a line, as they stand in Spanish).
inline constexpr const char* home_place = "portal";
/// Panels of the public page of a body, whose id is the subject: who hangs one there shows only what is for everybody.
inline constexpr const char* committee_place = "portal_committee";
inline constexpr const char* addresses_place = "portal_addresses";

/// How long caches may keep what is public: what is taken away must soon be gone.
inline constexpr std::chrono::seconds kept_for{60};

/// "/p/axs/timeline"; an empty tail is the alliance's first page.
http::Url address(const alliances::Alliance& alliance, std::string_view tail = {});

/// Everybody may keep it for a minute and then asks again; says where the other language stands.
http::Response public_answer(const feature::Site& site, const http::Request& request, http::Response response);

/// Opens the alliance of the address, lets `draw(tx, open)` make a page in the same snapshot, and answers it.
template <class Draw>
Result<http::Response> answer_page(const feature::Site& site, http::Request& request, const Draw& draw) {
  using Page = typename std::invoke_result_t<const Draw&, db::Tx&, const Public&>::value_type;
  const auto page = TRY(site.db.read([&](db::Tx& tx) -> Result<Page> {
    const auto open = TRY(portal::open(tx, request.param("slug")));
    return draw(tx, open);
  }));
  return public_answer(site, request, html::respond(request, page));
}

views::Frame frame(const http::Request& request, const Public& open, const std::string& title, std::string_view tail);

/// Where this server stands: as configured, or as the visitor named it. "https://alianza.example"
std::string origin_of(const feature::Site& site, const http::Request& request);

}  // namespace alianza::portal
