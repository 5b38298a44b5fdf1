// The job that reads a version's text for the search.
#include "features/documents/actions.h"
#include "features/documents/store.h"
#include "platform/feature/payload.h"
#include "platform/search/words.h"

namespace alianza::document {
namespace {

Reading reading_of(documents::Extent extent) {
  switch (extent) {
    case documents::Extent::whole: return Reading::whole;
    case documents::Extent::part: return Reading::part;
    case documents::Extent::nothing: return Reading::nothing;
    case documents::Extent::locked: return Reading::locked;
    case documents::Extent::unreadable: return Reading::unreadable;
  }
  return Reading::unreadable;
}

/// The whole file: at most files::most_bytes. A file that is not there is an operator's matter (`alianza verify`), and may come
/// back.
Result<std::string> bytes_of(const files::Store& store, const Version& version) {
  auto reader = store.open(version.digest);
  if (!reader) return fail({Fault::unavailable, _("No se pudo leer el archivo. Inténtelo de nuevo más tarde."), {}});
  std::string out;
  for (;;) {
    const auto piece = TRY(reader->next());
    if (piece.empty()) return out;
    out += piece;
  }
}

}  // namespace

Done read_version(jobs::Context& context, const files::Store& store) {
  const VersionId id(feature::Payload(context.job().payload_json).id("version"));
  const auto version =
      TRY(context.db().read([&](db::Tx& tx) -> Result<std::optional<Version>> { return store::find_unread(tx, id); }));
  if (!version) return {};
  const auto format = text_format(version->type);
  ENSURE(format);
  const auto bytes = TRY(bytes_of(store, *version));
  const auto read = TRY(documents::read_text(*format, bytes, {.bytes = search::most_characters}));
  return context.db().write([&](db::Tx& tx) -> Done {
    // Erased persons may have made it forgone meanwhile; a newer version may have taken its place in the index.
    if (store::set_words(tx, id, {read.text, reading_of(read.extent)}))
      if (const auto document = store::find_of_version(tx, id)) index_again(tx, *document);
    context.finish(tx);
    return {};
  });
}

}  // namespace alianza::document
