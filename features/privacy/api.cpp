// JSON of the notice. What is kept of persons is handed over and erased by people alone, in a session.
#include "features/privacy/api.h"

#include "features/privacy/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::privacy {
namespace {

using feature::demand;
using http::Request;
using http::Response;

const feature::Shape<Notice> notice_json{"PrivacyNotice",
                                         {{"version", &Notice::version},
                                          {"body", &Notice::body},
                                          {"published_at", &Notice::published_at, _("null: el texto del programa")}}};
const feature::Intake<NoticeInput> notice_input{
    "PrivacyNoticeInput",
    {{"body.es", &NoticeInput::body_es, feature::text().required()}, {"body.en", &NoticeInput::body_en, feature::text()}}};

Response show(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  return http::json_response(notice_json(demand(site.db.read([&](db::Tx& tx) { return notice_of(tx, id); }))));
}

Response publish_one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto input = demand(notice_input.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/agencies/" + id.text() + "/privacy-notice");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return publish(tx, act, id, input); }));
  return http::json_response(notice_json(made), 201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "agencies", auth::scope("agencies"), "/api/v1/agencies/{agency}/privacy-notice");
  api.with(auth::anyone_scoped("agencies")).get("", show, {_("El aviso de privacidad de una institución"), {}, notice_json});
  api.post("", publish_one, {_("Publica otra versión del aviso de privacidad"), notice_input, notice_json});
}

}  // namespace alianza::privacy
