// JSON of searches, on the same action as the page.
#include "features/searches/api.h"

#include <charconv>

#include "features/searches/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::searches {
namespace {

using feature::demand;
using feature::Shape;
using http::Request;
using http::Response;

/// Plain text, never HTML: what matches is a piece of its own.
const Shape<search::Piece> piece_json{"SearchPiece", {{"text", &search::Piece::text}, {"marked", &search::Piece::marked}}};
const Shape<search::Pieces> pieces_json{"SearchText",
                                        {{"text",
                                          [](const search::Pieces& t) {
                                            std::string whole;
                                            for (const auto& piece : t.pieces) whole += piece.text;
                                            return whole;
                                          }},
                                         {"lang", [](const search::Pieces& t) { return std::string(tag(t.lang)); }},
                                         {"pieces", &search::Pieces::pieces, piece_json}}};
const Shape<search::Hit> hit_json{"SearchHit",
                                  {{"id", [](const search::Hit& hit) { return Id<struct AnyTag>(hit.id); }},
                                   {"title", &search::Hit::title, pieces_json},
                                   {"snippet", &search::Hit::snippet, pieces_json}}};

struct Counted {
  std::int64_t value = 0;
  bool is_exact = true;
};
const Shape<Counted> counted_json{"SearchCount",
                                  {{"value", &Counted::value}, {"qualifier", [](const Counted& c) {
                                                                  return std::string(c.is_exact ? "exact" : "more_than");
                                                                }}}};

struct GroupAnswer {
  std::string kind;
  Counted count;
  std::vector<search::Hit> items;
  std::optional<std::string> next;
};
const Shape<GroupAnswer> group_json{"SearchGroup",
                                    {{"kind", &GroupAnswer::kind},
                                     {"count", &GroupAnswer::count, counted_json},
                                     {"items", &GroupAnswer::items, hit_json},
                                     {"next", &GroupAnswer::next, _("Para seguir, cuando se busca en una sola clase")}}};

struct Answer {
  std::string text;
  bool is_complete = true;
  std::vector<GroupAnswer> groups;
};
const Shape<Answer> answer_json{
    "SearchResults",
    {{"q", &Answer::text},
     {"complete", &Answer::is_complete, _("false mientras se prepara el índice de una base anterior")},
     {"groups", &Answer::groups, group_json, _("Las mejores de cada clase, o una clase por páginas")}}};

GroupAnswer answer_of(const search::Group& group) {
  const bool more = group.count > most_counted;
  return {group.kind, {more ? most_counted : group.count, !more}, group.hits, std::nullopt};
}

int size_of(const http::Fields& query, int otherwise) {
  if (!query.has("size")) return otherwise;
  const auto& text = query.get("size");
  int size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc() || end != text.data() + text.size() || size < 1 || size > 100)
    throw http::Abandon{Error::field("size", _("Escriba un número del 1 al 100."))};
  return size;
}

Response look_json(feature::Site& site, Request& request) {
  Input input{.alliance = demand(request.id<AllianceId>("alliance"))};
  input.text = request.query.get("q");
  input.kind = request.query.get("kind");
  input.after = request.query.get("after");
  input.lang = request.lang;
  input.best = size_of(request.query, input.best);
  input.page = size_of(request.query, input.page);
  const auto results = demand(site.db.read([&](db::Tx& tx) { return look(tx, site.search, auth::actor_of(request), input); }));
  Answer answer{results.text, results.is_complete, {}};
  for (const auto& group : results.groups)
    if (results.kind == nullptr || results.kind->name == group.kind) answer.groups.push_back(answer_of(group));
  if (results.page && !answer.groups.empty()) {
    auto& group = answer.groups.front();
    group.items = results.page->hits;
    if (results.page->next) group.next = results.page->next->text();
  }
  return http::json_response(answer_json(answer));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "search", auth::scope("search"), "/api/v1/alliances/{alliance}/search");
  api.get("", look_json,
          {.summary = _("Busca por palabras en la alianza"),
           .answers = answer_json,
           .query = {{"q", _("Palabras; todas deben estar, la última por su comienzo")},
                     {"kind", _("organization, committee o meeting; sin ella, lo mejor de cada clase")},
                     {"size", _("Resultados de una respuesta, o de cada clase, hasta 100")},
                     {"after", _("El «next» de la respuesta anterior")}}});
}

}  // namespace alianza::searches
