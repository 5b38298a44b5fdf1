// AxS: the glossary, from terms.json.
#include <boost/json.hpp>

#include "features/demo/demo_axs.h"
#include "features/demo/words.h"
#include "features/terms/actions.h"

namespace alianza::demo {
namespace {

namespace json = boost::json;

/// «Sistematización de la AxS, capítulo 2, … (F-047). …»
std::string source(const json::value& row, Lang lang) {
  const auto document = lang == Lang::es ? "Sistematización de la AxS, " : "Systematisation of the AxS, ";
  return document + localized(row.as_object().at("chapter")).in(lang) + " (" + text(row, "fact") + "). " +
         localized(row, "note").in(lang);
}

terms::Input input(const json::value& row) {
  terms::Input i;
  const auto name = localized(row, "name");
  const auto definition = localized(row, "definition");
  i.name_es = name.es;
  i.name_en = name.en;
  i.definition_es = definition.es;
  i.definition_en = definition.en;
  i.source_es = source(row, Lang::es);
  i.source_en = source(row, Lang::en);
  i.place = text(row, "place");
  return i;
}

}  // namespace

Done load_axs_terms(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance) {
  for (const auto& row : document("axs/terms").as_array()) TRY(terms::define(tx, act, alliance.id, input(row)));
  return {};
}

}  // namespace alianza::demo
