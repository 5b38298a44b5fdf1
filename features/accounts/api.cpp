// JSON of accounts, on the same actions as the pages.
#include "features/accounts/api.h"

#include "features/accounts/actions.h"
#include "platform/auth/policy.h"

namespace alianza::accounts {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

constexpr int jobs_of_a_page = 100;

const Shape<Account> account_json{"Account",
                                  {{"id", &Account::id},
                                   {"email", &Account::email},
                                   {"name", &Account::name},
                                   {"lang", &Account::lang},
                                   {"created_at", &Account::created_at},
                                   {"disabled_at", &Account::disabled_at}}};
const Shape<Given> fresh_account_json{
    "FreshAccount", account_json, &Given::account, {{"temporary_password", &Given::password, _("Se ve esta única vez")}}};

const Shape<Page> account_list_json{
    "AccountList",
    {{"accounts", &Page::rows, account_json},
     {"next", [](const Page& page) { return page.next.empty() ? std::nullopt : std::optional(page.next); }}}};

const Shape<auth::Token> token_json{"Token",
                                    {{"id", &auth::Token::id},
                                     {"name", &auth::Token::name},
                                     {"scopes", &auth::Token::scopes},
                                     {"hint", &auth::Token::hint, _("Los últimos caracteres, para distinguirlas")},
                                     {"created_at", &auth::Token::created_at},
                                     {"expires_at", &auth::Token::expires_at},
                                     {"last_used", &auth::Token::last_used},
                                     {"revoked_at", &auth::Token::revoked_at}}};
const Shape<auth::FreshToken> fresh_token_json{
    "FreshToken", token_json, &auth::FreshToken::token, {{"secret", &auth::FreshToken::secret, _("Se ve esta única vez")}}};
const Shape<std::vector<auth::Token>> token_list_json{"TokenList", {{"tokens", itself, token_json}}};

const Shape<auth::Session> session_json{"Session",
                                        {{"id", &auth::Session::id},
                                         {"created_at", &auth::Session::created_at},
                                         {"last_seen", &auth::Session::last_seen},
                                         {"address", &auth::Session::address},
                                         {"agent", &auth::Session::agent}}};
const Shape<std::vector<auth::Session>> session_list_json{"SessionList", {{"sessions", itself, session_json}}};

const Shape<jobs::Job> job_json{
    "Job",
    {{"id", &jobs::Job::id},
     {"kind", &jobs::Job::kind},
     {"state", &jobs::Job::state},
     {"cancelling", [](const jobs::Job& job) { return job.cancelling(); }},
     {"done", [](const jobs::Job& job) { return job.progress.done; }},
     {"total", [](const jobs::Job& job) { return job.progress.total; }, _("0 si no se sabe cuánto falta")},
     {"created_at", &jobs::Job::created_at},
     {"finished_at", &jobs::Job::finished_at}}};
const Shape<std::vector<jobs::Job>> job_list_json{"JobList", {{"jobs", itself, job_json}}};

/// Of the operator: also how often it was tried and what the handler said. Not what it is about.
const Shape<jobs::Job> server_job_json{"ServerJob",
                                       job_json,
                                       itself,
                                       {{"tries", [](const jobs::Job& job) { return job.tries(); }},
                                        {"run_at", &jobs::Job::run_at, _("No antes de")},
                                        {"error", &jobs::Job::error, _("Por qué no se hizo, en español; vacío si no ha fallado")},
                                        {"cause", &jobs::Job::error_detail, _("Por qué falló, según el programa")}}};
const Shape<jobs::Counts> job_counts_json{"ServerJobCounts",
                                          {{"dead", &jobs::Counts::dead},
                                           {"retrying", &jobs::Counts::retrying},
                                           {"running", &jobs::Counts::running},
                                           {"waiting", &jobs::Counts::waiting}}};
const Shape<ServerJobs> server_jobs_json{
    "ServerJobList",
    {{"counts", &ServerJobs::counts, job_counts_json},
     {"jobs", &ServerJobs::rows, server_job_json},
     {"next", [](const ServerJobs& found) {
        return found.rows.size() == jobs_of_a_page ? std::optional(found.rows.back().id.text()) : std::nullopt;
      }}}};

const Intake<ProfileInput> profile_body{
    "AccountProfile",
    {{"name", &ProfileInput::name, text().required()}, {"lang", &ProfileInput::lang, one_of<Lang>().required()}}};
const Intake<AccountInput> account_body{"AccountInput",
                                        {{"email", &AccountInput::email, feature::email().required()},
                                         {"name", &AccountInput::name, text().required()},
                                         {"lang", &AccountInput::lang, one_of<Lang>().required()}}};
const Intake<PasswordInput> password_body{
    "PasswordInput",
    {{"current", &PasswordInput::current, text().required()}, {"password", &PasswordInput::fresh, text().required()}}};
const Intake<TokenInput> token_body{"TokenInput",
                                    {{"name", &TokenInput::name, text().required()},
                                     {"scopes", &TokenInput::scopes, feature::list_of(text()).required()},
                                     {"days", &TokenInput::days, feature::integer(), _("Cuántos días sirve, hasta 366")}}};

struct Reason {
  std::string reason;
};
const Intake<Reason> reason_body{"AccountReasonInput", {{"reason", &Reason::reason, text().required()}}};

/// A secret that is seen once: no cache keeps it, and no compression tells of it.
Response secret(const boost::json::object& body) { return http::json_response(body, 201).no_store().without_compression(); }

Response own(feature::Site& site, Request& request) {
  const auto& actor = auth::actor(request);
  return http::json_response(account_json(demand(site.db.read([&](db::Tx& tx) { return read(tx, actor, actor.account); }))));
}

Response edit_own(feature::Site& site, Request& request) {
  const auto input = demand(profile_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/account");
  return http::json_response(
      account_json(demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, act.who().account, input); }))));
}

Response new_password(feature::Site& site, Request& request) {
  auto input = demand(password_body.read(request));
  input.again = input.fresh;
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/account");
  demand(change_password(site.db, act, input, site.gate.secret_of(request)));
  return Response::no_content();
}

Response list_sessions(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const auto rows = demand(site.db.read([&](db::Tx& tx) { return sessions(tx, act, site.gate.limits()); }));
  return http::json_response(session_list_json(rows));
}

Response end_session(feature::Site& site, Request& request) {
  const auto id = demand(request.id<auth::SessionId>("session"));
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/account/sessions");
  demand(site.db.write([&](db::Tx& tx) { return close_session(tx, act, id); }));
  return Response::no_content();
}

Response list_tokens(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  return http::json_response(token_list_json(demand(site.db.read([&](db::Tx& tx) { return tokens(tx, act); }))));
}

Response add_token(feature::Site& site, Request& request) {
  const auto input = demand(token_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/account/tokens");
  return secret(fresh_token_json(demand(site.db.write([&](db::Tx& tx) { return create_token(tx, act, input); }))));
}

Response end_token(feature::Site& site, Request& request) {
  const auto id = demand(request.id<auth::TokenId>("token"));
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/account/tokens");
  demand(site.db.write([&](db::Tx& tx) { return revoke_token(tx, act, id); }));
  return Response::no_content();
}

Response list_jobs(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const jobs::Slice slice{jobs::JobId::parse(request.query.get("before")).value_or(jobs::JobId()), jobs_of_a_page};
  return http::json_response(job_list_json(demand(site.db.read([&](db::Tx& tx) { return own_jobs(tx, act, slice); }))));
}

Response end_job(feature::Site& site, Request& request) {
  const auto id = demand(request.id<jobs::JobId>("job"));
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/account/jobs");
  demand(site.db.write([&](db::Tx& tx) { return cancel_job(tx, act, id); }));
  return Response::no_content();
}

Response list_server_jobs(feature::Site& site, Request& request) {
  JobShelf shelf = JobShelf::dead;
  if (const auto& state = request.query.get("state"); !state.empty() && !from_text(state, shelf))
    throw http::Abandon{Error::invalid(_("Elija uno de estos estados: {1}.").arg("dead, retrying, running, waiting"))};
  const jobs::Slice slice{jobs::JobId::parse(request.query.get("before")).value_or(jobs::JobId()), jobs_of_a_page};
  const auto found = demand(site.db.read([&](db::Tx& tx) { return server_jobs(tx, auth::actor_of(request), shelf, slice); }));
  return http::json_response(server_jobs_json(found));
}

using JobVerb = Done (*)(db::Tx&, const feature::Act&, jobs::JobId);

Response press_job(feature::Site& site, Request& request, JobVerb verb) {
  const auto id = demand(request.id<jobs::JobId>("job"));
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/jobs");
  demand(site.db.write([&](db::Tx& tx) { return verb(tx, act, id); }));
  return Response::no_content();
}

Response list_accounts(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const Filter filter{request.query.get("q"), request.query.get("after"), 100};
  const auto page = demand(site.db.read([&](db::Tx& tx) { return list(tx, act, filter); }));
  return http::json_response(account_list_json(page));
}

Response one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  return http::json_response(
      account_json(demand(site.db.read([&](db::Tx& tx) { return read(tx, auth::actor_of(request), id); }))));
}

Response add(feature::Site& site, Request& request) {
  const auto input = demand(account_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/accounts/{id}");
  const auto given = demand(create(site.db, act, input));
  return secret(fresh_account_json(given)).with("Location", http::Url("/api/v1/accounts/{}", given.account.id).text());
}

Response edit_one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  const auto input = demand(profile_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/accounts/{id}");
  return http::json_response(account_json(demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, id, input); }))));
}

Response reset(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/accounts/{id}");
  return secret(fresh_account_json(demand(reset_password(site.db, act, id))));
}

Response reset_factor(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  const auto input = demand(reason_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/accounts/{id}");
  const auto account = demand(site.db.write([&](db::Tx& tx) -> Result<Account> {
    TRY(reset_second_factor(tx, act, id, input.reason));
    return read(tx, act.actor, id);
  }));
  return http::json_response(account_json(account));
}

using Verb = Done (*)(db::Tx&, const feature::Act&, AccountId);

/// disable and enable: nothing comes in but the account, and the account comes back.
template <Verb verb>
Response change(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/accounts/{id}");
  const auto account = demand(site.db.write([&](db::Tx& tx) -> Result<Account> {
    TRY(verb(tx, act, id));
    return read(tx, act.actor, id);
  }));
  return http::json_response(account_json(account));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api reading(site, "accounts", auth::scope("account"), "/api/v1/account");
  reading.get("", own, {_("Su cuenta"), {}, account_json});
  const auto self = reading.with(auth::signed_in());
  self.put("", edit_own, {_("Cambia su nombre y su idioma"), profile_body, account_json});
  self.put("/password", new_password, {_("Cambia su contraseña"), password_body});
  self.get("/sessions", list_sessions, {_("Sus sesiones iniciadas"), {}, session_list_json});
  self.remove("/sessions/{session}", end_session, {_("Cierra una sesión iniciada")});
  self.get("/tokens", list_tokens, {_("Sus claves de acceso"), {}, token_list_json});
  self.post("/tokens", add_token, {_("Crea una clave de acceso"), token_body, fresh_token_json});
  self.remove("/tokens/{token}", end_token, {_("Revoca una clave de acceso")});
  self.get("/jobs", list_jobs,
           {_("Sus trabajos en curso y terminados"), {}, job_list_json, {{"before", _("El «id» del último que ya se vio")}}});
  self.remove("/jobs/{job}", end_job, {_("Cancela un trabajo")});

  const feature::Api all(site, "accounts", auth::operator_scope("accounts"), "/api/v1/accounts");
  all.get("", list_accounts,
          {_("Cuentas del servidor"),
           {},
           account_list_json,
           {{"q", _("Palabras del nombre o del correo")}, {"after", _("El «next» de la respuesta anterior")}}});
  all.post("", add, {_("Crea una cuenta"), account_body, fresh_account_json});
  all.get("/{account}", one, {_("Una cuenta"), {}, account_json});
  all.put("/{account}", edit_one, {_("Cambia el nombre y el idioma"), profile_body, account_json});
  all.post("/{account}/disable", change<disable>, {_("Desactiva una cuenta"), {}, account_json, {}, 200});
  all.post("/{account}/enable", change<enable>, {_("Activa una cuenta"), {}, account_json, {}, 200});
  all.post("/{account}/reset", reset, {_("Da una contraseña nueva"), {}, fresh_account_json});
  all.post("/{account}/second-factor/reset", reset_factor,
           {_("Retira el segundo factor de quien perdió su teléfono"), reason_body, account_json, {}, 200});

  const feature::Api server(site, "accounts", auth::operator_scope("accounts"), "/api/v1/jobs");
  server.get("", list_server_jobs,
             {_("Trabajos del servidor"),
              {},
              server_jobs_json,
              {{"state", _("Cuáles: dead (detenidos, si no se dice otra cosa), retrying, running o waiting")},
               {"before", _("El «next» de la respuesta anterior")}}});
  server.post("/{job}/retry", feature::given(press_job, retry_job), {_("Intenta de nuevo un trabajo detenido")});
  server.post("/{job}/let-go", feature::given(press_job, let_job_go), {_("Descarta un trabajo detenido")});
  add_second_factor_api(self);
}

}  // namespace alianza::accounts
