#pragma once
// XLSX by libxlsxwriter in its constant-memory mode: rows go to a temporary file, which take() then gives in pieces.
// Decision 0020 says why it runs in this process and not in a child.
#include <memory>

#include "platform/documents/table.h"

namespace alianza::documents {

std::unique_ptr<TableWriter> xlsx_writer(TableOptions options);

}  // namespace alianza::documents
