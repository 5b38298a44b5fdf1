// The accounts of the server, for its operator.
#include "features/accounts/access.h"
#include "features/accounts/own_pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/confirmed.h"
#include "platform/feature/form.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::accounts {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice saved("Los datos de la cuenta quedaron guardados.");
const feature::Notice disabled("La cuenta quedó desactivada y sus sesiones, cerradas.");
const feature::Notice enabled("La cuenta quedó activa.");
const feature::Notice appointed("Esta persona opera ya el servidor.");
const feature::Notice factor_reset("El segundo factor quedó retirado y las sesiones de la persona, cerradas.");
const feature::Notice office_ended("El cargo quedó terminado.");

Url page_of(AccountId id) { return Url("/accounts/{}", id); }

Response show_list(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const Filter filter{request.query.get("q"), request.query.get("after"), 25};
  views::AccountsPage page{.shell = own_shell(request, _("Cuentas")), .search = filter.search};
  const auto found = demand(site.db.read([&](db::Tx& tx) { return list(tx, act, filter); }));
  for (const auto& row : found.rows)
    page.rows.push_back({row.name, row.email.text(), row.active(), local(row.created_at).date, page_of(row.id)});
  const auto here = request.here().without("done");
  if (!filter.after.empty()) page.first = here.without("after");
  if (!found.next.empty()) page.next = here.set("after", found.next);
  return html::respond(request, page);
}

feature::views::FormPage new_page(Request& request) {
  auto fields = profile_fields({}, Lang::es, {});
  fields.insert(fields.begin(),
                {.control = html::Control::email, .name = "email", .label = _("Correo"), .hint = _("Con él entra la persona.")});
  const auto text = [&](Message message) { return i18n::text(request.lang, message); };
  return {.shell = own_shell(request, _("Crear una cuenta")),
          .crumbs = {{{text(_("Cuentas")), Url("/accounts")}}, text(_("Crear una cuenta"))},
          .title = text(_("Crear una cuenta")),
          .intro = text(_("Al crearla verá una contraseña provisional para entregarla a la persona.")),
          .form = {.action = Url("/accounts"),
                   .parts = {{std::move(fields)}},
                   .submit = _("Crear la cuenta"),
                   .busy = _("Creando…"),
                   .cancel = Url("/accounts")}};
}

Response show_new(feature::Site&, Request& request) { return html::respond(request, new_page(request)); }

Response show_given(Request& request, const Given& given) {
  const views::GivenPage page{.shell = own_shell(request, _("Contraseña provisional")),
                              .name = given.account.name,
                              .email = given.account.email.text(),
                              .password = given.password,
                              .account = page_of(given.account.id)};
  return html::respond(request, page, 201).no_store().without_compression();
}

Response do_create(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const AccountInput input{form.get("email"), form.get("name"), form.get("lang")};
  auto act = feature::act(request);
  act.key->answer(303, "/accounts/{id}");
  const auto given = create(site.db, act, input);
  if (given) return show_given(request, *given);
  return feature::redraw(request, given.error(), [&] { return new_page(request); });
}

Message scope_name(const auth::Scope& scope) {
  switch (scope.kind) {
    case auth::ScopeKind::server: return _("en el servidor");
    case auth::ScopeKind::agency: return _("en una institución");
    case auth::ScopeKind::alliance: return _("en una alianza");
    case auth::ScopeKind::organization: return _("en una organización");
  }
  return {};
}

void add_offices(views::AccountPage& page, const std::vector<auth::Appointment>& rows, Date today) {
  for (const auto& row : rows) {
    const bool past = row.until && *row.until < today;
    page.offices.push_back({auth::name_of(row.role), scope_name(row.scope), row.since, row.until, row.reason, past});
    if (row.role == auth::Role::server_operator && row.in_office(today)) page.is_operator = true;
  }
}

html::Form edit_form(const Account& account) {
  return {.action = page_of(account.id),
          .parts = {{profile_fields(account.name, account.lang, {})}},
          .submit = _("Guardar los datos"),
          .busy = _("Guardando…")};
}

html::Form office_form(AccountId id, bool is_operator) {
  html::Field reason{.name = "reason", .label = _("Motivo"), .hint = _("Queda en la bitácora.")};
  return {.action = is_operator ? Url("/accounts/{}/end-operator", id) : Url("/accounts/{}/appoint-operator", id),
          .parts = {{{std::move(reason)}}},
          .submit = is_operator ? _("Terminar su cargo de operación") : _("Nombrar para operar el servidor"),
          .weight = html::Weight::plain};
}

views::AccountPage account_page(feature::Site& site, Request& request, AccountId id) {
  views::AccountPage page{.shell = own_shell(request, _("Cuenta"))};
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto& actor = auth::actor_of(request);
    const auto account = TRY(read(tx, actor, id));
    page.name = account.name;
    page.email = account.email.text();
    page.active = account.active();
    page.own = actor->account == id;
    page.since = local(account.created_at).date;
    page.edit = edit_form(account);
    page.has_factor = auth::has_second_factor(tx, id);
    add_offices(page, TRY(offices(tx, actor, id)), Zone().date_of(tx.now()));
    return {};
  }));
  page.office = office_form(id, page.is_operator);
  page.disable = Url("/accounts/{}/disable", id);
  page.enable = Url("/accounts/{}/enable", id);
  page.reset = Url("/accounts/{}/reset", id);
  if (page.has_factor) page.reset_factor = Url("/accounts/{}/second-factor", id);
  return page;
}

Response show_one(feature::Site& site, Request& request) {
  return html::respond(request, account_page(site, request, demand(request.id<AccountId>("account"))));
}

Response save_one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  const ProfileInput input{request.form().get("name"), request.form().get("lang")};
  auto act = feature::act(request);
  act.key->answer(303, "/accounts/{id}");
  const auto done = site.db.write([&](db::Tx& tx) { return edit(tx, act, id, input); });
  if (done) return Response::redirect_see_other(saved.at(page_of(id)).in(request.lang));
  auto page = account_page(site, request, id);
  const int status = redraw(page.edit, request, done.error());
  return html::respond(request, page, status);
}

/// Of a question: who may not do it is not asked.
Account subject(feature::Site& site, Request& request, Action action) {
  const auto id = demand(request.id<AccountId>("account"));
  auto account = demand(site.db.read([&](db::Tx& tx) { return read(tx, auth::actor_of(request), id); }));
  if (!may(action, auth::actor_of(request), id)) throw http::Abandon{Error::forbidden()};
  return account;
}

Response ask_disable(feature::Site& site, Request& request) {
  const auto account = subject(site, request, Action::close);
  const html::Confirm confirm{
      .title = _("¿Desactivar la cuenta de {1}?").arg(account.name),
      .consequence = _("Sus sesiones y claves terminan enseguida. Su historia se conserva y puede activarla después."),
      .action = Url("/accounts/{}/disable", account.id),
      .act = _("Desactivar la cuenta"),
      .keep = {_("Conservarla activa"), page_of(account.id)}};
  return html::respond(request, views::Question{own_shell(request, _("Desactivar la cuenta")), confirm});
}

Response ask_reset(feature::Site& site, Request& request) {
  const auto account = subject(site, request, Action::reset);
  const html::Confirm confirm{
      .title = _("¿Dar a {1} una contraseña provisional?").arg(account.name),
      .consequence = _("La actual deja de servir y sus sesiones se cierran. Al entrar tendrá que elegir otra."),
      .action = Url("/accounts/{}/reset", account.id),
      .act = _("Dar la contraseña"),
      .keep = {_("Conservar la actual"), page_of(account.id)}};
  return html::respond(request, views::Question{own_shell(request, _("Dar una contraseña provisional")), confirm});
}

Response do_reset(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  auto act = feature::act(request);
  act.key->answer(303, "/accounts/{id}");
  return show_given(request, demand(reset_password(site.db, act, id)));
}

feature::views::FormPage factor_question(Request& request, const Account& account) {
  const auto text = [&](Message message) { return i18n::text(request.lang, message); };
  html::Field reason{.name = "reason", .label = _("Motivo"), .hint = _("Queda en la bitácora.")};
  return {.shell = own_shell(request, _("Retirar el segundo factor")),
          .crumbs = {{{text(_("Cuentas")), Url("/accounts")}, {account.name, page_of(account.id)}},
                     text(_("Retirar el segundo factor"))},
          .title = text(_("¿Retirar el segundo factor de {1}?").arg(account.name)),
          .intro = text(_("Asegúrese antes de que es la persona quien lo pide. Sus sesiones se cierran y entrará solo con su "
                          "contraseña hasta que active otro.")),
          .form = {.action = Url("/accounts/{}/second-factor", account.id),
                   .parts = {{{std::move(reason)}}},
                   .submit = _("Retirar el segundo factor"),
                   .cancel = page_of(account.id),
                   .cancel_words = _("Conservarlo"),
                   .weight = html::Weight::bad}};
}

Response ask_factor(feature::Site& site, Request& request) {
  const auto account = subject(site, request, Action::reset);
  demand(site.db.read([&](db::Tx& tx) -> Done {
    if (auth::has_second_factor(tx, account.id)) return {};
    return fail(Error::conflict(_("Esta cuenta no tiene segundo factor.")));
  }));
  if (auto first = feature::confirm_first(site, request, Url("/accounts/{}/second-factor", account.id))) return std::move(*first);
  return html::respond(request, factor_question(request, account));
}

Response do_factor(feature::Site& site, Request& request) {
  const auto account = subject(site, request, Action::reset);
  auto act = feature::act(request);
  act.key->answer(303, "/accounts/{id}");
  const auto& reason = request.form().get("reason");
  const auto done = site.db.write([&](db::Tx& tx) { return reset_second_factor(tx, act, account.id, reason); });
  if (done) return Response::redirect_see_other(factor_reset.at(page_of(account.id)).in(request.lang));
  return feature::redraw(request, done.error(), [&] { return factor_question(request, account); });
}

using Verb = Done (*)(db::Tx&, const feature::Act&, AccountId);

template <Verb verb, const feature::Notice& notice>
Response change(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  auto act = feature::act(request);
  act.key->answer(303, "/accounts/{id}");
  demand(site.db.write([&](db::Tx& tx) { return verb(tx, act, id); }));
  return Response::redirect_see_other(notice.at(page_of(id)).in(request.lang));
}

using Reasoned = Done (*)(db::Tx&, const feature::Act&, AccountId, std::string_view);

template <Reasoned verb, const feature::Notice& notice>
Response change_office(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  auto act = feature::act(request);
  act.key->answer(303, "/accounts/{id}");
  const auto& reason = request.form().get("reason");
  const auto done = site.db.write([&](db::Tx& tx) { return verb(tx, act, id, reason); });
  if (done) return Response::redirect_see_other(notice.at(page_of(id)).in(request.lang));
  auto page = account_page(site, request, id);
  const int status = redraw(page.office, request, done.error());
  return html::respond(request, page, status);
}

}  // namespace

void add_operator_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::operator_only(), "/accounts");
  pages.form("", show_list, do_create);
  pages.get("/new", show_new);
  pages.form("/{account}", show_one, save_one);
  pages.form("/{account}/disable", ask_disable, change<disable, disabled>);
  pages.post("/{account}/enable", change<enable, enabled>);
  pages.form("/{account}/reset", ask_reset, do_reset);
  pages.form("/{account}/second-factor", ask_factor, do_factor);
  pages.post("/{account}/appoint-operator", change_office<appoint_operator, appointed>);
  pages.post("/{account}/end-operator", change_office<end_operator, office_ended>);
}

}  // namespace alianza::accounts
