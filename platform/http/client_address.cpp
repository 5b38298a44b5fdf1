#include "platform/http/client_address.h"

#include <arpa/inet.h>

#include <charconv>
#include <cstring>

#include "platform/http/header_value.h"

namespace alianza::http {
namespace {

std::optional<std::array<std::uint8_t, 16>> parse_address(const std::string& text) {
  std::array<std::uint8_t, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
  bytes[10] = bytes[11] = 0xff;
  if (inet_pton(AF_INET, text.c_str(), bytes.data() + 12) == 1) return bytes;
  return std::nullopt;
}

}  // namespace

std::optional<Network> Network::parse(std::string_view text) {
  const auto slash = text.find('/');
  const std::string address(text.substr(0, slash));
  const auto bytes = parse_address(address);
  if (!bytes) return std::nullopt;
  Network network{*bytes, 128};
  if (slash == std::string_view::npos) return network;
  const auto digits = text.substr(slash + 1);
  unsigned prefix = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  const bool four = address.find(':') == std::string::npos;
  if (error != std::errc() || end != digits.data() + digits.size() || prefix > (four ? 32U : 128U)) return std::nullopt;
  network.prefix = four ? prefix + 96 : prefix;
  return network;
}

bool Network::contains(const std::array<std::uint8_t, 16>& address) const {
  const unsigned whole = prefix / 8;
  if (std::memcmp(bytes.data(), address.data(), whole) != 0) return false;
  if (prefix % 8 == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff00U >> (prefix % 8));
  return (bytes.at(whole) & mask) == (address.at(whole) & mask);
}

std::optional<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& list) {
  TrustedProxies made;
  for (const auto& text : list) {
    const auto network = Network::parse(text);
    if (!network) return std::nullopt;
    made.networks_.push_back(*network);
  }
  return made;
}

bool TrustedProxies::trusts(std::string_view address) const {
  const auto bytes = parse_address(std::string(address));
  if (!bytes) return false;
  for (const auto& network : networks_)
    if (network.contains(*bytes)) return true;
  return false;
}

std::string TrustedProxies::client_of(std::string_view peer, std::string_view forwarded_for) const {
  std::string client(peer);
  while (trusts(client) && !forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto hop = strip(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
    forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
    if (!parse_address(std::string(hop))) break;  // whoever wrote this is not one of ours
    client = hop;
  }
  return client;
}

}  // namespace alianza::http
