#pragma once
// Names and values in the order they came, repeated names kept: a query string, a form, an urlencoded body.
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alianza::http {

class Fields {
 public:
  struct Field {
    std::string name;
    std::string value;
  };

  /// The first value of that name; empty when there is none.
  const std::string& get(std::string_view name) const;
  /// Every value of that name, in order (check boxes, filters that repeat).
  std::vector<std::string> all(std::string_view name) const;
  bool has(std::string_view name) const;

  void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
  void clear() { fields_.clear(); }
  std::size_t size() const { return fields_.size(); }
  bool empty() const { return fields_.empty(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Field> fields_;
};

using Query = Fields;

/// A file that came with a form. `name` is what the browser calls it, without folders; `type` is what it claims, so look at the
/// bytes.
struct UploadedFile {
  std::string field;
  std::string name;
  std::string type;
  std::string bytes;
};

/// The body of a form: fields and files. A file input left empty gives no file.
class Form : public Fields {
 public:
  const std::vector<UploadedFile>& files() const { return files_; }
  /// The first file of that field, or null.
  const UploadedFile* file(std::string_view field) const;
  void add_file(UploadedFile file) { files_.push_back(std::move(file)); }

 private:
  std::vector<UploadedFile> files_;
};

}  // namespace alianza::http
