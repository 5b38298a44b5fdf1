#pragma once
// Parts of the public pages, each in its file, that pages.cpp puts on the router.
#include "features/portal/pages_shared.h"

namespace alianza::portal {

views::HomePage home_page(const feature::Site& site, db::Tx& tx, http::Request& request, const Public& open);

/// /p/{slug}/timeline, funnel, findings, notes
void add_record_pages(feature::Site& site);
/// /p/{slug}/committees…, organizations…, meetings, calendar.ics
void add_directory_pages(feature::Site& site);
/// The newest public documents.
views::DocumentList public_documents(db::Tx& tx, const Public& open, std::size_t most, Lang lang);
/// /p/{slug}/documents…
void add_document_pages(feature::Site& site);
/// /p/{slug}/data…
void add_data_pages(feature::Site& site);
/// /privacy, /accessibility, /licence, /robots.txt, /sitemap.xml
void add_text_pages(feature::Site& site);

}  // namespace alianza::portal
