// JSON of one's own second factor, on the same actions as the pages.
#include "features/accounts/actions.h"
#include "features/accounts/api.h"
#include "platform/auth/totp.h"

namespace alianza::accounts {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::Shape;
using http::Request;
using http::Response;

constexpr auto factor_path = "/api/v1/account/second-factor";

const Shape<OwnSecondFactor> factor_json{
    "SecondFactor",
    {{"state", &OwnSecondFactor::state, _("off: no hay; begun: falta confirmarlo; on: se pide al entrar")},
     {"since", &OwnSecondFactor::since},
     {"recovery_codes_left", &OwnSecondFactor::codes_left}}};

struct Begun {
  std::string secret;   // base32
  std::string address;  // otpauth://
};
const Shape<Begun> begun_json{"SecondFactorBegun",
                              {{"secret", &Begun::secret, _("Para escribirla en la aplicación, en base32")},
                               {"address", &Begun::address, _("Lo que dice el código QR (otpauth://)")}}};
const Shape<std::vector<std::string>> codes_json{
    "RecoveryCodes", {{"recovery_codes", itself, _("Se ven esta única vez; cada uno sirve una vez")}}};

struct Code {
  std::string code;
};
const Intake<Code> code_body{"SecondFactorCode", {{"code", &Code::code, feature::text().required()}}};

Response seen_once(const boost::json::object& body) { return http::json_response(body, 201).no_store().without_compression(); }

Response own_factor_json(feature::Site& site, Request& request) {
  return http::json_response(
      factor_json(demand(site.db.read([&](db::Tx& tx) { return second_factor(tx, site.gate.seal(), feature::act(request)); }))));
}

Response begin_factor(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(201, factor_path);
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(begin_second_factor(tx, site.gate.seal(), act));
    const auto own = TRY(second_factor(tx, site.gate.seal(), act));
    const auto account = TRY(read(tx, act.actor, act.who().account));
    return seen_once(begun_json({auth::totp::spelled(own.secret), auth::totp::address(own.secret, account.email.text())}));
  }));
}

Response confirm_factor(feature::Site& site, Request& request) {
  const auto input = demand(code_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, factor_path);
  const auto secret = site.gate.secret_of(request);
  return seen_once(codes_json(
      demand(site.db.write([&](db::Tx& tx) { return confirm_second_factor(tx, site.gate.seal(), act, input.code, secret); }))));
}

Response other_codes(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(201, factor_path);
  return seen_once(codes_json(demand(site.db.write([&](db::Tx& tx) { return renew_recovery_codes(tx, act); }))));
}

Response remove_factor(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(204, factor_path);
  demand(site.db.write([&](db::Tx& tx) { return remove_second_factor(tx, act); }));
  return Response::no_content();
}

}  // namespace

void add_second_factor_api(const feature::Api& own) {
  own.get("/second-factor", own_factor_json, {_("Su segundo factor"), {}, factor_json});
  own.post("/second-factor", begin_factor, {_("Empieza a usar un segundo factor"), {}, begun_json});
  own.post("/second-factor/confirm", confirm_factor, {_("Activa el segundo factor con su primer código"), code_body, codes_json});
  own.post("/second-factor/codes", other_codes, {_("Hace otros códigos de recuperación"), {}, codes_json});
  own.remove("/second-factor", remove_factor, {_("Apaga el segundo factor")});
}

}  // namespace alianza::accounts
