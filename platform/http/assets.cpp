#include "platform/http/assets.h"

#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "platform/log/log.h"

namespace alianza::http {
namespace {

std::vector<Asset>& table() {
  static std::vector<Asset> all;
  return all;
}

const Asset* find_file(std::string_view file) {
  for (const auto& asset : table())
    if (asset.file == file) return &asset;
  return nullptr;
}

Result<Response> serve(Request& request) {
  const auto* asset = find_file(request.param("file"));
  if (asset == nullptr) return fail(Error::not_found());
  Response response;
  response.fixed_body = asset->bytes;
  response.compress = Compress::never;
  response.set("Content-Type", asset->media_type).set("Cache-Control", "public, max-age=31536000, immutable");
  if (asset->br.empty() && asset->gzip.empty()) return response;
  response.set("Vary", "Accept-Encoding");
  if (!asset->br.empty() && request.accepts_encoding("br")) {
    response.fixed_body = asset->br;
    response.set("Content-Encoding", "br");
  } else if (!asset->gzip.empty() && request.accepts_encoding("gzip")) {
    response.fixed_body = asset->gzip;
    response.set("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace

void register_assets(std::span<const Asset> assets) { table().insert(table().end(), assets.begin(), assets.end()); }

std::span<const Asset> assets() { return table(); }

const Asset* find_asset(std::string_view logical_name) {
  for (const auto& asset : table())
    if (asset.name == logical_name) return &asset;
  return nullptr;
}

Url asset_url(std::string_view logical_name) {
  if (const auto* asset = find_asset(logical_name)) return Url("/assets/{}", asset->file).in_every_language();
  static std::mutex mutex;
  static std::set<std::string, std::less<>> told;
  const std::lock_guard lock(mutex);
  if (told.emplace(logical_name).second) log::warning("asset missing", {{"name", logical_name}});
  return Url("/assets/missing/{}", logical_name).in_every_language();
}

void add_asset_routes(Router& router, Policy everybody) {
  router.get("/assets/{file}", std::move(everybody), serve, {.run = Run::inline_});
}

}  // namespace alianza::http
