#pragma once
#include <filesystem>

namespace alianza::db {

/// The bytes of a file, or the names in a folder, are on the disk for good.
bool sync_to_disk(const std::filesystem::path& path);

}  // namespace alianza::db
