#include "platform/db/postgres_store.h"
#include "platform/db/shared.h"
namespace alianza::db {
Result<std::unique_ptr<Store>> open_postgres(const Shared&) { return fail(Error::invalid(_("PostgreSQL llega enseguida."))); }
Done restore_postgres(const std::string&, const Options&) { return fail(Error::invalid(_("PostgreSQL llega enseguida."))); }
}  // namespace alianza::db
