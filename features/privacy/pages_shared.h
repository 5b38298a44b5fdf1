#pragma once
// What the pages of privacy share.
#include "features/privacy/pages.h"
#include "platform/http/router.h"

namespace alianza::privacy {

std::vector<std::string> paragraphs_of(const std::string& body);
/// Rows by kind and fate, those that stay last.
views::Sections sections_of(const std::vector<feature::PersonalRow>& rows);
/// Only those that stay.
views::Sections kept_of(const std::vector<feature::PersonalRow>& rows);
/// A file to keep: "json", or a document.
http::Response document_of(const http::Request& request, const Told& told, const std::string& format);

}  // namespace alianza::privacy
