// One account for each role. Their password is known to everybody: they exist only where the demo was loaded.
#include "features/alliances/actions.h"
#include "features/committees/actions.h"
#include "features/demo/demo_synthetic.h"
#include "features/privacy/actions.h"
#include "platform/auth/accounts.h"
#include "platform/auth/appointments.h"

namespace alianza::demo {
namespace {

using auth::Role;
using auth::Scope;

/// What an account may do: which role, and on what.
enum class On { server, agency, alliance, active, second, suspended, invited, withdrawn, third };

struct Holder {
  const char* mail;  // before @muestra.example
  const char* name;
  Message role;
  Role appointed;
  On on;
};

const std::vector<Holder>& holders() {
  static const std::vector<Holder> list{
      {"secretariado", "Ana Robles", _("Secretariado de la agencia"), Role::secretariat, On::agency},
      {"direccion", "Darío Montes", _("Dirección de la agencia"), Role::director, On::agency},
      {"juridico", "Leonor Vega", _("Jurídico y riesgos"), Role::legal, On::agency},
      {"fondo", "Felipe Arrieta", _("Fondo"), Role::fund, On::agency},
      {"registro", "Rosa Izquierdo", _("Registro"), Role::registry, On::agency},
      {"auditoria", "Aurora Nieto", _("Auditoría"), Role::auditor, On::agency},
      {"facilitacion", "Fabián Osorio", _("Facilitación"), Role::facilitator, On::alliance},
      {"experta", "Elena Tapia", _("Persona experta"), Role::expert, On::alliance},
      {"evaluacion", "Eva Quintero", _("Evaluación"), Role::evaluator, On::alliance},
      {"observacion", "Óscar Beltrán", _("Observación"), Role::observer, On::alliance},
      {"presidencia", "Clara Ibarra", _("Presidencia de un comité"), Role::representative, On::active},
      {"secretaria", "Bruno Tejeda", _("Secretaría de un comité"), Role::representative, On::second},
      {"representante", "Regina Salas", _("Representante de una organización activa"), Role::representative, On::third},
      {"suspendida", "Samuel Prado", _("Representante de una organización suspendida"), Role::representative, On::suspended},
      {"invitada", "Irene Campos", _("Representante de una organización invitada"), Role::representative, On::invited},
      {"retirada", "Tomás Rivas", _("Representante de una organización retirada"), Role::representative, On::withdrawn},
      {"operador", "Olga Peralta", _("Opera el servidor"), Role::server_operator, On::server}};
  return list;
}

std::string mail_of(const Holder& holder) { return std::string(holder.mail) + "@muestra.example"; }

Scope scope_of(const World& world, On on) {
  const auto organization = [](const std::vector<Made>& list, std::size_t at) {
    return Scope::organization(list.at(at).id.value());
  };
  switch (on) {
    case On::server: return Scope::server();
    case On::agency: return Scope::agency(world.agency.value());
    case On::alliance: return Scope::alliance(world.alliance.id.value());
    case On::active: return organization(world.active, 0);
    case On::second: return organization(world.active, 1);
    case On::third: return organization(world.active, 2);
    case On::suspended: return organization(world.suspended, 0);
    case On::invited: return organization(world.invited, 0);
    case On::withdrawn: return organization(world.withdrawn, 0);
  }
  return Scope::server();
}

Done appoint(db::Tx& tx, const feature::Act& act, const World& world, auth::AccountId account, Role role, Scope scope) {
  auth::NewAppointment wanted;
  wanted.account = account;
  wanted.scope = scope;
  wanted.role = role;
  wanted.since = world.day(-300);
  wanted.reason = "Demostración";
  TRY(auth::appoint(tx, wanted));
  audit::Fields fields;
  fields.set("role", auth::word(role))
      .set("scope", auth::word(scope.kind))
      .set("since", wanted.since)
      .set("reason", wanted.reason);
  feature::record(tx, act, {world.agency.value(), 0, "account", account.value()}, "account.appoint", std::move(fields));
  return {};
}

/// Makes the holder of an account president or secretary of the first committee, from yesterday on, after whoever it was.
Done take_office(db::Tx& tx, const feature::Act& act, const World& world, const Holder& holder, committees::Office office,
                 const Made& from) {
  committees::AppointmentInput input;
  input.office = committees::to_text(office);
  input.holder = holder.name;
  input.organization = from.id.text();
  input.email = mail_of(holder);
  input.since = world.day(-1).text();
  input.document = "Oficio de muestra";
  return committees::appoint(tx, act, world.alliance.id, world.committees.at(0).id, input);
}

}  // namespace

std::string_view password() { return "alianza-de-muestra"; }

const std::vector<Account>& accounts() {
  static const auto list = [] {
    std::vector<Account> out;
    for (const auto& holder : holders()) out.push_back({mail_of(holder), holder.name, holder.role});
    return out;
  }();
  return list;
}

Done make_accounts(db::Tx& tx, const World& world, const auth::PasswordHash& hash) {
  const auto act = feature::Act::system("demo");
  for (const auto& holder : holders()) {
    const auto email = TRY(Email::parse(mail_of(holder)));
    const auto account = TRY(auth::create_account(tx, {email, holder.name, Lang::es, hash, false}));
    TRY(appoint(tx, act, world, account.id, holder.appointed, scope_of(world, holder.on)));
    if (holder.on == On::active) TRY(take_office(tx, act, world, holder, committees::Office::president, world.active.at(0)));
    if (holder.on == On::second) TRY(take_office(tx, act, world, holder, committees::Office::secretary, world.active.at(1)));
    // The secretariat of the sample may also read the reconstruction, so that both alliances can be seen from inside.
    if (holder.appointed == Role::secretariat)
      if (const auto axs = alliances::find_published(tx, "axs"))
        TRY(appoint(tx, act, world, account.id, Role::observer, Scope::alliance(axs->id.value())));
    // They have read the notices: a demonstration begins with its first page.
    auth::Actor actor;
    actor.account = account.id;
    for (const auto& notice : privacy::pending(tx, actor))
      TRY(privacy::accept(tx, {actor, {}, nullptr}, notice.agency, std::to_string(notice.version)));
  }
  return {};
}

}  // namespace alianza::demo
