#pragma once
// The reference page of the API, /api: drawn from the routes, like /openapi.json.
#include <string>
#include <vector>

#include "platform/feature/shell.h"

namespace alianza::feature::views {

struct ApiParameterRow {
  std::string name;
  std::string type;
  Message what;
};

struct ApiRoute {
  std::string verb;
  std::string path;
  Message summary;
  std::string scope;  // what a token needs: "organizations:read"
  std::vector<ApiParameterRow> parameters;
};

struct ApiSection {
  std::string tag;
  http::Url link{"/"};
  std::vector<ApiRoute> routes;
};

struct ApiPage {
  Shell shell;
  std::vector<ApiSection> sections;
  std::string example;
  http::Url document{"/openapi.json"};
  http::Url tokens{"/account/tokens"};
};
void render(const ApiPage& page, html::Out& out);

}  // namespace alianza::feature::views

namespace alianza::feature {

void add_api_page(Site& site);

}  // namespace alianza::feature
