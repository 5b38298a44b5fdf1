#pragma once
// What JSON looks like, said once: a table of fields writes the answer (Shape) or reads the body (Intake), and the same table is
// what /openapi.json and the reference page tell. The type of a field comes from the C++ type of its value, so the two cannot
// part. Tables stand next to the handlers, with static storage, before who uses them:
//
//     const feature::Shape<Member> member{"CommitteeMember", {{"id", &Member::id}, {"since", &Member::since}}};
//     return http::json_response(member(row));
//
//     const feature::Intake<Ending> ending{"CommitteeMemberEndInput", {{"until", &Ending::until, feature::date().required()},
//                                                                      {"reason", &Ending::reason, feature::text()}}};
//     const auto wanted = demand(ending.read(request));
#include <array>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/feature/feature.h"
#include "platform/feature/json.h"

namespace alianza::feature {

struct Property;

/// A list that copies share until one of them is edited: tables hold the schemas of what stands in them, which hold more.
template <class T>
class Shared {
 public:
  using value_type = T;
  using const_iterator = const T*;

  Shared() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a list is one
  Shared(std::vector<T> rows) : rows_(std::make_shared<std::vector<T>>(std::move(rows))) {}

  std::size_t size() const { return rows_ ? rows_->size() : 0; }
  bool empty() const { return size() == 0; }
  const T* begin() const { return rows_ ? rows_->data() : nullptr; }
  const T* end() const { return begin() + size(); }
  const T& front() const { return *begin(); }
  const T& operator[](std::size_t i) const { return begin()[i]; }
  /// To be changed: this list's own from now on.
  std::vector<T>& edit() {
    if (!rows_ || rows_.use_count() > 1) rows_ = std::make_shared<std::vector<T>>(begin(), end());
    return *rows_;
  }

 private:
  std::shared_ptr<std::vector<T>> rows_;
};

/// The part of JSON Schema (2020-12) that our answers and bodies need.
struct Schema {
  enum class Type { text, integer, boolean, list, object, any };
  Type type = Type::text;
  bool is_nullable = false;
  bool is_required = true;     // as a property
  std::string format;          // "date", "date-time", "email", "uri", "id"
  Shared<std::string> values;  // a closed list
  std::string fallback;        // of a body: what stands for a value that is not sent
  std::string name;            // an object with a name is a component; others stand where they are used
  Shared<Property> properties;
  Shared<Schema> items;  // of a list: one

  Schema required() &&;
};
struct Property {
  std::string name;
  Schema schema;
  Message what;  // may be empty: most names say enough
};

inline Schema Schema::required() && {
  is_required = true;
  return std::move(*this);
}

/// Makes the objects that stand in it components of the site's /openapi.json. One name is one object.
void describe(Site& site, const Schema& schema);

/// Words of an enum in its order, by the to_text(), code() or word() beside it. Its values must lie from 0 to 31.
template <class E>
std::vector<std::string> words_of_enum();

/// A value that only some may see: the property is absent for others.
template <class T>
struct Shown {
  std::optional<T> value;
};

// ---- Of an answer: what a C++ value looks like.

/// {schema(), json(value)} of a type.
template <class T>
struct Value;

namespace detail {

template <class E>
std::string_view enum_word(E value) {
  if constexpr (requires { code(value); })
    return code(value);
  else if constexpr (requires { to_text(value); })
    return to_text(value);
  else
    return tag(value);
}

/// Whether an enum has a name for this number: the compiler writes the others as casts, "(Kind)7".
template <auto value>
constexpr bool is_named() {
  const std::string_view written = __PRETTY_FUNCTION__;
  return written.find("= (") == std::string_view::npos;
}

template <class E, std::size_t... numbers>
std::vector<std::string> named(std::index_sequence<numbers...>) {
  std::vector<std::string> out;
  const auto add = [&]<std::size_t number>() {
    constexpr auto value = static_cast<E>(number);
    if constexpr (is_named<value>()) out.emplace_back(enum_word(value));
  };
  (add.template operator()<numbers>(), ...);
  return out;
}

Schema of_type(Schema::Type type, std::string format = {});
Schema list_schema(Schema item);
/// A property that is always there.
Property property(const char* name, Schema schema, Message what);

}  // namespace detail

template <class E>
std::vector<std::string> words_of_enum() {
  return detail::named<E>(std::make_index_sequence<32>());
}

template <class T>
  requires std::is_convertible_v<T, std::string_view>
struct Value<T> {
  static Schema schema() { return detail::of_type(Schema::Type::text); }
  static boost::json::value json(std::string_view text) { return boost::json::string(text); }
};
/// Anything: the rows of a table that brings its own schema.
template <>
struct Value<boost::json::object> {
  static Schema schema() { return detail::of_type(Schema::Type::any); }
  static boost::json::value json(const boost::json::object& object) { return object; }
};
template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
struct Value<T> {
  static Schema schema() { return detail::of_type(Schema::Type::integer); }
  static boost::json::value json(T number) { return static_cast<std::int64_t>(number); }
};
template <>
struct Value<bool> {
  static Schema schema() { return detail::of_type(Schema::Type::boolean); }
  static boost::json::value json(bool yes) { return yes; }
};
template <class E>
  requires std::is_enum_v<E>
struct Value<E> {
  static Schema schema() {
    auto schema = detail::of_type(Schema::Type::text);
    schema.values = words_of_enum<E>();
    return schema;
  }
  static boost::json::value json(E value) { return boost::json::string(detail::enum_word(value)); }
};
template <>
struct Value<Date> {
  static Schema schema() { return detail::of_type(Schema::Type::text, "date"); }
  static boost::json::value json(Date day) { return boost::json::string(day.text()); }
};
template <>
struct Value<Instant> {
  static Schema schema() { return detail::of_type(Schema::Type::text, "date-time"); }
  static boost::json::value json(Instant at) { return boost::json::string(at.text()); }
};
template <>
struct Value<Email> {
  static Schema schema() { return detail::of_type(Schema::Type::text, "email"); }
  static boost::json::value json(const Email& email) { return boost::json::string(email.text()); }
};
template <class Tag>
struct Value<Id<Tag>> {
  static Schema schema() { return detail::of_type(Schema::Type::text, "id"); }
  static boost::json::value json(Id<Tag> id) { return boost::json::string(id.text()); }
};
template <>
struct Value<LocalizedText> {
  static Schema schema();
  static boost::json::value json(const LocalizedText& text);  // {"es":…,"en":…}; a missing English is null
};
template <class T>
struct Value<std::optional<T>> {
  static Schema schema() {
    auto schema = Value<T>::schema();
    schema.is_nullable = true;
    return schema;
  }
  static boost::json::value json(const std::optional<T>& value) {
    return value ? Value<T>::json(*value) : boost::json::value(nullptr);
  }
};
template <class T>
struct Value<std::vector<T>> {
  static Schema schema() { return detail::list_schema(Value<T>::schema()); }
  static boost::json::value json(const std::vector<T>& values) {
    boost::json::array out;
    out.reserve(values.size());
    for (const auto& value : values) out.push_back(Value<T>::json(value));
    return out;
  }
};

/// As a getter of a field: the subject itself, of which another table draws the parts.
inline constexpr auto itself = [](const auto& subject) -> const auto& { return subject; };

/// An id that may be of nothing: {"committee", feature::or_null(&Meeting::committee)}.
template <class T, class Tag>
auto or_null(Id<Tag> T::*member) {
  return [member](const T& subject) { return subject.*member ? std::optional(subject.*member) : std::nullopt; };
}

template <class T>
class Shape;

/// One property of an answer. There are a thousand, each with a getter of its own type. The getter is kept as bytes beside the
/// one function that knows what they are: a std::function of each would be ten functions to compile (decision 0040).
template <class T>
class Field {
 public:
  /// `get` is a member or a function of the subject; `what` is a sentence for the reference, where the name does not say enough.
  template <class Get>
  Field(const char* name, Get get, Message what = {}) {
    using V = Seen<Get>;
    if constexpr (requires(V v) { []<class S>(const Shown<S>&) {}(v); }) {
      property_ = detail::property(name, Value<typename decltype(V::value)::value_type>::schema(), std::move(what));
      property_.schema.is_required = false;
      keep(get, [](const void* kept, const T& subject, const std::string& key, boost::json::object& out) {
        using S = typename decltype(V::value)::value_type;
        if (const auto& shown = std::invoke(*static_cast<const Get*>(kept), subject); shown.value)
          out[key] = Value<S>::json(*shown.value);
      });
    } else {
      property_ = detail::property(name, Value<V>::schema(), std::move(what));
      keep(get, [](const void* kept, const T& subject, const std::string& key, boost::json::object& out) {
        out[key] = Value<V>::json(std::invoke(*static_cast<const Get*>(kept), subject));
      });
    }
  }
  /// An object, or a list of them, with a table of its own, which must live as long.
  template <class Get, class U>
  Field(const char* name, Get get, const Shape<U>& shape, Message what = {}) {
    struct Part {
      Get get;
      const Shape<U>* shape;
    };
    if constexpr (std::is_convertible_v<Seen<Get>, const U&>) {
      property_ = detail::property(name, shape.schema(), std::move(what));
      keep(Part{get, &shape}, [](const void* kept, const T& subject, const std::string& key, boost::json::object& out) {
        const auto& part = *static_cast<const Part*>(kept);
        out[key] = (*part.shape)(std::invoke(part.get, subject));
      });
    } else {
      property_ = detail::property(name, detail::list_schema(shape.schema()), std::move(what));
      keep(Part{get, &shape}, [](const void* kept, const T& subject, const std::string& key, boost::json::object& out) {
        const auto& part = *static_cast<const Part*>(kept);
        boost::json::array rows;
        for (const auto& row : std::invoke(part.get, subject)) rows.push_back((*part.shape)(row));
        out[key] = std::move(rows);
      });
    }
  }

  const Property& property() const { return property_; }
  void write(const T& subject, boost::json::object& out) const { write_(getter_.data(), subject, property_.name, out); }

 private:
  using Write = void (*)(const void* kept, const T& subject, const std::string& key, boost::json::object& out);
  template <class Get>
  using Seen = std::remove_cvref_t<std::invoke_result_t<Get, const T&>>;

  template <class Get>
  void keep(const Get& get, Write writer) {
    static_assert(std::is_trivially_copyable_v<Get> && sizeof(Get) <= room && alignof(Get) <= alignof(void*),
                  "a getter is a member, or a function that holds a pointer or two");
    std::memcpy(getter_.data(), &get, sizeof(Get));
    write_ = writer;
  }

  static constexpr std::size_t room = 4 * sizeof(void*);
  Property property_;
  alignas(void*) std::array<std::byte, room> getter_{};
  Write write_ = nullptr;
};

/// An object of an answer.
template <class T>
class Shape {
 public:
  Shape(const char* name, std::vector<Field<T>> fields) : fields_(std::move(fields)) {
    schema_.type = Schema::Type::object;
    schema_.name = name;
    for (const auto& field : fields_) schema_.properties.edit().push_back(field.property());
  }
  /// The properties of another table of a part of the subject, and more.
  template <class U, class Get>
  Shape(const char* name, const Shape<U>& base, Get part, std::vector<Field<T>> fields) : Shape(name, std::move(fields)) {
    base_ = [&base, part](const T& subject, boost::json::object& out) { base.write(std::invoke(part, subject), out); };
    const auto& inherited = base.schema().properties;
    auto& own = schema_.properties.edit();
    own.insert(own.begin(), inherited.begin(), inherited.end());
  }

  const Schema& schema() const { return schema_; }
  boost::json::object operator()(const T& subject) const {
    boost::json::object out;
    write(subject, out);
    return out;
  }
  void write(const T& subject, boost::json::object& out) const {
    if (base_) base_(subject, out);
    for (const auto& field : fields_) field.write(subject, out);
  }

 private:
  std::vector<Field<T>> fields_;
  std::function<void(const T&, boost::json::object&)> base_;
  Schema schema_;
};

/// {"id": …}: the answer of a write that gives nothing else.
const Shape<std::int64_t>& id_json();

// ---- Of a body: what a field of it may be. Not required unless it says so.

Schema text();
Schema email();
Schema date();
Schema time();  // "10:30"
Schema id();
Schema integer();
Schema yes_no();
Schema list_of(Schema items);
/// One of these words.
Schema one_of(std::vector<std::string> words);
template <class E>
Schema one_of() {
  return one_of(words_of_enum<E>());
}

/// One property of a body, read as forms write it: text, numbers and true or false become text, null and absent stay as the input
/// is born. A point in the name leads into an object ("name.es").
template <class T>
class Taken {
 public:
  using Read = std::function<void(const JsonFields&, T&)>;

  Taken(const char* path, std::string T::*member, Schema schema, Message what = {})
      : property_{path, std::move(schema), std::move(what)}, fallback_of_([member](const T& born) { return born.*member; }) {
    if (property_.schema.type == Schema::Type::list)
      read_ = [path, member](const JsonFields& body, T& into) { into.*member = body.lines(path); };
    else
      read_ = [path, member](const JsonFields& body, T& into) {
        if (auto value = body.get(path); !value.empty()) into.*member = std::move(value);
      };
  }
  Taken(const char* path, std::vector<std::string> T::*member, Schema schema, Message what = {})
      : property_{path, std::move(schema), std::move(what)},
        read_([path, member](const JsonFields& body, T& into) { into.*member = body.list(path); }) {}
  /// What needs more than one line to be read.
  Taken(const char* path, Read read, Schema schema, Message what = {})
      : property_{path, std::move(schema), std::move(what)}, read_(std::move(read)) {}

  void read(const JsonFields& body, T& into) const { read_(body, into); }
  /// As documented: with what the input is born with.
  Property property(const T& born) const {
    auto out = property_;
    if (fallback_of_) out.schema.fallback = fallback_of_(born);
    return out;
  }

 private:
  Property property_;
  std::function<std::string(const T&)> fallback_of_;
  Read read_;
};

/// true becomes `yes`, the word that forms send; everything else "".
template <class T>
Taken<T> flag(const char* path, std::string T::*member, const char* yes) {
  return {path, [=](const JsonFields& body, T& into) { into.*member = body.get(path) == "true" ? yes : ""; }, yes_no()};
}

/// Adds a property to an object, opening the objects that its name leads through.
void place(Schema& object, Property property);

/// A body that a handler reads. What it does not name is not looked at.
template <class T>
class Intake {
 public:
  /// `born` holds what counts where the body is silent.
  Intake(const char* name, std::vector<Taken<T>> fields, T born = {}) : fields_(std::move(fields)), born_(std::move(born)) {
    schema_.type = Schema::Type::object;
    schema_.name = name;
    for (const auto& field : fields_) place(schema_, field.property(born_));
  }

  const Schema& schema() const { return schema_; }
  /// Error: the body is no JSON object.
  Result<T> read(const http::Request& request) const {
    const auto body = TRY(JsonFields::read(request));
    T out = born_;
    for (const auto& field : fields_) field.read(body, out);
    return out;
  }

 private:
  std::vector<Taken<T>> fields_;
  T born_;
  Schema schema_;
};

}  // namespace alianza::feature
