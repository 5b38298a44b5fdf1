#include "platform/feature/routes.h"

namespace alianza::feature {
namespace {

int usual_status(http::Method method, const Doc& doc) {
  if (doc.answers.schema() == nullptr) return 204;
  return method == http::Method::post ? 201 : 200;
}

}  // namespace

http::Options Api::options(http::Method method, Doc doc) const {
  http::Options out;
  out.doc.success = doc.success == 0 ? usual_status(method, doc) : doc.success;
  out.doc.summary = std::move(doc.summary);
  out.doc.tag = tag_;
  out.doc.query = std::move(doc.query);
  const auto named = [&](const Table& table) {
    if (table.schema() == nullptr) return std::string();
    describe(site_, *table.schema());
    return table.schema()->name;
  };
  out.doc.request_schema = named(doc.asks);
  out.doc.response_schema = named(doc.answers);
  return out;
}

}  // namespace alianza::feature
