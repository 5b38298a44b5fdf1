// Agenda, breakout groups and calendar addresses of meetings.
#include "features/meetings/store.h"

namespace alianza::meetings::store {
namespace {

struct ItemRow {
  MeetingId meeting;
  AgendaItem item;
  template <class V>
  static void columns(V& v, ItemRow& r) {
    v(r.meeting, r.item.id, r.item.title, r.item.minutes);
  }
};

struct GroupRow {
  Group g;
  template <class V>
  static void columns(V& v, GroupRow& r) {
    v(r.g.id, r.g.name, r.g.topic, r.g.reporter, r.g.result);
  }
};

struct FeedRow {
  Feed f;
  template <class V>
  static void columns(V& v, FeedRow& r) {
    v(r.f.alliance, r.f.account, r.f.lang, r.f.created_at);
  }
};

std::optional<Feed> take(std::optional<FeedRow> row) {
  if (!row) return std::nullopt;
  return row->f;
}

}  // namespace

void replace_agenda(db::Tx& tx, const Meeting& m, const std::vector<AgendaItem>& items) {
  tx.exec("DELETE FROM agenda_items WHERE meeting_id = :meeting", {{"meeting", m.id}});
  int ordinal = 0;
  for (const auto& item : items)
    tx.exec(
        "INSERT INTO agenda_items (id, agency_id, meeting_id, ordinal, title, minutes) VALUES (:id, :agency, :meeting, :ordinal, "
        ":title, :minutes)",
        {{"id", AgendaItemId::make()},
         {"agency", m.agency},
         {"meeting", m.id},
         {"ordinal", ++ordinal},
         {"title", item.title},
         {"minutes", item.minutes}});
}

std::vector<AgendaItem> agenda(db::Tx& tx, MeetingId id) {
  auto found = agendas(tx, {id});
  return found.empty() ? std::vector<AgendaItem>() : std::move(found.begin()->second);
}

std::map<MeetingId, std::vector<AgendaItem>> agendas(db::Tx& tx, const std::vector<MeetingId>& ids) {
  std::map<MeetingId, std::vector<AgendaItem>> out;
  for (auto& row : tx.all<ItemRow>(
           "SELECT meeting_id, id, title, minutes FROM agenda_items WHERE meeting_id IN (:ids...) ORDER BY meeting_id, ordinal",
           {{"ids", db::list(ids)}}))
    out[row.meeting].push_back(std::move(row.item));
  return out;
}

GroupId insert_group(db::Tx& tx, const Meeting& m, const Group& group) {
  const auto id = GroupId::make();
  tx.exec(
      "INSERT INTO breakout_groups (id, agency_id, meeting_id, name, name_folded, topic) VALUES (:id, :agency, :meeting, :name, "
      ":folded, :topic)",
      {{"id", id},
       {"agency", m.agency},
       {"meeting", m.id},
       {"name", group.name},
       {"folded", fold(group.name)},
       {"topic", group.topic}});
  return id;
}

void report_group(db::Tx& tx, MeetingId meeting, GroupId id, const GroupResult& result) {
  tx.exec("UPDATE breakout_groups SET reporter = :reporter, result = :result WHERE id = :id AND meeting_id = :meeting",
          {{"reporter", result.reporter}, {"result", result.result}, {"id", id}, {"meeting", meeting}});
}

void delete_group(db::Tx& tx, MeetingId meeting, GroupId id) {
  tx.exec("DELETE FROM breakout_groups WHERE id = :id AND meeting_id = :meeting", {{"id", id}, {"meeting", meeting}});
}

std::vector<Group> groups(db::Tx& tx, MeetingId id) {
  std::vector<Group> out;
  for (auto& row : tx.all<GroupRow>("SELECT id, name, topic, reporter, result FROM breakout_groups WHERE meeting_id = :id ORDER "
                                    "BY name_folded LIMIT :most",
                                    {{"id", id}, {"most", most_groups}}))
    out.push_back(std::move(row.g));
  return out;
}

void put_feed(db::Tx& tx, AgencyId agency, const Feed& feed, const std::string& secret_hash) {
  tx.exec(
      "INSERT INTO calendar_feeds (id, agency_id, alliance_id, account_id, secret_hash, lang, created_at) "
      "VALUES (:id, :agency, :alliance, :account, :hash, :lang, :at) ON CONFLICT (alliance_id, account_id) DO UPDATE SET "
      "secret_hash = excluded.secret_hash, lang = excluded.lang, created_at = excluded.created_at",
      {{"id", Id<struct FeedTag>::make()},
       {"agency", agency},
       {"alliance", feed.alliance},
       {"account", feed.account},
       {"hash", secret_hash},
       {"lang", feed.lang},
       {"at", tx.now()}});
}

void delete_feed(db::Tx& tx, AllianceId alliance, auth::AccountId account) {
  tx.exec("DELETE FROM calendar_feeds WHERE alliance_id = :alliance AND account_id = :account",
          {{"alliance", alliance}, {"account", account}});
}

std::optional<Feed> find_feed(db::Tx& tx, const std::string& secret_hash) {
  return take(tx.one<FeedRow>("SELECT alliance_id, account_id, lang, created_at FROM calendar_feeds WHERE secret_hash = :hash",
                              {{"hash", secret_hash}}));
}

std::optional<Feed> feed_of(db::Tx& tx, AllianceId alliance, auth::AccountId account) {
  return take(
      tx.one<FeedRow>("SELECT alliance_id, account_id, lang, created_at FROM calendar_feeds WHERE alliance_id = :alliance AND "
                      "account_id = :account",
                      {{"alliance", alliance}, {"account", account}}));
}

}  // namespace alianza::meetings::store
