// The synthetic alliance: what the institution wants, what is under way, and how the convergence map is counted.
#include <algorithm>

#include "features/demo/demo_synthetic.h"
#include "features/priorities/actions.h"
#include "features/surveys/actions.h"

namespace alianza::demo {
namespace {

struct Wanted {
  const char* framework;
  const char* code;
  std::vector<std::string> goals;  // of another framework
  const char* weight;
  const char* reason;
};

std::vector<Wanted> wanted_by_the_institution() {
  return {{"sdg", "4", {}, "5", "El programa de cooperación pone primero la formación técnica de jóvenes."},
          {"sdg", "4.7", {}, "4", "La educación para el desarrollo sostenible es el eje de los proyectos escolares."},
          {"sdg", "7", {}, "4", "Hay compromisos de energía limpia con dos países vecinos."},
          {"sdg", "12", {}, "4", "Las cadenas de suministro son el punto de encuentro con las empresas."},
          {"sdg", "13", {}, "3", "La agenda climática atraviesa toda la cooperación."},
          {"sdg", "14", {}, "2", "Interesa por los países del Caribe."},
          {"procid", "1", {"9", "17"}, "3", "Sin capacidades propias no hay cooperación que dure."}};
}

/// "sdg/2025": the newest edition in use.
std::string edition_of(const frameworks::Listing& listing, const std::string& code) {
  for (const auto& f : listing.frameworks)
    if (f.code == code)
      if (const auto* edition = f.edition({})) return f.code + "/" + edition->name;
  return {};
}

Done want(db::Tx& tx, const feature::Act& act, const World& world) {
  const auto alliance = world.alliance.id;
  const auto listing = TRY(frameworks::list(tx, act.actor, alliance));
  const std::string source = "Programa de cooperación 2025–2030 (inventado)";
  const auto input = [&](const Wanted& w, int day) {
    return priorities::PriorityInput{
        edition_of(listing, w.framework), w.code, w.goals, w.weight, w.reason, source, world.day(day).text()};
  };
  for (const auto& w : wanted_by_the_institution()) TRY(priorities::add(tx, act, alliance, input(w, -230)));
  // One weighed less before, and one was put away.
  const auto changed = TRY(priorities::add(tx, act, alliance, input({"sdg", "17", {}, "2", "Mecanismos de alianza."}, -230)));
  TRY(priorities::change(tx, act, alliance, changed.id,
                         input({"sdg", "17", {}, "3", "Las alianzas se volvieron parte del mandato."}, -120)));
  const auto gone = TRY(priorities::add(tx, act, alliance, input({"sdg", "2", {}, "3", "Programa alimentario regional."}, -230)));
  return priorities::put_away(tx, act, alliance, gone.id, world.day(-100).text(), "El programa regional terminó.");
}

Done note_initiatives(db::Tx& tx, const feature::Act& act, const World& world) {
  const auto add = [&](const char* title, int of, std::vector<std::string> goals, const char* state, const char* source) {
    const auto organization = of < 0 ? std::string() : world.active.at(static_cast<std::size_t>(of)).id.text();
    return priorities::add(tx, act, world.alliance.id,
                           priorities::InitiativeInput{title, organization, std::move(goals), state, source, ""});
  };
  TRY(add("Becas de formación dual", 3, {"4", "8"}, "running", "Informe anual de la organización (inventado)"));
  TRY(add("Red de monitoreo de agua de la cuenca", 5, {"6"}, "planned", "Presentación en la segunda plenaria (inventada)"));
  TRY(add("Guía de compras responsables", -1, {"12"}, "running", "Sitio de la agencia (inventado)"));
  TRY(add("Feria regional de alianzas", -1, {"17"}, "finished", "Memoria de la feria (inventada)"));
  return {};
}

/// The first committee came from what the third plenary agreed.
Done cite_first(db::Tx& tx, const feature::Act& act, const World& world) {
  const auto& committee = world.committees.at(0);
  priorities::Record record;
  record.theme = std::to_string(committee.sdg);
  record.text = "La plenaria acordó, con los resultados de la encuesta a la vista, formar este comité.";
  record.on = world.day(-180);
  record.source = "Tercera plenaria (inventada)";
  priorities::cite(tx, act, committee, record);
  return {};
}

}  // namespace

Done make_priorities(db::Tx& tx, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  TRY(want(tx, act, world));
  TRY(note_initiatives(tx, act, world));
  TRY(cite_first(tx, act, world));
  priorities::RuleInput rule;
  rule.least = std::to_string(std::clamp<std::size_t>(world.active.size() / 7, 3, priorities::most_least));
  for (const auto& row : TRY(surveys::list(tx, act.actor, world.alliance.id)).surveys)
    if (row.survey.from_template == "axs" && row.survey.state != surveys::State::draft) rule.survey = row.survey.id.text();
  return priorities::set_rule(tx, act, world.alliance.id, rule);
}

}  // namespace alianza::demo
