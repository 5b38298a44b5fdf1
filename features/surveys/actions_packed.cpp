// Raw answers for files of many responses: each as one packed text.
#include "features/surveys/actions_shared.h"
#include "features/surveys/packed.h"
#include "features/surveys/store.h"

namespace alianza::surveys {

Result<PackedPage> sent_packed(db::Tx& tx, const auth::MaybeActor& actor, const Survey& survey, ResponseId after, int limit) {
  TRY(see(tx, actor, survey.alliance, survey.id));
  PackedPage page;
  auto rows = store::sent_packed(tx, survey.id, after, limit);
  page.has_next = rows.size() == static_cast<std::size_t>(limit);
  const auto versions = store::version_numbers(tx, survey.id);
  for (auto& row : rows) {
    Recipient recipient;
    recipient.id = row.response.recipient;
    recipient.organization_name = std::move(row.organization).value_or("");
    page.last = row.response.id;
    page.rows.push_back({{std::move(recipient),
                          versions.at(row.response.version),
                          row.response.edition,
                          std::move(row.response.receipt),
                          *row.response.sent_at,
                          std::move(row.response.sent_by),
                          {}},
                         row.packed ? std::move(*row.packed) : pack(store::answers(tx, page.last, row.response.edition))});
  }
  return page;
}

}  // namespace alianza::surveys
