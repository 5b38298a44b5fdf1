#include "features/demo/demo.h"

#include "features/agencies/actions.h"
#include "features/demo/demo_synthetic.h"
#include "features/portal/actions.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::demo {
namespace {

enum class Found { nothing, whole, part, strange };

Found look(db::Tx& tx) {
  const auto ours = {agencies::find_by_slug(tx, "amexcid"), agencies::find_by_slug(tx, "muestra")};
  std::size_t known = 0;
  for (const auto& agency : ours) known += agency ? 1 : 0;
  if (agencies::visible(tx, auth::Actor::system("demo")).size() > known) return Found::strange;
  if (!*(ours.begin() + 1)) return Found::nothing;
  const auto sample = alliances::find_published(tx, "muestra");
  return sample && is_complete(tx, *sample) ? Found::whole : Found::part;
}

void tell(const Say& say, const Message& message) { say(i18n::text(Lang::es, message)); }

}  // namespace

Done load(db::Database& db, const Options& options, const Say& say) {
  const auto found = TRY(db.read([](db::Tx& tx) { return look(tx); }));
  if (found == Found::strange)
    return fail(
        Error::invalid(_("La base tiene instituciones propias. La demostración trae cuentas con contraseña conocida: cárguela en "
                         "una base nueva.")));
  if (found == Found::part)
    return fail(Error::invalid(_("Una carga anterior de la demostración quedó a medias. Empiece con una base nueva.")));
  const auto axs = db.write([](db::Tx& tx) { return load_axs(tx); });
  if (axs)
    tell(say, _("Alianza por la Sostenibilidad 2016–2018: cargada."));
  else if (axs.error().fault == Fault::conflict)
    tell(say, _("Alianza por la Sostenibilidad 2016–2018: ya estaba."));
  else
    return axs;
  if (found == Found::whole) {
    tell(say, _("Alianza de muestra: ya estaba."));
    return {};
  }
  TRY(generate_synthetic(db, options, say));
  tell(say, _("Alianza de muestra: cargada, con {1} organizaciones. Las cuentas de prueba están en la página para entrar.")
                .arg(i18n::number(std::max<std::int64_t>(options.organizations, 40))));
  return {};
}

}  // namespace alianza::demo
