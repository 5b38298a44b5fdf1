#include "platform/files/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>

namespace alianza::files {
namespace {

Error broken() {
  return {Fault::unavailable,
          _("El archivo no se pudo guardar: en el servidor falta espacio o permiso. Avise a quien lo opera."),
          {}};
}

struct EntryEnd {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
struct ArchiveEnd {
  void operator()(archive* a) const { archive_write_free(a); }
};

la_ssize_t take(archive* a, void* writer, const void* bytes, std::size_t size) {
  const auto done = static_cast<Writer*>(writer)->write({static_cast<const char*>(bytes), size});
  if (done) return static_cast<la_ssize_t>(size);
  archive_set_error(a, EIO, "not written");
  return -1;
}

}  // namespace

struct Zip::State {
  std::unique_ptr<archive, ArchiveEnd> made{archive_write_new()};

  /// Without a time the archive says 1980, in every zone.
  Done begin(const std::string& path, std::int64_t bytes) const {
    const std::unique_ptr<archive_entry, EntryEnd> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), path.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), bytes);
    if (archive_write_header(made.get(), entry.get()) != ARCHIVE_OK) return fail(broken());
    return {};
  }
  Done write(std::string_view piece) const {
    if (archive_write_data(made.get(), piece.data(), piece.size()) != static_cast<la_ssize_t>(piece.size()))
      return fail(broken());
    return {};
  }
};

Zip::Zip(Writer& into) : state_(std::make_unique<State>()) {
  auto* a = state_->made.get();
  ENSURE(a != nullptr);
  ENSURE(archive_write_set_format_zip(a) == ARCHIVE_OK);
  ENSURE(archive_write_set_bytes_per_block(a, 0) == ARCHIVE_OK);
  ENSURE(archive_write_open(a, &into, nullptr, take, nullptr) == ARCHIVE_OK);
}
Zip::~Zip() = default;

Done Zip::add(const std::string& path, std::string_view bytes) {
  TRY(state_->begin(path, static_cast<std::int64_t>(bytes.size())));
  return bytes.empty() ? Done() : state_->write(bytes);
}

Result<Kept> Zip::add(const std::string& path, std::int64_t bytes, Reader reader) {
  TRY(state_->begin(path, bytes));
  Digester digester;
  Kept read;
  for (;;) {
    const auto piece = TRY(reader.next());
    if (piece.empty()) break;
    digester.add(piece);
    read.bytes += static_cast<std::int64_t>(piece.size());
    TRY(state_->write(piece));
  }
  read.digest = digester.finish();
  return read;
}

Done Zip::finish() {
  if (archive_write_close(state_->made.get()) != ARCHIVE_OK) return fail(broken());
  return {};
}

}  // namespace alianza::files
