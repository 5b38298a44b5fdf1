#include "features/seats/seats.h"

#include "platform/auth/password.h"

namespace alianza::seats {

Result<Checked> parse(const OfferInput& input) {
  Checked out;
  auto error = Error::invalid(_("Revise los datos marcados."));
  if (const auto contact = membership::AffiliationId::parse(input.contact))
    out.contact = *contact;
  else
    error.fields.push_back({"contact", _("Elija a la persona.")});
  if (!from_text(input.role, out.role) || (out.role != auth::Role::representative && out.role != auth::Role::delegate))
    error.fields.push_back({"role", _("Elija representante o suplente.")});
  if (input.lang == "en")
    out.lang = Lang::en;
  else if (input.lang != "es" && !input.lang.empty())
    error.fields.push_back({"lang", _("Elija español o inglés.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

Result<NewPerson> parse(const NewPerson& raw, const Email& email) {
  auto out = raw;
  auto error = Error::invalid(_("Revise los datos marcados."));
  if (auto name = parse_text(raw.name, 120, Lines::one); !name)
    error.fields.push_back({"name", name.error().message});
  else if (name->empty())
    error.fields.push_back({"name", _("Escriba su nombre.")});
  else
    out.name = *name;
  if (const auto fine = auth::check_password_rules(raw.password, email.text()); !fine)
    error.fields.insert(error.fields.end(), fine.error().fields.begin(), fine.error().fields.end());
  if (raw.password != raw.again) error.fields.push_back({"again", _("No es igual a la contraseña de arriba.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

}  // namespace alianza::seats
