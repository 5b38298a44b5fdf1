#pragma once
// Who asks, when proxies stand between. Inside the room only.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alianza::http {

/// "10.0.0.0/8", "::1": an address or network; IPv4 is kept in its IPv6-mapped form.
struct Network {
  std::array<std::uint8_t, 16> bytes{};
  unsigned prefix = 128;
  static std::optional<Network> parse(std::string_view text);
  bool contains(const std::array<std::uint8_t, 16>& address) const;
};

class TrustedProxies {
 public:
  /// None when one of them is no address or network.
  static std::optional<TrustedProxies> parse(const std::vector<std::string>& list);
  bool trusts(std::string_view address) const;
  /// Goes back along X-Forwarded-For from the peer as long as each hop is a proxy of ours.
  std::string client_of(std::string_view peer, std::string_view forwarded_for) const;
  bool empty() const { return networks_.empty(); }

 private:
  std::vector<Network> networks_;
};

}  // namespace alianza::http
