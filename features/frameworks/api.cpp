// JSON of frameworks, on the same actions as the pages.
#include "features/frameworks/api.h"

#include "features/frameworks/actions.h"
#include "features/frameworks/changes.h"
#include "features/frameworks/lookup.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::frameworks {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::or_null;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<LevelCount> level_json{"FrameworkLevel",
                                   {{"level", &LevelCount::level},
                                    {"listed", &LevelCount::listed},
                                    {"different", &LevelCount::different, _("Sin contar dos veces el mismo")}}};
const Shape<Edition> edition_json{"FrameworkEdition",
                                  {{"id", &Edition::id},
                                   {"name", &Edition::name},
                                   {"source", &Edition::source},
                                   {"licence", &Edition::licence},
                                   {"extent", &Edition::extent, _("partial: solo lo que la fuente a la mano nombra")},
                                   {"shelf", &Edition::shelf},
                                   {"nodes", &Edition::nodes},
                                   {"loaded_at", &Edition::loaded_at},
                                   {"levels", &Edition::levels, level_json}}};
const Shape<Framework> framework_json{"Framework",
                                      {{"id", &Framework::id},
                                       {"code", &Framework::code},
                                       {"name", &Framework::name},
                                       {"editions", &Framework::editions, edition_json, _("La más nueva primero")}}};
const Shape<Node> node_json{
    "FrameworkNode",
    {{"id", &Node::id},
     {"parent", or_null(&Node::parent)},
     {"code", &Node::code},
     {"parent_code", &Node::parent_code},
     {"level", &Node::level},
     {"depth", &Node::depth},
     {"title", &Node::title},
     {"note", &Node::note},
     {"weight", [](const Node& n) { return n.weight ? std::optional(weight_text(*n.weight)) : std::nullopt; }, _("Decimal")},
     {"same_as", &Node::same_as, _("Código del que es el mismo y se lista antes")},
     {"formerly", &Node::formerly, _("Su código en la edición anterior, si era otro")}}};

const Shape<Builtin> builtin_json{"FrameworkBuiltin",
                                  {{"code", &Builtin::code}, {"name", &Builtin::name}, {"editions", [](const Builtin& b) {
                                                                                          std::vector<std::string> names;
                                                                                          for (const auto& e : b.editions)
                                                                                            names.push_back(e.edition);
                                                                                          return names;
                                                                                        }}}};
const Shape<Listing> list_json{
    "FrameworkList",
    {{"frameworks", &Listing::frameworks, framework_json},
     {"builtin", [](const Listing&) -> const auto& { return builtins(); }, builtin_json, _("Los que trae el programa")}}};

struct NodePage {
  Edition edition;
  std::vector<Node> nodes;
};
const Shape<NodePage> nodes_json{
    "FrameworkNodes",
    {{"edition", &NodePage::edition, edition_json}, {"nodes", &NodePage::nodes, node_json, _("En el orden del árbol")}}};
const Shape<SeenNode> whole_node_json{"FrameworkNodeWhole",
                                      node_json,
                                      [](const SeenNode& at) -> const auto& { return at.node; },
                                      {{"edition", [](const SeenNode& at) { return at.edition.name; }},
                                       {"path", &SeenNode::path, node_json, _("Los que están arriba, desde el primero")},
                                       {"under", &SeenNode::under, node_json},
                                       {"same", &SeenNode::same, node_json, _("El mismo, listado en otro lugar")}}};

struct ChangeOut {
  ChangeKind kind = ChangeKind::added;
  std::vector<Node> before;  // one or none
  std::vector<Node> after;
};
const Shape<ChangeOut> change_json{"FrameworkChange",
                                   {{"kind", &ChangeOut::kind},
                                    {"before", &ChangeOut::before, node_json, _("Vacío si es nuevo")},
                                    {"after", &ChangeOut::after, node_json, _("Vacío si se retiró")}}};
struct ChangePage {
  std::string from;
  std::string to;
  std::vector<ChangeOut> changes;
};
const Shape<ChangePage> changes_json{
    "FrameworkChanges", {{"from", &ChangePage::from}, {"to", &ChangePage::to}, {"changes", &ChangePage::changes, change_json}}};

const Shape<Problem> problem_json{"FrameworkProblem",
                                  {{"row", &Problem::row},
                                   {"column", [](const Problem& p) { return std::string(to_text(p.column)); }},
                                   {"said", &Problem::said},
                                   {"message", [](const Problem& p) { return i18n::text(Lang::es, p.message); }}}};
const Shape<SeenLoad> load_json{
    "FrameworkLoad",
    {{"id", [](const SeenLoad& at) { return at.load.id; }},
     {"state", [](const SeenLoad& at) { return at.load.state; }},
     {"code", [](const SeenLoad& at) { return at.load.heading.code; }},
     {"edition", [](const SeenLoad& at) { return at.load.heading.edition; }},
     {"file_name", [](const SeenLoad& at) { return at.load.file_name; }},
     {"file_hash", [](const SeenLoad& at) { return at.load.file_hash; }, _("SHA-256 del archivo")},
     {"encoding", [](const SeenLoad& at) { return at.load.encoding; }},
     {"unread", [](const SeenLoad& at) { return at.load.unread; }, _("Encabezados de columnas que no se leen")},
     {"rows", [](const SeenLoad& at) { return at.load.rows_read; }},
     {"wrong", [](const SeenLoad& at) { return at.judged.wrong; }, _("Filas con errores")},
     {"nodes", [](const SeenLoad& at) { return at.judged.nodes(); }, _("Lo que se cargaría, de todas las ediciones")},
     {"problems", [](const SeenLoad& at) -> const auto& { return at.judged.problems; }, problem_json}}};

struct AddInput {
  std::string code;
};
const Intake<AddInput> add_body{"FrameworkAdd",
                                {{"code", &AddInput::code, feature::text().required(), _("De uno que trae el programa")}}};
struct ShelfInput {
  std::string shelf;
};
const Intake<ShelfInput> shelf_body{"FrameworkShelf", {{"shelf", &ShelfInput::shelf, feature::one_of<Shelf>().required()}}};

struct FileInput {
  Input heading;
  std::string file_name;
  std::string content;
};
feature::Taken<FileInput> heading(const char* path, std::string Input::*member, feature::Schema schema, Message what = {}) {
  return {path,
          [=](const feature::JsonFields& body, FileInput& into) {
            if (auto value = body.get(path); !value.empty()) into.heading.*member = std::move(value);
          },
          std::move(schema), std::move(what)};
}
const Intake<FileInput> file_body{
    "FrameworkFile",
    {heading("code", &Input::code, feature::text().required()),
     heading("name.es", &Input::name_es, feature::text().required()),
     heading("name.en", &Input::name_en, feature::text()),
     heading("edition", &Input::edition, feature::text().required(), _("Para las filas que no digan otra")),
     heading("source.es", &Input::source_es, feature::text().required()),
     heading("source.en", &Input::source_en, feature::text()),
     heading("licence.es", &Input::licence_es, feature::text()),
     heading("licence.en", &Input::licence_en, feature::text()),
     heading("extent", &Input::extent, feature::one_of<Extent>()),
     {"file_name", &FileInput::file_name, feature::text()},
     {"content", &FileInput::content, feature::text().required(), _("El texto de un CSV")}}};
const Intake<LoadInput> load_body{
    "FrameworkLoadInput", {{"wrong", &LoadInput::wrong, feature::text(), _("leave_out: sin las filas que tienen errores")}}};

Response list_all(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return http::json_response(
      list_json(demand(site.db.read([&](db::Tx& tx) { return list(tx, auth::actor_of(request), alliance); }))));
}

Response framework_answer(AllianceId alliance, const Framework& framework) {
  return http::json_response(framework_json(framework), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/frameworks/{}", alliance, framework.id).text());
}

Response add_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(add_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/frameworks/{id}");
  return framework_answer(alliance, demand(site.db.write([&](db::Tx& tx) { return add(tx, act, alliance, body.code); })));
}

Response one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<FrameworkId>("framework"));
  const auto book = demand(site.db.read([&](db::Tx& tx) { return see(tx, auth::actor_of(request), alliance, id); }));
  return http::json_response(framework_json(book.framework));
}

Response list_nodes(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<FrameworkId>("framework"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<NodePage> {
    const auto book = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto* edition = book.framework.edition(request.query.get("edition"));
    if (edition == nullptr) return fail(Error::not_found());
    auto all = nodes(tx, *edition);
    const auto sought = search::sought(request.query.get("q"));
    if (sought.empty()) return NodePage{*edition, std::move(all)};
    NodePage out{*edition, {}};
    for (const auto& found : look_for(all, sought, all.size())) out.nodes.push_back(*found.node);
    return out;
  }));
  return http::json_response(nodes_json(page));
}

Response one_node(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto framework = demand(request.id<FrameworkId>("framework"));
  const auto id = demand(request.id<NodeId>("node"));
  return http::json_response(whole_node_json(
      demand(site.db.read([&](db::Tx& tx) { return see_node(tx, auth::actor_of(request), alliance, framework, id); }))));
}

Response list_changes(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<FrameworkId>("framework"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<ChangePage> {
    const auto book = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto [from, to] = TRY(editions_to_compare(book.framework, request.query.get("from"), request.query.get("to")));
    const auto before = nodes(tx, from);
    const auto after = nodes(tx, to);
    ChangePage out{from.name, to.name, {}};
    for (const auto& change : changes(before, after)) {
      out.changes.push_back({change.kind, {}, {}});
      if (change.before != nullptr) out.changes.back().before.push_back(*change.before);
      if (change.after != nullptr) out.changes.back().after.push_back(*change.after);
    }
    return out;
  }));
  return http::json_response(changes_json(page));
}

Response shelve(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto framework = demand(request.id<FrameworkId>("framework"));
  const auto edition = demand(request.id<EditionId>("framework_edition"));
  const auto body = demand(shelf_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + alliance.text() + "/frameworks/" + framework.text());
  demand(site.db.write([&](db::Tx& tx) { return put_shelf(tx, act, alliance, framework, edition, body.shelf); }));
  return one(site, request);
}

Response load_answer(feature::Site& site, const Request& request, AllianceId alliance, LoadId id, int status) {
  return http::json_response(
      load_json(demand(site.db.read([&](db::Tx& tx) { return see_load(tx, auth::actor_of(request), alliance, id); }))), status);
}

Response send_file(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(file_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/framework-loads/{id}");
  const auto made = demand(stage(site.db, act, alliance, body.heading, {body.file_name, body.content}));
  return load_answer(site, request, alliance, made.id, 201)
      .with("Location", http::Url("/api/v1/alliances/{}/framework-loads/{}", alliance, made.id).text());
}

Response one_load(feature::Site& site, Request& request) {
  return load_answer(site, request, demand(request.id<AllianceId>("alliance")), demand(request.id<LoadId>("load")), 200);
}

Response load_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<LoadId>("load"));
  const auto body = demand(load_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/frameworks/{id}");
  return framework_answer(alliance, demand(site.db.write([&](db::Tx& tx) { return load(tx, act, alliance, id, body); })));
}

Response discard_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<LoadId>("load"));
  auto act = feature::act(request);
  act.key->answer(204, {});
  demand(site.db.write([&](db::Tx& tx) { return discard(tx, act, alliance, id); }));
  return Response::no_content();
}

/// The one address that takes more than a small body: a file of up to 4 MB.
void add_upload(feature::Site& site) {
  http::Options options;
  options.body_limit = most_bytes + 512 * 1024;
  options.doc.summary = _("Lee un archivo CSV y lo aparta para revisarlo");
  options.doc.tag = "frameworks";
  options.doc.success = 201;
  options.doc.request_schema = file_body.schema().name;
  options.doc.response_schema = load_json.schema().name;
  feature::describe(site, file_body.schema());
  feature::describe(site, load_json.schema());
  const feature::Routes routes(site, auth::scope("frameworks"), "/api/v1/alliances/{alliance}/framework-loads");
  routes.post("", send_file, options);
}

}  // namespace

void add_api(feature::Site& site) {
  const http::ApiParameter edition{"edition", _("Su nombre; sin él, la más nueva en uso")};
  const feature::Api api(site, "frameworks", auth::scope("frameworks"), "/api/v1/alliances/{alliance}/frameworks");
  api.get("", list_all, {_("Marcos de referencia de la institución"), {}, list_json});
  api.post("", add_one, {_("Añade un marco que trae el programa"), add_body, framework_json});
  api.get("/{framework}", one, {_("Un marco con sus ediciones"), {}, framework_json});
  api.get("/{framework}/nodes", list_nodes,
          {_("Lo que contiene una edición, todo o lo que coincide con unas palabras"),
           {},
           nodes_json,
           {edition, {"q", _("Palabras, en español o en inglés, con o sin acentos")}}});
  api.get("/{framework}/nodes/{node}", one_node, {_("Un elemento con lo que está arriba y debajo"), {}, whole_node_json});
  api.get(
      "/{framework}/changes", list_changes,
      {_("Qué cambió entre dos ediciones"), {}, changes_json, {{"from", _("Edición anterior")}, {"to", _("Edición posterior")}}});
  api.put("/{framework}/editions/{framework_edition}/shelf", shelve,
          {_("Pone una edición en uso o fuera de uso"), shelf_body, framework_json});
  const feature::Api loads(site, "frameworks", auth::scope("frameworks"), "/api/v1/alliances/{alliance}/framework-loads");
  add_upload(site);
  loads.get("/{load}", one_load, {_("Un archivo con los errores de sus filas"), {}, load_json});
  loads.post("/{load}/load", load_one, {_("Carga sus filas como edición"), load_body, framework_json});
  loads.remove("/{load}", discard_one, {_("Descarta un archivo")});
}

}  // namespace alianza::frameworks
