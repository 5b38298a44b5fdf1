#pragma once
// What the public pages have in common: how they are answered, their shell, and how rows become what templates draw.
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "features/portal/actions.h"
#include "features/portal/open_data_actions.h"
#include "features/portal/pages.h"

namespace alianza::portal {

/// Title and frame of a page below the first.
views::PageHead head(const Public& open, Message title, Message lead, Lang lang);

/// A sentence of ours where a text of the alliance could stand.
LocalizedText both(const Message& message);
/// «cinco»; digits beyond twelve.
std::string few(std::int64_t n, Lang lang);
std::string capital(std::string word);

std::vector<views::FigureView> figure_views(const std::vector<Figure>& figures);
views::EventView event_view(const Event& event, const alliances::Alliance& alliance, Lang lang);
views::FunnelView funnel_view(const std::vector<FunnelRow>& rows, const Public& open, Lang lang);
views::MeetingView meeting_view(const PublicMeeting& meeting, const alliances::Alliance& alliance, Lang lang);
views::DataRow data_row(const alliances::Alliance& alliance, Table table, std::int64_t rows);
std::optional<html::SdgTile> tile(int sdg, html::TileSize size);

/// Committees, then councils and the others, as a list with their members.
struct Bodies {
  std::vector<committees::Listed> listed;
  std::map<committees::CommitteeId, std::vector<std::string>> members;  // names, in order
  std::set<membership::OrganizationId> organizations;                   // of committees, each once
  std::int64_t memberships = 0;                                         // of committees
  std::int64_t in_several = 0;                                          // organisations in more than one committee
};
Bodies read_bodies(db::Tx& tx, const alliances::Alliance& alliance);
views::BodyView body_view(const Bodies& bodies, const committees::Listed& body, const alliances::Alliance& alliance);
/// Those of a kind that were not dissolved.
views::BodiesView bodies_view(const Bodies& bodies, committees::Kind kind, const alliances::Alliance& alliance);

}  // namespace alianza::portal
