#pragma once
// What the secretariat's pages of the record hold; views/office_*.html draw it.
#include <string>
#include <vector>

#include "features/portal/portal.h"
#include "platform/feature/shell.h"
#include "platform/html/page.h"
#include "platform/html/pieces.h"

namespace alianza::portal::views {

/// A fact or a finding with what can be done with it now.
struct OfficeRow {
  std::string when;  // of a fact
  Message kind;
  LocalizedText title;
  LocalizedText text;
  html::Badge badge;
  std::string reason;  // why it was taken away
  std::optional<http::Url> edit;
  std::optional<html::ButtonForm> publish;
  std::optional<http::Url> withdraw;
};
struct OfficePage {
  feature::views::Shell shell;
  std::vector<OfficeRow> events;
  std::vector<OfficeRow> findings;
  std::int64_t drafts = 0;
  http::Url new_event{"/"};
  http::Url new_finding{"/"};
  std::optional<http::Url> portal;       // when it is public
  std::optional<http::Url> open_portal;  // while it is not public: where that is said
};
void render(const OfficePage& page, html::Out& out);

struct OfficeRows {
  const std::vector<OfficeRow>& rows;
};
void render(const OfficeRows& page, html::Out& out);

/// On the first page of the alliance, for who keeps its record.
struct OfficePanel {
  std::int64_t drafts = 0;
  std::int64_t published = 0;
  http::Url url{"/"};
};
void render(const OfficePanel& page, html::Out& out);

}  // namespace alianza::portal::views
