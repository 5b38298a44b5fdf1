#pragma once
// Style sheets, scripts, fonts and pictures, embedded in the program with their compressed forms. Their names carry a hash of
// their content, so a browser keeps them for ever. cmake/Assets.cmake makes the table from web/dist/manifest.txt.
#include <span>
#include <string_view>

#include "platform/http/router.h"

namespace alianza::http {

struct Asset {
  std::string_view name;  // logical: "app.css"
  std::string_view file;  // hashed: "app.3f2a91.css"
  std::string_view media_type;
  std::string_view bytes;
  std::string_view br;  // empty when there is no such form
  std::string_view gzip;
};

/// Called by the generated table before main.
void register_assets(std::span<const Asset> assets);
std::span<const Asset> assets();
const Asset* find_asset(std::string_view logical_name);
/// "/assets/app.3f2a91.css". An asset that is not embedded gives "/assets/missing/app.css", a 404, and is logged once.
Url asset_url(std::string_view logical_name);
/// Adds /assets/{file}, in the best coding that the client takes.
void add_asset_routes(Router& router, Policy everybody);

}  // namespace alianza::http
