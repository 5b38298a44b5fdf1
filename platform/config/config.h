#pragma once
// The one configuration file: `key = value` in [sections], # comments. Each key has a default, and ALIANZA_SECTION_KEY in the
// environment goes before the file. deploy/alianza.conf.example documents all of them; it is made from the same table.
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace alianza::config {

struct Database {
  std::string url = "sqlite:var/alianza.db";
  std::int64_t connections = 8;
};
struct Server {
  std::vector<std::string> listen = {"127.0.0.1:8080"};
  std::string public_url;  // "https://alianza.example", without a slash at the end; empty: as the browser names us
  std::vector<std::string> trusted_proxies;
  std::int64_t threads = 0;  // 0: one a processor
  std::int64_t workers = 16;
  bool secure_cookies = false;
  std::string metrics_token;  // empty: /metrics answers only this machine
};
struct Log {
  std::string level = "info";     // debug, info, warning, error
  std::string format = "logfmt";  // logfmt, json
};
struct Files {
  std::string path = "var/files";
  std::string keys = "var/keys";
};
struct Mail {
  std::string server;  // "smtp://127.0.0.1:25"; empty: mail stays in the outbox
  std::string user;
  std::string password;
  std::string starttls = "required";  // required, optional, no; smtps:// is always TLS
  std::string from;
  std::string from_name;
};

struct Config {
  Database database;
  Server server;
  Log log;
  Files files;
  Mail mail;
  bool demo = false;  // shows the demo accounts on the sign-in page
};

/// What is wrong, and where: "alianza.conf:12" or "ALIANZA_SERVER_LISTEN".
struct Problem {
  std::string where;
  Message message;
};

struct Loaded {
  Config config;
  std::vector<Problem> problems;  // empty: it can be used
};

using Environment = std::map<std::string, std::string>;
/// The ALIANZA_ variables of this process.
Environment process_environment();

/// Reads a file's text; `name` is how problems call it. Every problem is told, not only the first.
Loaded parse(std::string_view text, std::string_view name, const Environment& environment);
/// The same from a path; a path that cannot be read is a problem. An empty path is defaults and environment only.
Loaded load(const std::string& path, const Environment& environment);

/// The documented example, every key with its default, in the language of `translate`.
std::string example(const std::function<std::string(const Message&)>& translate);
/// "server.listen" and so on, in the order of the example.
std::vector<std::string> keys();

}  // namespace alianza::config
