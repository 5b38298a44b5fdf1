// Forms about rows: one row with everything its organisation may have, several rows at once, what a value means in all of them.
#include <algorithm>
#include <charconv>

#include "features/imports/pages_fields.h"

namespace alianza::imports {
namespace {

using html::Control;

const feature::Notice mended("La fila quedó bien. No queda ninguna con errores.");
const feature::Notice mended_next("La fila anterior quedó bien. Esta es la siguiente con errores.");
const feature::Notice still_wrong("La fila se guardó y todavía tiene errores.");
const feature::Notice chosen("Las filas elegidas quedaron así.");
const feature::Notice none_chosen("Elija al menos una fila.");
const feature::Notice meanings_set("Quedó dicho; las filas se revisan otra vez.");

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) throw http::Abandon{Error::not_found()};
  return number;
}

Url row_url(AllianceId alliance, ImportId id, std::int64_t number) {
  return Url("/alliances/{}/imports/{}/rows/{}", alliance, id, number);
}

/// The list with this row at its top, narrowed as it was.
Url list_at(const Request& request, const Seen& seen, const Row& row) {
  auto show = row.outcome == Outcome::wrong ? Show::wrong : Show::all;
  from_text(request.query.get("show"), show);
  return page_url(seen.at.alliance.id, seen.import.id).set("show", to_text(show)).with("after", row.number - 1).fragment("rows");
}

html::Field keep_rfc_field(const Row& row) {
  return {.control = Control::check,
          .name = "keep_rfc",
          .label = _("El RFC está bien escrito así"),
          .value = row.keep_rfc ? "1" : "",
          .need = html::Need::optional};
}

bool is_doubtful(const Row& row) {
  const auto& errors = row.notes.errors;
  return row.keep_rfc || std::any_of(errors.begin(), errors.end(), [](const Remark& e) { return e.field == "keep_rfc"; });
}

html::Words error_at(const Row& row, int column, std::string_view field) {
  for (const auto& e : row.notes.errors) {
    if (e.field == "choice" || e.field == "keep_rfc") continue;
    if (column >= 0 ? e.column == column : e.field == field) return e.message();
  }
  return {};
}

html::Field choice_field(const Request& request, const Row& row) {
  html::Field field{.control = Control::radios, .name = "choice", .label = _("Cuál organización es")};
  const auto& errors = row.notes.errors;
  const auto repeated = std::find_if(errors.begin(), errors.end(), [](const Remark& e) { return e.field == "choice"; });
  const bool has_like = !row.notes.twins.empty() || repeated != errors.end() || row.choice == "new";
  field.options.push_back({"", has_like ? _("Según el parecido") : _("La que dice la fila"),
                           has_like ? _("La misma si es casi seguro; si no, nueva.") : Message()});
  for (const auto& twin : row.notes.twins)
    field.options.push_back({twin.id.text(), text(request, _("Es «{1}»").arg(twin.name)),
                             text(request, _("Parecido: {1} de 100").arg(std::int64_t{twin.score}))});
  if (has_like) field.options.push_back({"new", _("Es otra: registrarla como nueva")});
  field.options.push_back({std::string(left_out), _("Omitir esta fila"), _("No se aplica; se puede recuperar.")});
  field.value = row.choice;
  if (repeated != errors.end()) field.error = repeated->message();
  return field;
}

/// What the sheet says, cell by cell.
html::FieldSet cell_fields(const Request& request, const Seen& seen, const Row& row, Asked asked) {
  html::FieldSet set{.legend = _("Lo que dice la hoja")};
  for (std::size_t i = 0; i < seen.import.heads.size(); ++i) {
    asked.target = i < seen.import.columns.size() ? seen.import.columns[i] : std::string();
    auto field = control_of(asked, i < row.cells.size() ? row.cells[i] : std::string());
    field.name = "c" + std::to_string(i);
    field.label = seen.import.heads[i].empty() ? text(request, _("Columna {1}").arg(static_cast<std::int64_t>(i) + 1))
                                               : seen.import.heads[i];
    field.error = error_at(row, static_cast<int>(i), {});
    if (asked.target.empty()) field.hint = _("No se importa.");
    set.fields.push_back(std::move(field));
    if (asked.target == "rfc" && is_doubtful(row)) set.fields.push_back(keep_rfc_field(row));
  }
  return set;
}

/// What stands there when nothing is written: of the directory, or what a blank was said to mean.
html::Words left_as(const organizations::ProfileInput& reading, const Asked& asked) {
  if (asked.target == "origin_organization") return {};  // it is an id
  for (const auto& [name, member] : organizations::input_fields())
    if (asked.target == name && !(reading.*member).empty())
      return _("Si no se escribe nada queda «{1}».").arg(value_words(asked.target, reading.*member, asked.lang));
  return {};
}

/// State and region: by the column of places, or the other of the two.
bool is_said_otherwise(const std::vector<std::string>& columns, const Asked& asked) {
  if (asked.target != "state" && asked.target != "region") return false;
  return column_of(columns, "place") >= 0 || asked.target == (asked.country == organizations::mexico ? "region" : "state");
}

/// What an organisation of the type needs or may have and the sheet has no column for; what is wrong and what it needs come
/// first.
html::FieldSet other_fields(const Seen& seen, const Row& row, const organizations::ProfileInput& reading, Asked asked) {
  html::FieldSet set{.legend = _("Lo que la hoja no trae")};
  const auto& columns = seen.import.columns;
  for (const auto wanted : {organizations::Need::required, organizations::Need::optional})
    for (const auto& target : targets()) {
      asked.target = target;
      // What was written stays in sight, also when the type or the country has no such field any more.
      const auto value = row.extra.find(target);
      const bool is_written = value != row.extra.end();
      if (target == "id" || target == "place" || column_of(columns, target) >= 0) continue;
      if (is_said_otherwise(columns, asked) && !is_written) continue;
      const auto has = need_of(asked);
      if ((has == organizations::Need::none && is_written ? organizations::Need::optional : has) != wanted) continue;
      auto field = control_of(asked, value == row.extra.end() ? std::string() : value->second);
      field.name = "x_" + target;
      field.label = target_label(target);
      field.error = error_at(row, -1, target);
      if (auto words = left_as(reading, asked); field.value.empty() && !words.empty()) field.hint = std::move(words);
      set.fields.push_back(std::move(field));
      if (target == "rfc" && is_doubtful(row)) set.fields.push_back(keep_rfc_field(row));
    }
  std::stable_partition(set.fields.begin(), set.fields.end(), [](const html::Field& f) { return f.has_error(); });
  return set;
}

views::RowPage row_page(feature::Site& site, Request& request) {
  const auto number = number_in(request.param("row"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::RowPage> {
    const auto seen = TRY(seen_in(tx, request));
    const auto row = TRY(find_row(tx, seen, number));
    const auto alliance = seen.at.alliance.id;
    Asked asked{.lang = request.lang};
    const auto reading = reading_of(tx, seen, row);
    from_text(reading.type, asked.type);
    asked.country = reading.country;
    views::RowPage page;
    page.title = text(request, _("Fila {1}").arg(number));
    page.about = row.name;
    page.shell = alliances::shell(site, tx, request, seen.at, page.title, "organizations");
    page.crumbs = crumbs_to(request, seen, page.title);
    page.back = list_at(request, seen, row);
    if (const auto next = next_wrong(tx, seen, number); next != 0 && next != number)
      page.next_wrong = row_url(alliance, seen.import.id, next);
    for (const auto& e : row.notes.errors)
      if (e.column < 0 && e.field.empty()) page.problems.push_back(e.message());
    page.form.action = row_url(alliance, seen.import.id, number);
    page.form.parts = {cell_fields(request, seen, row, asked),
                       other_fields(seen, row, reading, asked),
                       {.fields = {choice_field(request, row)}, .legend = _("Qué se hace con la fila")}};
    page.form.submit = _("Guardar la fila");
    page.form.busy = _("Guardando…");
    page.form.cancel = page.back;
    return page;
  }));
}

Response row_get(feature::Site& site, Request& request) { return html::respond(request, row_page(site, request)); }

/// "c0", "c1"… as far as the form has them; "x_sector"… for what the sheet has no column for.
RowInput row_input(const http::Form& form) {
  RowInput input;
  for (std::size_t i = 0; form.has("c" + std::to_string(i)); ++i) input.cells.push_back(form.get("c" + std::to_string(i)));
  for (auto& cell : input.cells) std::erase(cell, '\r');  // browsers end a line with two characters
  input.keep_rfc = form.get("keep_rfc").empty() ? "" : "yes";
  input.choice = form.get("choice");
  for (const auto& target : targets())
    if (const auto name = "x_" + target; form.has(name)) {
      auto value = form.get(name);
      std::erase(value, '\r');
      input.extra.emplace(target, std::move(value));
    }
  return input;
}

Response row_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ImportId>("import"));
  const auto number = number_in(request.param("row"));
  const auto input = row_input(request.form());
  auto act = feature::act(request);
  act.key->answer(303, page_url(alliance, id).in(request.lang).text());
  const auto saved = site.db.write([&](db::Tx& tx) { return edit_row(tx, act, alliance, id, number, input); });
  if (!saved) return feature::redraw(request, saved.error(), [&] { return row_page(site, request); });
  if (saved->outcome == Outcome::wrong)
    return Response::redirect_see_other(still_wrong.at(row_url(alliance, id, number)).in(request.lang));
  const auto next =
      demand(site.db.read([&](db::Tx& tx) -> Result<std::int64_t> { return next_wrong(tx, TRY(seen_in(tx, request)), number); }));
  const auto to = next != 0 ? mended_next.at(row_url(alliance, id, next)) : mended.at(page_url(alliance, id));
  return Response::redirect_see_other(to.in(request.lang));
}

/// The same choice for the rows that were ticked; back to where they stood.
Response choose_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ImportId>("import"));
  const auto& form = request.form();
  ChoiceInput input{{}, form.get("choice")};
  for (const auto& row : form.all("row")) input.rows.push_back(number_in(row));
  auto to = page_url(alliance, id);
  if (Show show{}; from_text(form.get("show"), show)) to = to.set("show", to_text(show));
  if (!form.get("after").empty()) to = to.set("after", std::to_string(number_in(form.get("after"))));
  to = std::move(to).fragment("rows");
  auto act = feature::act(request);
  const auto back = chosen.at(to).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return choose(tx, act, alliance, id, input); });
  if (!done && input.rows.empty() && done.error().fault == Fault::invalid)
    return Response::redirect_see_other(none_chosen.at(to).in(request.lang));
  demand(done);
  return Response::redirect_see_other(back);
}

Response meanings_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ImportId>("import"));
  const auto& form = request.form();
  std::vector<Meaning> meanings;
  for (int i = 0; form.has("t" + std::to_string(i)); ++i) {
    const auto n = std::to_string(i);
    meanings.push_back({form.get("t" + n), form.get("s" + n), form.get("m" + n)});
  }
  auto act = feature::act(request);
  const auto back = meanings_set.at(page_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return set_meanings(tx, act, alliance, id, meanings); }));
  return Response::redirect_see_other(back);
}

/// One value, as the sheet says it, and what it means.
html::Field meaning_field(const Request& request, const Unknown& value, const std::string& code) {
  html::Field field{.control = Control::select, .width = html::Width::mid};
  field.label = value.said.empty() ? html::Words(_("En blanco")) : html::Words("«" + value.said + "»");
  field.hint = value.rows > 0 ? N_("{1} fila", "{1} filas", value.rows).arg(value.rows) : _("Ya dicho.");
  field.options = options_of(value.target, request.lang);
  field.options.insert(field.options.begin(), {"", _("Sin decidir")});
  if (!value.said.empty()) field.options.push_back({std::string(leave_blank), _("Dejarlo en blanco")});
  field.value = code;
  return field;
}

}  // namespace

std::optional<html::Form> meanings_form(db::Tx& tx, const Request& request, const Seen& seen) {
  auto values = unknowns(tx, seen);
  for (const auto& [target, said] : seen.import.meanings)
    for (const auto& [text, code] : said)
      if (std::none_of(values.begin(), values.end(),
                       [&](const Unknown& u) { return u.target == target && plain(u.said) == text; }))
        values.push_back({target, text, 0});
  if (values.empty()) return std::nullopt;
  html::Form form{.action = Url("/alliances/{}/imports/{}/meanings", seen.at.alliance.id, seen.import.id)};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& value = values[i];
    std::string code;
    if (const auto target = seen.import.meanings.find(value.target); target != seen.import.meanings.end())
      if (const auto said = target->second.find(plain(value.said)); said != target->second.end()) code = said->second;
    auto field = meaning_field(request, value, code);
    field.name = "m" + std::to_string(i);
    form.hidden.emplace_back("t" + std::to_string(i), value.target);
    form.hidden.emplace_back("s" + std::to_string(i), value.said);
    const auto legend = text(request, target_label(value.target));
    auto part = std::find_if(form.parts.begin(), form.parts.end(),
                             [&](const html::FieldSet& set) { return set.legend.in(request.lang) == legend; });
    if (part == form.parts.end()) part = form.parts.insert(form.parts.end(), {.fields = {}, .legend = legend});
    part->fields.push_back(std::move(field));
  }
  form.submit = _("Guardar y revisar otra vez");
  form.busy = _("Guardando…");
  form.weight = html::Weight::plain;
  return form;
}

void add_row_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/imports");
  pages.form("/{import}/rows/{row}", row_get, row_post);
  pages.post("/{import}/choose", choose_post);
  pages.post("/{import}/meanings", meanings_post);
}

}  // namespace alianza::imports
