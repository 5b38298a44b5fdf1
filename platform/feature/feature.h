#pragma once
// The manifest of a feature and what features are given. app/features.cpp is the one list that names them all.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "platform/auth/gate.h"
#include "platform/config/config.h"
#include "platform/db/db.h"
#include "platform/feature/act.h"
#include "platform/http/router.h"
#include "platform/search/search.h"

namespace alianza::jobs {
class Kinds;  // platform/jobs/kinds.h
}

namespace alianza::feature {

/// A part of the menu that holds entries of several features. Its own link leads to its first entry.
struct MenuGroup {
  int order = 0;
  Message title;
};

/// Whom the menu shows an entry: whoever enters the alliance, or the offices of its agency alone. The page asks its own policy.
enum class MenuReader : std::uint8_t { everybody, office };

/// A page of the menu of an alliance: "/alliances/{alliance}/{tail}"; "" is the first page. It names the group it stands in;
/// entries of groups with the same order stand together.
struct MenuEntry {
  int order = 0;
  const char* tail = "";
  Message title;
  MenuGroup group;
  MenuReader reader = MenuReader::everybody;
};

/// A piece of another feature's page, drawn by a feature above it: a page leaves a place ("organization"), features hang panels
/// there. The panel draws HTML from its own template, or nothing. `Subject` ids are raw: the place says what they mean.
struct PanelRequest {
  http::Request& request;
  std::int64_t alliance = 0;
  std::int64_t subject = 0;
};
using Panel = std::function<std::string(db::Tx&, const PanelRequest&)>;

/// The same for a list: one answer for many subjects, so that a list asks the database as often with twenty rows as with two.
/// A subject of which there is nothing to say is left out.
struct PanelsRequest {
  http::Request& request;
  std::int64_t alliance = 0;
  std::span<const std::int64_t> subjects;
};
using Pieces = std::map<std::int64_t, std::string>;
using Panels = std::function<Pieces(db::Tx&, const PanelsRequest&)>;

/// What awaits a person on the first page of an alliance (awaited.h).
struct AwaitedRequest;
struct Awaited;
using AwaitedSource = std::function<void(db::Tx&, const AwaitedRequest&, Awaited&)>;

/// What a feature keeps of persons (personal.h): every table with a personal value is some source's.
struct Subject;
struct PersonalRow;
struct PersonalSource {
  /// "persons.name": what it answers for; a test finds the columns that nobody does.
  std::vector<const char*> columns;
  /// Widens whom is asked about by what this feature knows; asked in the order of the features. May be empty.
  std::function<void(db::Tx&, Subject&)> find;
  /// What there is, and what would become of it.
  std::function<void(db::Tx&, const Subject&, std::vector<PersonalRow>&)> tell;
  /// Does what tell() says.
  std::function<void(db::Tx&, const Subject&)> erase;
};

/// What stands between signing in and the rest: where this person is sent first, if anywhere (a notice to read).
using EntryCheck = std::function<std::optional<http::Url>(db::Tx&, const auth::Actor&)>;

struct Schema;  // schema.h

/// What every feature gets when the program starts; lives as long as the program.
struct Site {
  db::Database& db;
  http::Router& router;
  const config::Config& config;
  auth::Gate& gate;
  jobs::Kinds& jobs;                                                 // kinds are added in start(); asked for with jobs::enqueue
  std::vector<MenuEntry> menu;                                       // by group, then by order
  std::map<std::string, std::vector<std::pair<int, Panel>>> panels;  // by place, in order
  std::map<std::string, std::vector<std::pair<int, Panels>>> list_panels;  // places in the rows of a list

  std::vector<std::pair<int, AwaitedSource>> sources;  // of what awaits, in order
  std::vector<PersonalSource> personal;                // in the order of the features
  std::vector<EntryCheck> entry_checks;

  std::map<std::string, std::shared_ptr<const Schema>> schemas;  // components of /openapi.json, by name
  search::Kinds search;                                          // what can be found, and how its index is made anew

  void hang(const std::string& place, int order, Panel panel);
  void hang_in_rows(const std::string& place, int order, Panels panels);
  void await(int order, AwaitedSource source);
  /// Every panel of a place, drawn one after the other.
  std::string draw(const std::string& place, db::Tx& tx, const PanelRequest& request) const;
  /// By subject, each panel asked once.
  Pieces draw_in_rows(const std::string& place, db::Tx& tx, const PanelsRequest& request) const;
};

struct Feature {
  const char* name;
  std::vector<const char*> uses;
  std::span<const db::Migration> migrations;
  std::vector<db::UniqueRule> unique_rules;
  std::vector<MenuEntry> menu;
  void (*start)(Site&) = nullptr;  // routes, kinds of jobs, listeners, panels
};

/// The call a request makes: its actor, its id, its idempotency key.
Act act(http::Request& request);

/// The value, or the end of the request: the router draws the error for this client (page, piece or problem+json).
template <class T>
T demand(Result<T> result) {
  if (!result) throw http::Abandon{std::move(result).error()};
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace alianza::feature
