// What a failure becomes for the caller of write() and read(): an Error when it was to be expected, an exception when not.
#include "platform/db/connection.h"

namespace alianza::db {
namespace {

Error unique_error(const Failure& failure, const Shared& shared) {
  for (const auto& rule : shared.options.unique_rules)
    if (rule.table == failure.table() && rule.columns == failure.columns())
      return {Fault::conflict, _("Ya existe un registro con los mismos datos."), {{rule.field, rule.message}}};
  return Error::conflict(_("Ya existe un registro con los mismos datos."));
}

}  // namespace

std::optional<Error> error_of(const Failure& failure, const Shared& shared) {
  using K = Failure::Kind;
  switch (failure.kind()) {
    case K::unique: return unique_error(failure, shared);
    case K::serialization:
    case K::busy:
      return Error{
          Fault::unavailable, _("La base de datos está ocupada. No se cambió nada; intente de nuevo en unos segundos."), {}};
    case K::full:
      return Error{Fault::unavailable,
                   _("No queda espacio en el disco de la base de datos. No se cambió nada; avise a quien opera el servidor."),
                   {}};
    case K::read_only:
      return Error{Fault::unavailable,
                   _("La base de datos no admite cambios ahora. No se cambió nada; avise a quien opera el servidor."),
                   {}};
    case K::lost:
      return Error{
          Fault::unavailable, _("La base de datos no responde. No se cambió nada; intente de nuevo en unos segundos."), {}};
    case K::unsure:
      return Error{Fault::unsure,
                   _("Se perdió la conexión mientras se guardaba: puede que el cambio se haya guardado o que no. Revise antes de "
                     "repetirlo."),
                   {}};
    default: return std::nullopt;
  }
}

Done settle(const Outcome& outcome, const Shared& shared) {
  switch (outcome.kind) {
    case Outcome::Kind::value:
      for (const auto& f : outcome.after_commit) f();
      return {};
    case Outcome::Kind::refused:
      if (outcome.error) return fail(*outcome.error);
      return {};  // the body's own Error is in the body's result
    case Outcome::Kind::thrown: std::rethrow_exception(outcome.thrown);
    case Outcome::Kind::failed: break;
  }
  if (auto error = error_of(*outcome.failure, shared)) return fail(std::move(*error));
  throw Failure(*outcome.failure);
}

}  // namespace alianza::db
