// JSON of opinions and dormancy, on the same actions as the pages.
#include "features/opinions/api.h"

#include "features/opinions/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::opinions {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Opinion> opinion_json{"Opinion",
                                  {{"id", &Opinion::id},
                                   {"committee", &Opinion::committee},
                                   {"number", &Opinion::number},
                                   {"on", &Opinion::on},
                                   {"subject", &Opinion::subject},
                                   {"text", &Opinion::text},
                                   {"reference", &Opinion::reference},
                                   {"meeting", feature::or_null(&Opinion::meeting)},
                                   {"withdrawn", &Opinion::withdrawn},
                                   {"withdrawn_reason", &Opinion::withdrawn_reason}}};
const Shape<Alert> dormancy_json{"DormancyAlert",
                                 {{"id", &Alert::id},
                                  {"committee", &Alert::committee},
                                  {"quiet_since", &Alert::quiet_since, _("El último día con sesión u opinión")},
                                  {"months", &Alert::months},
                                  {"raised_at", &Alert::raised_at},
                                  {"closing", &Alert::closing, _("Vacío: por cerrar")},
                                  {"reason", &Alert::reason},
                                  {"closed_at", &Alert::closed_at}}};
const Shape<Book> book_json{
    "OpinionBook",
    {{"dormancy_months", [](const Book& b) { return b.rule ? std::optional(b.rule->months) : std::nullopt; },
      _("Meses sin sesión ni opinión para avisar")},
     {"opinions", [](const Book& b) -> const auto& { return b.opinions; }, opinion_json},
     {"dormancy_alerts", [](const Book& b) -> const auto& { return b.alerts; }, dormancy_json}}};
const Intake<Input> opinion_body{"OpinionInput",
                                 {{"on", &Input::on, feature::date().required()},
                                  {"subject", &Input::subject, feature::text().required()},
                                  {"text", &Input::text, feature::text().required()},
                                  {"reference", &Input::reference, feature::text()},
                                  {"meeting", &Input::meeting, feature::id(), _("Una sesión celebrada del mismo órgano")}}};
struct Reason {
  std::string reason;
};
const Intake<Reason> reason_body{"OpinionReasonInput", {{"reason", &Reason::reason, feature::text().required()}}};
struct Months {
  std::string months;
};
const Intake<Months> months_body{"DormancyRuleInput",
                                 {{"months", &Months::months, feature::integer().required(), _("0 quita el aviso")}}};

struct Where {
  AllianceId alliance;
  CommitteeId committee;
};
Where where_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CommitteeId>("committee"))};
}

Response get_book(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  return http::json_response(
      book_json(demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), at.alliance, at.committee); }))));
}

/// Every write answers with the book as it stands then.
template <class Perform>
Response answer_book(feature::Site& site, Request& request, int status, Perform&& perform) {
  const auto at = where_of(request);
  auto act = feature::act(request);
  act.key->answer(status, request.path);
  return http::json_response(book_json(demand(site.db.write([&](db::Tx& tx) -> Result<Book> {
                               TRY(perform(tx, act, at));
                               return book(tx, act.actor, at.alliance, at.committee);
                             }))),
                             status);
}

Response post_opinion(feature::Site& site, Request& request) {
  const auto body = demand(opinion_body.read(request));
  return answer_book(site, request, 201, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return issue(tx, act, at.alliance, at.committee, body);
  });
}
Response post_withdrawal(feature::Site& site, Request& request) {
  const auto id = demand(request.id<OpinionId>("opinion"));
  const auto body = demand(reason_body.read(request));
  return answer_book(site, request, 201, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return withdraw(tx, act, at.alliance, at.committee, id, body.reason);
  });
}
Response put_rule(feature::Site& site, Request& request) {
  const auto body = demand(months_body.read(request));
  return answer_book(site, request, 200, [&](db::Tx& tx, const feature::Act& act, const Where& at) -> Done {
    TRY(set_rule(tx, act, at.alliance, at.committee, body.months));
    TRY(watch(tx, at.alliance));
    return {};
  });
}
Response post_closing(feature::Site& site, Request& request) {
  const auto id = demand(request.id<DormancyId>("dormancy"));
  const auto body = demand(reason_body.read(request));
  return answer_book(site, request, 201, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return close(tx, act, at.alliance, at.committee, id, body.reason);
  });
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "committees", auth::scope("committees"),
                         "/api/v1/alliances/{alliance}/committees/{committee}/opinions");
  api.get("", get_book, {_("Las opiniones de un órgano y los avisos de inactividad"), {}, book_json});
  api.post("", post_opinion, {_("Registra una opinión"), opinion_body, book_json});
  api.post("/{opinion}/withdrawal", post_withdrawal, {_("Retira una opinión, con su motivo"), reason_body, book_json});
  const feature::Api silence(site, "committees", auth::scope("committees"),
                             "/api/v1/alliances/{alliance}/committees/{committee}/dormancy");
  silence.put("", put_rule, {_("Fija o quita el aviso de inactividad"), months_body, book_json});
  silence.post("/{dormancy}/closing", post_closing, {_("Cierra un aviso de inactividad"), reason_body, book_json});
}

}  // namespace alianza::opinions
