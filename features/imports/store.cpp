#include "features/imports/store.h"

#include "platform/base/text.h"

namespace alianza::imports::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define IMPORT_COLUMNS                                                                                                   \
  "SELECT id, agency_id, alliance_id, state, file_name, file_hash, file_bytes, format, encoding, sheet, sheets, heads, " \
  "columns, meanings, "                                                                                                  \
  "rows_read, job_id, problem, created_by, created_by_name, created_at, applied_at, undone_at, "                         \
  "forgotten_at, swept_to FROM imports "
#define ROW_COLUMNS                                                                                                              \
  "SELECT number, cells, extra, keep_rfc, choice, outcome, state, name, organization_id, version, notes, undo FROM import_rows " \
  "WHERE import_id = :id "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct ImportRecord {
  Import i;
  std::string heads;
  std::string columns_json;
  std::string meanings;
  std::optional<jobs::JobId> job;
  std::string problem;
  static void columns(auto& v, ImportRecord& r) {
    auto& i = r.i;
    v(i.id, i.agency, i.alliance, i.state, i.file_name, i.file_hash, i.file_bytes, i.format, i.encoding, i.sheet, i.sheets,
      r.heads, r.columns_json, r.meanings, i.rows_read, r.job, r.problem, i.created_by, i.created_by_name, i.created_at,
      i.applied_at, i.undone_at, i.forgotten_at, i.swept_to);
  }
  Import take() {
    i.heads = texts_from(heads);
    i.columns = texts_from(columns_json);
    i.meanings = meanings_from(meanings);
    i.job = job.value_or(jobs::JobId());
    i.problem = problem_from(problem);
    return std::move(i);
  }
};

struct RowRecord {
  Row r;
  std::string cells;
  std::string extra;
  std::optional<OrganizationId> organization;
  std::string notes;
  static void columns(auto& v, RowRecord& row) {
    auto& r = row.r;
    v(r.number, row.cells, row.extra, r.keep_rfc, r.choice, r.outcome, r.state, r.name, row.organization, r.version, row.notes,
      r.undo);
  }
  Row take() {
    r.cells = texts_from(cells);
    r.extra = extra_from(extra);
    r.organization = organization.value_or(OrganizationId());
    r.notes = notes_from(notes);
    return std::move(r);
  }
};

struct CountRecord {
  Outcome outcome = Outcome::pending;
  RowState state = RowState::staged;
  bool alike = false;
  bool warned = false;
  std::int64_t omitted = 0;
  std::int64_t n = 0;
  static void columns(auto& v, CountRecord& r) { v(r.outcome, r.state, r.alike, r.warned, r.omitted, r.n); }
};

struct UnknownRecord {
  Unknown u;
  static void columns(auto& v, UnknownRecord& r) { v(r.u.target, r.u.said, r.u.rows); }
};

std::vector<Row> take(std::vector<RowRecord> records) {
  std::vector<Row> out;
  out.reserve(records.size());
  for (auto& record : records) out.push_back(record.take());
  return out;
}

template <class I>
std::optional<I> unless_zero(I id) {
  if (!id) return std::nullopt;
  return id;
}

std::int64_t number_or_zero(const std::optional<std::optional<std::int64_t>>& found) { return found && *found ? **found : 0; }

}  // namespace

void insert(db::Tx& tx, const Import& i) {
  tx.exec(
      "INSERT INTO imports (id, agency_id, alliance_id, state, file_name, file_hash, file_bytes, sheet, created_by, "
      "created_by_name, "
      "created_at, touched_at) VALUES (:id, :agency, :alliance, :state, :file_name, :hash, :bytes, :sheet, :by, :by_name, :at, "
      ":at)",
      {{"id", i.id},
       {"agency", i.agency},
       {"alliance", i.alliance},
       {"state", i.state},
       {"file_name", i.file_name},
       {"hash", i.file_hash},
       {"bytes", i.file_bytes},
       {"sheet", i.sheet},
       {"by", i.created_by},
       {"by_name", i.created_by_name},
       {"at", i.created_at}});
}

std::optional<Import> find(db::Tx& tx, ImportId id) {
  auto record = tx.one<ImportRecord>(IMPORT_COLUMNS "WHERE id = :id", {{"id", id}});
  if (!record) return std::nullopt;
  return record->take();
}

void update(db::Tx& tx, const Import& i) {
  tx.exec(
      "UPDATE imports SET state = :state, format = :format, encoding = :encoding, sheet = :sheet, sheets = :sheets, heads = "
      ":heads, "
      "columns = :columns, meanings = :meanings, rows_read = :rows_read, job_id = :job, problem = :problem, applied_at = "
      ":applied_at, undone_at = "
      ":undone_at, forgotten_at = :forgotten_at, swept_to = :swept_to, touched_at = :now WHERE id = :id",
      {{"state", i.state},
       {"format", i.format},
       {"encoding", i.encoding},
       {"sheet", i.sheet},
       {"sheets", i.sheets},
       {"heads", to_json(i.heads)},
       {"columns", to_json(i.columns)},
       {"meanings", to_json(i.meanings)},
       {"rows_read", i.rows_read},
       {"job", unless_zero(i.job)},
       {"problem", i.problem.empty() ? std::string() : problem_json(i.problem)},
       {"applied_at", i.applied_at},
       {"undone_at", i.undone_at},
       {"forgotten_at", i.forgotten_at},
       {"swept_to", i.swept_to},
       {"now", tx.now()},
       {"id", i.id}});
}

void touch(db::Tx& tx, ImportId id) {
  tx.exec("UPDATE imports SET touched_at = :now WHERE id = :id", {{"now", tx.now()}, {"id", id}});
}

void put_swept_to(db::Tx& tx, ImportId id, std::optional<std::int64_t> number) {
  tx.exec("UPDATE imports SET swept_to = :number WHERE id = :id", {{"number", number}, {"id", id}});
}

std::vector<Import> forgettable(db::Tx& tx, Instant applied, Instant unfinished, ImportId after, int limit) {
  std::vector<Import> out;
  for (auto& record : tx.all<ImportRecord>(
           IMPORT_COLUMNS
           "WHERE id > :after AND ((forgotten_at IS NOT NULL AND swept_to IS NOT NULL) OR (forgotten_at IS NULL AND "
           "((state IN ('applying', 'applied', 'undoing', 'undone') AND "
           "COALESCE(touched_at, undone_at, applied_at, created_at) < :applied) OR "
           "(state IN ('uploading', 'reading', 'checking', 'ready') AND "
           "COALESCE(touched_at, created_at) < :unfinished)))) ORDER BY id LIMIT :limit",
           {{"after", after}, {"applied", applied}, {"unfinished", unfinished}, {"limit", limit}}))
    out.push_back(record.take());
  return out;
}

std::vector<Import> of_agency(db::Tx& tx, AgencyId agency, std::optional<ImportId> before, int limit) {
  std::vector<Import> out;
  for (auto& record : tx.all<ImportRecord>(IMPORT_COLUMNS "WHERE agency_id = :agency AND id < :before AND state <> 'discarded' "
                                                          "ORDER BY id DESC LIMIT :limit",
                                           {{"agency", agency},
                                            {"before", before ? before->value() : std::numeric_limits<std::int64_t>::max()},
                                            {"limit", limit}}))
    out.push_back(record.take());
  return out;
}

std::optional<Import> same_file(db::Tx& tx, const Import& i) {
  auto record = tx.one<ImportRecord>(IMPORT_COLUMNS
                                     "WHERE agency_id = :agency AND file_hash = :hash AND id <> :id "
                                     "AND state NOT IN ('failed', 'discarded', 'uploading') ORDER BY id DESC LIMIT 1",
                                     {{"agency", i.agency}, {"hash", i.file_hash}, {"id", i.id}});
  if (!record) return std::nullopt;
  return record->take();
}

void add_piece(db::Tx& tx, const Import& i, int ordinal, const std::string& content) {
  tx.exec("INSERT INTO import_pieces (agency_id, import_id, ordinal, content) VALUES (:agency, :id, :ordinal, :content)",
          {{"agency", i.agency}, {"id", i.id}, {"ordinal", ordinal}, {"content", content}});
}

std::optional<std::string> piece(db::Tx& tx, ImportId id, int ordinal) {
  return tx.one<std::string>("SELECT content FROM import_pieces WHERE import_id = :id AND ordinal = :ordinal",
                             {{"id", id}, {"ordinal", ordinal}});
}

std::int64_t drop_pieces(db::Tx& tx, ImportId id, int limit) {
  return tx.exec(
      "DELETE FROM import_pieces WHERE import_id = :id AND ordinal IN (SELECT ordinal FROM import_pieces WHERE import_id = :id "
      "ORDER BY ordinal LIMIT :limit)",
      {{"id", id}, {"limit", limit}});
}

std::optional<std::vector<std::string>> layout(db::Tx& tx, AgencyId agency, const std::string& hash) {
  const auto found = tx.one<std::string>("SELECT columns FROM import_layouts WHERE agency_id = :agency AND heads_hash = :hash",
                                         {{"agency", agency}, {"hash", hash}});
  if (!found) return std::nullopt;
  return texts_from(*found);
}

void put_layout(db::Tx& tx, AgencyId agency, const std::string& hash, const std::vector<std::string>& columns) {
  tx.exec(
      "INSERT INTO import_layouts (agency_id, heads_hash, columns) VALUES (:agency, :hash, :columns) "
      "ON CONFLICT (agency_id, heads_hash) DO UPDATE SET columns = excluded.columns",
      {{"agency", agency}, {"hash", hash}, {"columns", to_json(columns)}});
}

void add_row(db::Tx& tx, const Import& i, const Row& row) {
  tx.exec(
      "INSERT INTO import_rows (agency_id, import_id, number, cells, keep_rfc, choice, outcome, state, has_alike) "
      "VALUES (:agency, :id, :number, :cells, :keep, :choice, 'pending', 'staged', :alike)",
      {{"agency", i.agency},
       {"id", i.id},
       {"number", row.number},
       {"cells", to_json(row.cells)},
       {"keep", false},
       {"choice", row.choice},
       {"alike", false}});
}

std::optional<Slice> slice(db::Tx& tx, ImportId id, std::int64_t after, int limit) {
  const auto upto = number_or_zero(tx.one<std::optional<std::int64_t>>(
      "SELECT max(number) FROM (SELECT number FROM import_rows WHERE import_id = :id AND number > :after ORDER BY number LIMIT "
      ":limit) AS next_rows",
      {{"id", id}, {"after", after}, {"limit", limit}}));
  if (upto == 0) return std::nullopt;
  return Slice{id, after, upto};
}

namespace {
void drop_unknowns(db::Tx& tx, const Slice& s) {
  tx.exec("DELETE FROM import_unknowns WHERE import_id = :id AND number > :after AND number <= :upto",
          {{"id", s.import}, {"after", s.after}, {"upto", s.upto}});
}
}  // namespace

void drop_rows(db::Tx& tx, const Slice& s) {
  drop_unknowns(tx, s);
  tx.exec("DELETE FROM import_rows WHERE import_id = :id AND number > :after AND number <= :upto",
          {{"id", s.import}, {"after", s.after}, {"upto", s.upto}});
}

void unjudge(db::Tx& tx, const Slice& s) {
  drop_unknowns(tx, s);
  tx.exec(
      "UPDATE import_rows SET outcome = 'pending', organization_id = NULL, name_folded = '' WHERE import_id = :id AND number > "
      ":after AND number <= :upto AND state = 'staged'",
      {{"id", s.import}, {"after", s.after}, {"upto", s.upto}});
}

void empty_rows(db::Tx& tx, const Slice& s) {
  drop_unknowns(tx, s);
  tx.exec(
      "UPDATE import_rows SET cells = '[]', extra = '', notes = '', undo = '' WHERE import_id = :id AND number > :after AND "
      "number <= :upto",
      {{"id", s.import}, {"after", s.after}, {"upto", s.upto}});
}

std::optional<Row> find_row(db::Tx& tx, ImportId id, std::int64_t number) {
  auto record = tx.one<RowRecord>(ROW_COLUMNS "AND number = :number", {{"id", id}, {"number", number}});
  if (!record) return std::nullopt;
  return record->take();
}

void update_row(db::Tx& tx, ImportId id, const Row& row) {
  tx.exec(
      "UPDATE import_rows SET cells = :cells, extra = :extra, keep_rfc = :keep, choice = :choice, outcome = :outcome, state = "
      ":state, name = "
      ":name, "
      "name_folded = :folded, organization_id = :organization, version = :version, has_alike = :alike, has_warning = :warning, "
      "notes = :notes, undo = "
      ":undo "
      "WHERE import_id = :id AND number = :number",
      {{"cells", to_json(row.cells)},
       {"extra", to_json(row.extra)},
       {"keep", row.keep_rfc},
       {"choice", row.choice},
       {"outcome", row.outcome},
       {"state", row.state},
       {"name", row.name},
       {"folded", row.is_omitted() ? std::string() : fold(row.name)},
       {"organization", unless_zero(row.organization)},
       {"version", row.version},
       {"alike", !row.notes.twins.empty()},
       {"warning", !row.notes.warnings.empty()},
       {"notes", to_json(row.notes)},
       {"undo", row.undo},
       {"id", id},
       {"number", row.number}});
}

std::vector<Row> rows(db::Tx& tx, ImportId id, Show show, std::int64_t after, int limit) {
  const auto by_outcome = [&](Outcome outcome) {
    return take(tx.all<RowRecord>(ROW_COLUMNS "AND outcome = :outcome AND choice <> 'omit' AND number > :after ORDER BY number "
                                              "LIMIT :limit",
                                  {{"id", id}, {"outcome", outcome}, {"after", after}, {"limit", limit}}));
  };
  const auto by_state = [&](RowState state) {
    return take(tx.all<RowRecord>(ROW_COLUMNS "AND state = :state AND number > :after ORDER BY number LIMIT :limit",
                                  {{"id", id}, {"state", state}, {"after", after}, {"limit", limit}}));
  };
  switch (show) {
    case Show::all: break;
    case Show::created: return by_outcome(Outcome::created);
    case Show::changed: return by_outcome(Outcome::changed);
    case Show::unchanged: return by_outcome(Outcome::unchanged);
    case Show::wrong: return by_outcome(Outcome::wrong);
    case Show::failed: return by_state(RowState::failed);
    case Show::left: return by_state(RowState::left);
    case Show::alike:
      return take(tx.all<RowRecord>(ROW_COLUMNS "AND has_alike AND number > :after ORDER BY number LIMIT :limit",
                                    {{"id", id}, {"after", after}, {"limit", limit}}));
    case Show::warned:
      return take(tx.all<RowRecord>(ROW_COLUMNS "AND has_warning AND number > :after ORDER BY number LIMIT :limit",
                                    {{"id", id}, {"after", after}, {"limit", limit}}));
    case Show::omitted:
      return take(tx.all<RowRecord>(ROW_COLUMNS "AND choice = 'omit' AND number > :after ORDER BY number LIMIT :limit",
                                    {{"id", id}, {"after", after}, {"limit", limit}}));
  }
  return take(tx.all<RowRecord>(ROW_COLUMNS "AND number > :after ORDER BY number LIMIT :limit",
                                {{"id", id}, {"after", after}, {"limit", limit}}));
}

std::vector<Row> pending(db::Tx& tx, ImportId id, int limit) {
  return take(tx.all<RowRecord>(ROW_COLUMNS "AND outcome = 'pending' AND state = 'staged' ORDER BY number LIMIT :limit",
                                {{"id", id}, {"limit", limit}}));
}

std::vector<Row> waiting(db::Tx& tx, ImportId id, int limit) {
  return take(tx.all<RowRecord>(ROW_COLUMNS
                                "AND outcome IN ('created', 'changed') AND state = 'staged' ORDER BY number LIMIT :limit",
                                {{"id", id}, {"limit", limit}}));
}

void mark_restored(db::Tx& tx, ImportId id, const std::vector<Row>& rows) {
  std::vector<Id<struct RowNumberTag>> numbers;
  for (const auto& row : rows)
    if (row.state == RowState::restored) numbers.emplace_back(row.number);
  if (numbers.empty()) return;
  tx.exec("UPDATE import_rows SET state = 'restored' WHERE import_id = :id AND number IN (:numbers...)",
          {{"id", id}, {"numbers", db::list(numbers)}});
}

std::vector<Row> applied(db::Tx& tx, ImportId id, int limit) {
  return take(tx.all<RowRecord>(ROW_COLUMNS
                                "AND outcome IN ('created', 'changed') AND state = 'applied' ORDER BY number DESC LIMIT :limit",
                                {{"id", id}, {"limit", limit}}));
}

Counts counts(db::Tx& tx, ImportId id) {
  Counts out;
  for (const auto& c : tx.all<CountRecord>(
           "SELECT outcome, state, has_alike, has_warning, CAST(CASE WHEN choice = 'omit' THEN 1 ELSE 0 END AS BIGINT), count(*) "
           "FROM import_rows WHERE import_id = :id "
           "GROUP BY outcome, state, has_alike, has_warning, CASE WHEN choice = 'omit' THEN 1 ELSE 0 END",
           {{"id", id}})) {
    if (c.omitted != 0) {
      out.omitted += c.n;
      continue;
    }
    std::int64_t* by_outcome[] = {&out.pending, &out.created, &out.changed, &out.unchanged, &out.wrong};
    *by_outcome[static_cast<std::size_t>(c.outcome)] += c.n;
    std::int64_t ignored = 0;
    std::int64_t* by_state[] = {&ignored, &out.applied, &out.failed, &out.restored, &out.left};
    *by_state[static_cast<std::size_t>(c.state)] += c.n;
    if (c.alike) out.alike += c.n;
    if (c.warned) out.warned += c.n;
    const bool right = c.outcome == Outcome::created || c.outcome == Outcome::changed;
    if (right && c.state == RowState::staged) out.waiting += c.n;
  }
  return out;
}

void put_unknown(db::Tx& tx, const Import& i, const Row& row) {
  for (const auto& u : row.unknown)
    tx.exec(
        "INSERT INTO import_unknowns (agency_id, import_id, number, target, said, said_plain) "
        "VALUES (:agency, :id, :number, :target, :said, :plain)",
        {{"agency", i.agency},
         {"id", i.id},
         {"number", row.number},
         {"target", u.target},
         {"said", u.said},
         {"plain", plain(u.said)}});
}

void drop_unknown(db::Tx& tx, ImportId id, std::int64_t number) { drop_unknowns(tx, {id, number - 1, number}); }

std::vector<Unknown> unknowns(db::Tx& tx, ImportId id, int limit) {
  std::vector<Unknown> out;
  for (auto& record : tx.all<UnknownRecord>(
           "SELECT target, min(said), count(*) AS rows_so FROM import_unknowns WHERE import_id = :id GROUP BY target, said_plain "
           "ORDER BY count(*) DESC, target, said_plain LIMIT :limit",
           {{"id", id}, {"limit", limit}}))
    out.push_back(std::move(record.u));
  return out;
}

std::int64_t next_wrong(db::Tx& tx, ImportId id, std::int64_t after) {
  return number_or_zero(tx.one<std::optional<std::int64_t>>(
      "SELECT min(number) FROM import_rows WHERE import_id = :id AND outcome = 'wrong' AND state = 'staged' AND number > :after",
      {{"id", id}, {"after", after}}));
}

std::vector<Row> applied_from(db::Tx& tx, ImportId id, std::int64_t after, int limit) {
  return take(tx.all<RowRecord>(ROW_COLUMNS "AND outcome IN ('created', 'changed') AND state = 'applied' AND number > :after "
                                            "ORDER BY number LIMIT :limit",
                                {{"id", id}, {"after", after}, {"limit", limit}}));
}

std::int64_t first_named(db::Tx& tx, ImportId id, const std::string& name_folded, std::int64_t before) {
  return number_or_zero(tx.one<std::optional<std::int64_t>>(
      "SELECT min(number) FROM import_rows WHERE import_id = :id AND name_folded = :name AND number < :before",
      {{"id", id}, {"name", name_folded}, {"before", before}}));
}

std::int64_t first_of(db::Tx& tx, ImportId id, OrganizationId organization, std::int64_t before) {
  return number_or_zero(tx.one<std::optional<std::int64_t>>(
      "SELECT min(number) FROM import_rows WHERE import_id = :id AND organization_id = :organization AND number < :before",
      {{"id", id}, {"organization", organization}, {"before", before}}));
}

}  // namespace alianza::imports::store
