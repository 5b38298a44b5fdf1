#include "platform/db/postgres_statement.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <charconv>

namespace alianza::db {
namespace {

// pg_type's numbers; they never change.
enum Type : Oid {
  kBool = 16,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kText = 25,
  kFloat4 = 700,
  kFloat8 = 701,
  kVarchar = 1043,
  kName = 19,
  kUnknown = 705,
  kChar = 18,
  kBpchar = 1042
};

constexpr const char* kFetch = "256";

}  // namespace

/// A prepared statement and its result, held whole by the client.
class PostgresStatement : public Statement {
 public:
  PostgresStatement(PostgresConnection& connection, const std::string& text)
      : connection_(connection), soci_(connection.session()) {
    soci_.alloc();
    try {
      soci_.prepare(text);
    } catch (const soci::postgresql_soci_error& e) {
      throw_from(e.sqlstate());
    } catch (const soci::soci_error&) {
      throw_from("");
    }
    backend_ = static_cast<soci::postgresql_statement_backend*>(soci_.get_backend());
    slots_ = std::make_unique<Slots>(backend_->names_);
    texts_.resize(slots_->size());
    values_.resize(slots_->size());
  }

  ~PostgresStatement() override {
    // A lost connection has forgotten the statement, a doomed one cannot be asked to: SOCI would try.
    if (PQtransactionStatus(connection_.handle()) == PQTRANS_INERROR || !connection_.alive()) backend_->statementName_.clear();
  }

  int columns() const override { return PQnfields(result_.get()); }

  std::int64_t affected() const override {
    const char* text = PQcmdTuples(result_.get());
    if (std::string_view(PQcmdStatus(result_.get())).starts_with("SELECT")) return 0;
    std::int64_t n = 0;
    std::from_chars(text, text + std::char_traits<char>::length(text), n);
    return n;
  }

  void start(const Params& params) override {
    slots_->fill(params, [this](std::size_t i, const Value& v) { bind(i, v); });
    take(PgResult(PQexecPrepared(connection_.handle(), backend_->statementName_.c_str(), static_cast<int>(values_.size()),
                                 values_.data(), nullptr, nullptr, 0)));
  }

  bool next() override { return ++row_ < PQntuples(result_.get()); }

  void finish() noexcept override {
    result_.reset();
    row_ = -1;
  }

  bool null(int column) override { return PQgetisnull(result_.get(), row_, column) != 0; }
  std::int64_t integer(int column) override {
    const Oid type = PQftype(result_.get(), column);
    return number<std::int64_t>(column, type == kInt8 || type == kInt4 || type == kInt2);
  }
  double real(int column) override {
    const Oid type = PQftype(result_.get(), column);
    return number<double>(column, type == kFloat8 || type == kFloat4 || type == kInt8 || type == kInt4 || type == kInt2);
  }
  bool boolean(int column) override { return cell(column, PQftype(result_.get(), column) == kBool) == "t"; }
  std::string_view text(int column) override {
    const Oid type = PQftype(result_.get(), column);
    return cell(column,
                type == kText || type == kVarchar || type == kUnknown || type == kName || type == kChar || type == kBpchar);
  }

 protected:
  void take(PgResult result) {
    row_ = -1;
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) connection_.fail_now(result.get());
    result_ = std::move(result);
  }

  PostgresConnection& connection_;
  PgResult result_;
  int row_ = -1;

 private:
  [[noreturn]] void throw_from(const std::string& state) {
    throw Failure(postgres_failure(connection_.handle(), std::string_view(state).substr(0, 5)));  // SOCI's has no end of its own
  }

  std::string_view cell(int column, bool fits) {
    if (null(column)) detail::unreadable("NULL into a member that is not optional");
    if (!fits) detail::unreadable("a column of another type than its member");
    return {PQgetvalue(result_.get(), row_, column), static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
  }

  template <class N>
  N number(int column, bool fits) {
    const auto text = cell(column, fits);
    N n{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
    if (read.ec != std::errc{}) detail::unreadable("a number that cannot be read");
    return n;
  }

  void bind(std::size_t i, const Value& v) {
    char digits[32];
    switch (v.kind()) {
      case Value::Kind::null: values_[i] = nullptr; return;
      case Value::Kind::boolean: texts_[i] = v.boolean() ? "t" : "f"; break;
      case Value::Kind::text: texts_[i] = v.text(); break;
      case Value::Kind::integer: texts_[i].assign(digits, std::to_chars(digits, digits + sizeof digits, v.integer()).ptr); break;
      case Value::Kind::real: texts_[i].assign(digits, std::to_chars(digits, digits + sizeof digits, v.real()).ptr); break;
    }
    values_[i] = texts_[i].c_str();
  }

  soci::statement soci_;
  soci::postgresql_statement_backend* backend_ = nullptr;
  std::unique_ptr<Slots> slots_;
  std::vector<std::string> texts_;  // kept between executions: their memory is used again
  std::vector<const char*> values_;
};

/// A cursor: the rows come in portions, so memory does not grow with their number.
class PostgresStream : public PostgresStatement {
 public:
  PostgresStream(PostgresConnection& connection, const std::string& text) : PostgresStatement(connection, text) {
    name_ = text.substr(8, text.find(' ', 8) - 8);  // "DECLARE each_1 NO SCROLL…"
  }

  void start(const Params& params) override {
    try {
      PostgresStatement::start(params);
      open_ = true;
      fetch();
    } catch (...) {
      finish();
      throw;
    }
  }

  bool next() override {
    if (PostgresStatement::next()) return true;
    if (columns() == 0 || PQntuples(result_.get()) == 0) return false;
    fetch();
    return PostgresStatement::next();
  }

  void finish() noexcept override {
    PostgresStatement::finish();
    if (open_ && PQtransactionStatus(connection_.handle()) == PQTRANS_INTRANS)
      PQclear(PQexec(connection_.handle(), ("CLOSE " + name_).c_str()));
    if (open_ || in_use) --connection_.streams_;
    open_ = false;
    in_use = false;
  }

 private:
  void fetch() {
    take(PgResult(PQexec(connection_.handle(), ("FETCH FORWARD " + std::string(kFetch) + " FROM " + name_).c_str())));
  }

  std::string name_;
  bool open_ = false;
};

std::unique_ptr<Statement> make_postgres_statement(PostgresConnection& connection, const std::string& sql) {
  if (sql.starts_with("DECLARE each_")) return std::make_unique<PostgresStream>(connection, sql);
  return std::make_unique<PostgresStatement>(connection, sql);
}

}  // namespace alianza::db
