#include "features/organizations/list_address.h"

namespace alianza::organizations {
namespace {

const html::ListShape shape{.filters = {"type", "state", "sector", "org_size", "sdg", "status", "shelf"},
                            .sorts = {"name", "newest"}};

Filter filter_of(const html::ListAddress& address) {
  auto pairs = address.filters();
  pairs.emplace_back("q", address.search());
  return filter_from(pairs);
}

Order order_of(const html::ListAddress& address) {
  Order order = Order::name;
  from_text((address.descending() ? "-" : "") + address.sort(), order);
  return order;
}

}  // namespace

const std::vector<int>& page_sizes() { return shape.sizes; }

html::ListAddress list_address(AllianceId alliance, const http::Fields& query) {
  return {http::Url("/alliances/{}/organizations", alliance), query, shape};
}

ListRequest list_request(AllianceId alliance, const html::ListAddress& address) {
  ListRequest r;
  r.alliance = alliance;
  r.filter = filter_of(address);
  r.order = order_of(address);
  if (address.after()) r.after = OrganizationId::parse(*address.after());
  if (address.before()) r.before = OrganizationId::parse(*address.before());
  r.limit = address.size();
  return r;
}

}  // namespace alianza::organizations
