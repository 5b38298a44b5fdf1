#include "platform/http/faults.h"

#include <fmt/format.h>

namespace alianza::http {
namespace {

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", c);
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

}  // namespace

int status_of(Fault fault) {
  switch (fault) {
    case Fault::invalid: return 422;
    case Fault::unauthenticated: return 401;
    case Fault::forbidden: return 403;
    case Fault::not_found: return 404;
    case Fault::conflict: return 409;
    case Fault::gone: return 410;
    case Fault::too_large: return 413;
    case Fault::too_many: return 429;
    case Fault::unavailable: return 503;
    case Fault::unsure: return 500;
  }
  return 500;
}

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "";
  }
}

Response problem(const Request& request, const Error& error, int status,
                 const std::function<std::string(const Message&, Lang)>& translate) {
  std::string out = "{\"type\":\"about:blank\",\"title\":";
  append_json_text(out, reason(status));
  out += fmt::format(",\"status\":{},\"detail\":", status);
  append_json_text(out, translate(error.message, request.lang));
  out += ",\"request_id\":";
  append_json_text(out, request.request_id);
  if (!error.fields.empty()) {
    out += ",\"errors\":";
    char separator = '[';
    for (const auto& field : error.fields) {
      out += separator;
      out += "{\"field\":";
      append_json_text(out, field.field);
      out += ",\"message\":";
      append_json_text(out, translate(field.message, request.lang));
      out += '}';
      separator = ',';
    }
    out += ']';
  }
  out += '}';
  auto response = Response::json(std::move(out), status);
  response.set("Content-Type", "application/problem+json").set("Content-Language", tag(request.lang));
  if (status == 401) response.set("WWW-Authenticate", "Bearer");
  return response;
}

Response plain_error(const Request& request, const Error& error, int status,
                     const std::function<std::string(const Message&, Lang)>& translate) {
  std::string items;
  for (const auto& field : error.fields)
    items += fmt::format("<li>{}: {}</li>", html_escaped(field.field), html_escaped(translate(field.message, request.lang)));
  const auto text = html_escaped(translate(error.message, request.lang));
  return Response::html(fmt::format("<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{} {}</title></head>"
                                    "<body><main><h1>{}</h1><p>{}</p>{}<p><small>{}</small></p></main></body></html>",
                                    tag(request.lang), status, reason(status), status, text,
                                    items.empty() ? "" : "<ul>" + items + "</ul>", html_escaped(request.request_id)),
                        status);
}

}  // namespace alianza::http
