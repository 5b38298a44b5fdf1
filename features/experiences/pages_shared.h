#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/experiences/actions.h"
#include "features/experiences/pages.h"
#include "platform/documents/table.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::experiences {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/experiences", alliance); }
inline Url page_url(AllianceId alliance, ExperienceId id) { return Url("/alliances/{}/experiences/{}", alliance, id); }

/// What the address of a list asks for; what it does not understand narrows nothing.
Filter filter_of(const Request& request);
bool narrows(const Filter& filter);
html::FilterPanel filter_panel(db::Tx& tx, const Request& request, AllianceId alliance, const Filter& filter);
/// "sdg=4&q=agua" added to an address.
Url with_filter(Url url, const Filter& filter);

/// One file holds no more: narrow by the filters.
inline constexpr std::size_t most_downloaded = 10'000;
/// The place in a list that the address asks for.
inline Slice slice_of(const Request& request) { return {ExperienceId::parse(request.query.get("before")), page_size}; }
/// The way to the next page and back to the first.
template <class List>
void put_places(List& page, const Request& request, const Url& list, const Filter& filter,
                const std::optional<ExperienceId>& next) {
  if (slice_of(request).before) page.first = with_filter(list, filter);
  if (next) page.next = with_filter(list, filter).with("before", next->text());
}

views::Row row_of(const Listed& listed, Url url, Lang lang);
views::Story story_of(const Experience& experience, const std::string& organization, const LocalizedText& committee, Lang lang);
html::Badge badge(State state);
std::vector<html::Option> sector_options(Lang lang);
std::vector<html::Option> committee_options(db::Tx& tx, AllianceId alliance, Lang lang);

/// The rows as a table to take away. `base`: the address without its ending.
std::vector<html::Download> downloads(const Url& base_csv, const Url& base_xlsx, const Url& base_json, const Filter& filter);
Response download(const Request& request, const alliances::Alliance& alliance, Date today, std::vector<Listed> rows,
                  documents::Format format);

}  // namespace alianza::experiences
