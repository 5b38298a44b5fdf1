#pragma once
// The shell of an alliance's pages: its name, tabs, stage strip and seal.
#include "features/alliances/actions.h"
#include "platform/feature/shell.h"

namespace alianza::alliances {

/// The groups of the menu. A feature names one of them in its manifest; nobody lists the features of a group.
namespace groups {
inline const feature::MenuGroup alliance{0, _("La alianza")};
inline const feature::MenuGroup participants{20, _("Organizaciones")};
inline const feature::MenuGroup meetings{30, _("Comités y reuniones")};
inline const feature::MenuGroup knowledge{80, _("Conocimiento")};
}  // namespace groups

/// `tail` names the current tab as in the menu ("organizations"; "" is the first page). One query: the conditions of the stage.
feature::views::Shell shell(const feature::Site& site, db::Tx& tx, http::Request& request, const Seen& seen,
                            const std::string& title, std::string_view tail);

/// The seal of an alliance's nature; nothing for a real one. Also for public pages and documents.
std::optional<feature::views::Seal> seal(const Alliance& alliance, Lang lang);

/// What a feature knows about a condition that every cycle begins with, for the place that `Advice::facts` names: the sentence,
/// and the form that meets the condition with it as evidence on that day. A person still decides (R-001: who, when, by what
/// evidence).
std::string fact(const feature::PanelRequest& at, const Message& words, Date on);

/// «Secretariado», «Representante»: what the person is here, for the header.
Message office_of(const membership::Standing& standing);

}  // namespace alianza::alliances
