#include "platform/auth/confirmation.h"

namespace alianza::auth {

bool is_confirmed(db::Tx& tx, const Actor& actor) {
  if (actor.via != Via::session || actor.session == 0) return true;
  const auto last =
      tx.one<Instant>("SELECT COALESCE(confirmed_at, created_at) FROM sessions WHERE id = :id", {{"id", actor.session}});
  return last && tx.now() - *last < confirmed_for;
}

Done demand_confirmed(db::Tx& tx, const Actor& actor) {
  if (is_confirmed(tx, actor)) return {};
  return fail(
      Error::conflict(_("Pasaron más de diez minutos desde que entró. Abra esta página de nuevo: se le pedirá su contraseña.")));
}

void note_confirmed(db::Tx& tx, const Actor& actor) {
  tx.exec("UPDATE sessions SET confirmed_at = :now WHERE id = :id", {{"now", tx.now()}, {"id", actor.session}});
}

}  // namespace alianza::auth
