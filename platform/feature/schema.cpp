#include "platform/feature/schema.h"

#include <algorithm>

namespace alianza::feature {
namespace {

bool same(const Schema& a, const Schema& b) {
  const auto alike = [](const Property& x, const Property& y) {
    return x.name == y.name && x.schema.is_required == y.schema.is_required && same(x.schema, y.schema);
  };
  const auto& p = a.properties;
  const auto& q = b.properties;
  return a.type == b.type && a.name == b.name && a.is_nullable == b.is_nullable && a.format == b.format &&
         std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end()) && a.items.size() == b.items.size() &&
         (a.items.empty() || same(a.items.front(), b.items.front())) && std::equal(p.begin(), p.end(), q.begin(), q.end(), alike);
}

Schema optional(Schema schema) {
  schema.is_required = false;
  return schema;
}

Schema object_of(std::vector<Property> properties) {
  auto schema = optional(detail::of_type(Schema::Type::object));
  schema.properties = std::move(properties);
  return schema;
}

}  // namespace

namespace detail {

Schema of_type(Schema::Type type, std::string format) {
  Schema schema;
  schema.type = type;
  schema.format = std::move(format);
  return schema;
}

Schema list_schema(Schema item) {
  auto schema = of_type(Schema::Type::list);
  schema.items.edit().push_back(std::move(item));
  return schema;
}

Property property(const char* name, Schema schema, Message what) {
  schema.is_required = true;
  return {name, std::move(schema), std::move(what)};
}

}  // namespace detail

void describe(Site& site, const Schema& schema) {
  for (const auto& property : schema.properties) describe(site, property.schema);
  for (const auto& item : schema.items) describe(site, item);
  if (schema.name.empty()) return;
  // As a component it is neither null nor left out: whoever uses it says that.
  auto component = schema;
  component.is_nullable = false;
  const auto [at, fresh] = site.schemas.try_emplace(schema.name, std::make_shared<const Schema>(component));
  ENSURE(fresh || same(*at->second, component));
}

Schema Value<LocalizedText>::schema() {
  auto schema =
      object_of({{"es", detail::of_type(Schema::Type::text), {}}, {"en", Value<std::optional<std::string>>::schema(), {}}});
  schema.name = "LocalizedText";
  return schema;
}

boost::json::value Value<LocalizedText>::json(const LocalizedText& text) {
  return boost::json::object{{"es", text.es},
                             {"en", text.en.empty() ? boost::json::value(nullptr) : boost::json::value(text.en)}};
}

const Shape<std::int64_t>& id_json() {
  static const Shape<std::int64_t> shape{"Subject", {{"id", [](std::int64_t id) { return Id<struct SubjectTag>(id); }}}};
  return shape;
}

Schema text() { return optional(detail::of_type(Schema::Type::text)); }
Schema email() { return optional(detail::of_type(Schema::Type::text, "email")); }
Schema date() { return optional(detail::of_type(Schema::Type::text, "date")); }
Schema time() { return optional(detail::of_type(Schema::Type::text, "clock")); }
Schema id() { return optional(detail::of_type(Schema::Type::text, "id")); }
Schema integer() { return optional(detail::of_type(Schema::Type::integer)); }
Schema yes_no() { return optional(detail::of_type(Schema::Type::boolean)); }

Schema list_of(Schema items) {
  auto list = optional(detail::of_type(Schema::Type::list));
  list.items.edit().push_back(std::move(items));
  return list;
}

Schema one_of(std::vector<std::string> words) {
  auto schema = text();
  schema.values = std::move(words);
  return schema;
}

void place(Schema& object, Property property) {
  const auto point = property.name.find('.');
  if (point == std::string::npos) {
    object.properties.edit().push_back(std::move(property));
    return;
  }
  const auto head = property.name.substr(0, point);
  auto& rows = object.properties.edit();
  auto found = std::find_if(rows.begin(), rows.end(), [&](const Property& p) { return p.name == head; });
  if (found == rows.end()) found = rows.insert(rows.end(), {head, object_of({}), {}});
  property.name = property.name.substr(point + 1);
  if (property.schema.is_required) found->schema.is_required = true;
  place(found->schema, std::move(property));
}

}  // namespace alianza::feature
