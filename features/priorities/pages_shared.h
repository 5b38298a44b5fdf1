#pragma once
// What the pages of this feature share.
#include <string>

#include "features/alliances/shell.h"
#include "features/organizations/actions.h"
#include "features/priorities/actions.h"
#include "features/priorities/pages.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::priorities {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;

inline std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }
inline AllianceId alliance_in(const Request& request) { return demand(request.id<AllianceId>("alliance")); }
inline Url priorities_url(AllianceId a) { return Url("/alliances/{}/priorities", a); }
inline Url initiatives_url(AllianceId a) { return Url("/alliances/{}/initiatives", a); }
inline Url map_url(AllianceId a) { return Url("/alliances/{}/convergence", a); }
inline Url scenario_url(AllianceId a) { return Url("/alliances/{}/convergence/scenario", a); }
inline Url theme_url(AllianceId a, const std::string& theme) { return Url("/alliances/{}/convergence/{}", a, theme); }

enum class Part { map, priorities, initiatives };
views::Tabs tabs(AllianceId alliance, Part here);
html::Badge badge(Status status);
/// "4, 7" of the goals.
std::string goals_text(const Goals& goals);
html::Field goals_field(const std::vector<std::string>& chosen, Message label, Message hint);
/// A page of the feature that is one form.
FormPage form_page(feature::Site& site, db::Tx& tx, Request& request, const alliances::Seen& seen, const Message& title,
                   Part part);

using Names = std::map<OrganizationId, organizations::Name>;
std::string name_in(const Names& names, OrganizationId id);
/// «ODS, edición 2017»
Message framework_words(const Priority& priority);
views::PriorityRow row_of(const Priority& priority);
/// Those of the initiatives, with links.
views::InitiativeTable table_of(db::Tx& tx, AllianceId alliance, const std::vector<Initiative>& rows);

using Rows = std::vector<std::vector<documents::Cell>>;
/// `base` + ".csv" and so on.
views::Downloads downloads_at(Message note, const std::function<Url(std::string_view extension)>& url);
/// A table without columns: its title, alliance, seal and day.
documents::TableOptions table_options(const Request& request, const alliances::Seen& seen, const Message& title);
Response file_of(const Request& request, documents::Format format, const Message& name, documents::TableOptions options,
                 Rows rows);

}  // namespace alianza::priorities
