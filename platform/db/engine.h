#pragma once
namespace alianza::db {

enum class Engine { sqlite, postgres };

}  // namespace alianza::db
