#pragma once
// The reference page of the API, /api: drawn from the routes, like /openapi.json.
#include <optional>
#include <string>
#include <vector>

#include "platform/feature/shell.h"

namespace alianza::feature::views {

/// A parameter of an address, or a field of an object ("name.es").
struct ApiField {
  std::string name;
  Message type;
  std::string words;              // a closed list, instead of the type: "open | closed"
  std::optional<http::Url> link;  // of the object that it is
  std::string object;
  bool is_list = false;
  bool is_nullable = false;
  Message presence;  // «obligatorio», or empty
  std::string fallback;
  Message what;
};

struct ApiObject {
  std::string name;
  http::Url link{"/"};
  std::string anchor;
  std::vector<ApiField> fields;
};

struct ApiObjectLink {
  std::string name;
  http::Url url{"/"};
};

struct ApiRoute {
  std::string verb;
  std::string path;
  Message summary;
  std::string scope;  // what a token needs: "organizations:read"
  std::vector<ApiField> parameters;
  std::optional<ApiObjectLink> asks;
  std::optional<ApiObjectLink> answers;
  int success = 200;
};

struct ApiSection {
  std::string tag;
  http::Url link{"/"};
  std::vector<ApiRoute> routes;
};

struct ApiPage {
  Shell shell;
  std::vector<ApiSection> sections;
  std::vector<ApiObject> objects;
  http::Url objects_link = http::Url::on_this_page("objects");
  std::string example;
  http::Url document{"/openapi.json"};
  http::Url tokens{"/account/tokens"};
};
void render(const ApiPage& page, html::Out& out);

}  // namespace alianza::feature::views

namespace alianza::feature {

void add_api_page(Site& site);

}  // namespace alianza::feature
