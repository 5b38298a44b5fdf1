// "Shown by": a person whose marks stand everywhere asks for everything, is erased, and no mark is left in any byte of the
// database, of a new backup, or of the outbox; the chain of the audit still verifies. What approved acts must keep is told, and
// stays.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "features/adherences/actions.h"
#include "features/campaigns/actions.h"
#include "features/committees/actions.h"
#include "features/imports/actions.h"
#include "features/meetings/actions.h"
#include "features/minutes/actions.h"
#include "features/organizations/actions.h"
#include "features/privacy/actions.h"
#include "platform/audit/digest.h"
#include "platform/audit/sequencer.h"
#include "platform/audit/verify.h"
#include "platform/auth/sessions.h"
#include "platform/auth/tokens.h"
#include "platform/jobs/workers.h"
#include "platform/mail/delivery.h"
#include "platform/mail/mail.h"
#include "tests/access/house.h"
#include "tests/privacy/joined.h"

namespace alianza::privacy {
namespace {

using auth::Role;
using auth::Scope;
using membership::OrganizationId;

constexpr const char* name = "Marta Quiroz Marcador";
constexpr const char* address = "Marta.Marcador@firma-unica.example";
constexpr const char* address_key = "marta.marcador@firma-unica.example";
constexpr const char* phone = "55 4321 9876 ext 17";
constexpr const char* position = "Jefatura de marcas irrepetibles";
constexpr const char* agent = "NavegadorMarcador/7.3";
constexpr const char* network = "203.0.113.77";
constexpr const char* token = "clave marcadora";
constexpr const char* comment = "Comentario marcador: así no fue";
constexpr const char* refusal = "Motivo marcador de quien declina";
constexpr const char* words = "Palabras marcadoras de quien llega en silla";

/// What no byte may hold afterwards, in whatever case addresses are written.
const std::vector<std::string>& marks() {
  static const std::vector<std::string> list{
      name, "marta quiroz marcador", address, address_key, phone, position, agent, network, token, comment, refusal, words};
  return list;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string output_of(const std::string& command) {
  std::string out;
  std::array<char, 65536> buffer{};
  FILE* pipe = ::popen(command.c_str(), "r");
  ENSURE(pipe != nullptr);
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) out.append(buffer.data(), n);
  ENSURE(::pclose(pipe) == 0);
  return out;
}

class Erased : public testing::Test {
 protected:
  Erased()
      : folder_(std::filesystem::temp_directory_path() / ("privacy-" + id_to_text(new_random_id()))),
        key_((std::filesystem::create_directories(folder_), audit::SigningKey::load_or_create(folder_ / "audit.key").value())) {
    organization_ = *OrganizationId::parse(house_.own.names["organization"]);
    meeting_ = *meetings::MeetingId::parse(house_.own.names["meeting"]);
    make_account();
  }
  ~Erased() override { std::filesystem::remove_all(folder_); }

  void make_account() {
    const auto email = Email::parse(address).value();
    const auto account = app().write([&](db::Tx& tx) { return auth::create_account(tx, {email, name, Lang::es, {}, false}); });
    marta_.account = account.id;
    marta_.name = name;
    app().appoint(marta_, Scope::agency(house_.own.agency.value()), Role::secretariat);
    app().appoint(marta_, Scope::organization(organization_.value()), Role::representative);
    app().write([&](db::Tx& tx) -> Done {
      auth::open_session(tx, account.id, network, agent);
      TRY(auth::create_token(tx, {account.id, token, {"read"}, 90}));
      return accept(tx, act(), house_.own.agency, "1");
    });
    static_cast<void>(auth::sign_in(app().db(), app().site().gate.seal(), {address, "no es esta", network, agent, {}}));
  }

  test::TestApp& app() { return house_.app; }
  feature::Act act() { return {marta_, "test", nullptr}; }
  feature::Act convener() { return house_.own.convener; }
  membership::AllianceId alliance() { return house_.own.alliance; }

  /// A contact of the directory and the rows of a sheet.
  void work_somewhere() {
    app().write([&](db::Tx& tx) {
      return organizations::add_contact(tx, convener(), alliance(), organization_, {name, address, phone, position, "contact"},
                                        app().today().text());
    });
    const std::string sheet =
        "Nombre,Contacto,Correo,Teléfono\nMolinos Únicos," + std::string(name) + "," + address + "," + phone + "\n";
    ASSERT_TRUE(imports::upload(app().db(), act(), alliance(), {"contactos.csv", sheet, ""}));
    ASSERT_TRUE(jobs::run_due(app().db(), app().site().jobs));
  }

  /// An invitation that was answered with a reason.
  void decline() {
    organizations::CountMemory memory;
    auto input = campaigns::first_input();
    input.name = "Marcada";
    input.deadline = app().today().plus_days(30).text();
    input.reply_to = address;
    campaigns::RecipientsInput list;
    list.how = "list";
    list.addresses = address;
    app().write([&](db::Tx& tx) -> Done {
      // It takes part already: of what is invited there is another one.
      const auto other = organizations::add(tx, convener(), house_.own.agency, profile("Faros Únicos"), {}, app().today());
      TRY(organizations::add_contact(tx, convener(), alliance(), other.id, {name, address, phone, position, "contact"},
                                     app().today().text()));
      return {};
    });
    const auto sent = app().write([&](db::Tx& tx) -> Result<campaigns::Invitation> {
      const auto campaign = TRY(campaigns::plan(tx, convener(), alliance(), input));
      TRY(campaigns::choose(tx, memory, convener(), alliance(), campaign.id, list));
      TRY(campaigns::start(tx, convener(), alliance(), campaign.id, "http://alianza.test"));
      TRY(campaigns::send_batch(tx, campaign.id, "http://alianza.test", 10));
      return TRY(campaigns::invitations(tx, convener().actor, alliance(), campaign.id, {})).rows.at(0);
    });
    const auto secret = app().write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(tx, {house_.own.agency.value(), campaigns::link_purpose, sent.id.value(), sent.email, name,
                                   tx.now() + std::chrono::hours(24)});
    });
    const auto link = *auth::find_link(app().db(), campaigns::link_purpose, secret, network);
    app().write([&](db::Tx& tx) { return campaigns::decline(tx, {}, link, refusal); });
  }

  organizations::Profile profile(const std::string& called) {
    organizations::Profile p;
    p.name = called;
    return p;
  }

  /// Office, attendance, words in a draft, an agreement to see to.
  void take_part() {
    app().write([&](db::Tx& tx) -> Done {
      TRY(committees::appoint(
          tx, convener(), alliance(), *committees::CommitteeId::parse(house_.own.names["committee"]),
          {"president", name, organization_.text(), address, "2026-02-15", std::string("Oficio de ") + name}));
      meetings::AttendanceInput came;
      came.person = name;
      TRY(meetings::register_attendance(tx, convener(), alliance(), meeting_, organization_, came));
      const auto section = *minutes::SectionId::parse(house_.own.names["section"]);
      TRY(minutes::save_section(tx, act(), alliance(), meeting_, section, std::string("Habló ") + name + " (" + address + ").",
                                "1"));
      TRY(minutes::agree(tx, act(), alliance(), meeting_, {{}, "Enviar el informe", organization_.text(), name, {}, {}}));
      TRY(minutes::change_state(tx, act(), alliance(), meeting_, "review", "Lo pide la dirección"));
      TRY(minutes::comment(tx, act(), alliance(), meeting_, section.text(), comment));
      TRY(minutes::assent(tx, act(), alliance(), meeting_, organization_.text()));
      meetings::make_feed(tx, act(), alliance(), Lang::es);
      return {};
    });
  }

  void plant() {
    decline();
    work_somewhere();
    take_part();
    links_ = plant_joined(house_, {act(), name, address, position, words}, organization_);
    ASSERT_TRUE(audit::sequence_now(app().db(), key_));
  }

  Told handed_over() {
    return app().write([&](db::Tx& tx) { return hand_over(app().site(), tx, act(), {}); });
  }

  /// What the jobs do afterwards: the last letter leaves, and the traces go.
  void finish() {
    app().site().jobs.add(mail::keeping());
    ASSERT_TRUE(jobs::run_due(app().db(), app().site().jobs));
    ASSERT_TRUE(jobs::run_due(app().db(), app().site().jobs));
  }

  /// Every byte that is kept: the files of SQLite, a dump of PostgreSQL, a new backup.
  std::string everything() {
    const auto backup = (folder_ / id_to_text(new_random_id())).string();
    EXPECT_TRUE(app().db().backup(backup));
    if (app().db().engine() == db::Engine::postgres) return output_of("pg_restore -f - '" + backup + "'");
    const auto path = app().db().url().substr(std::string_view("sqlite:").size());
    return bytes_of(path) + bytes_of(path + "-wal") + bytes_of(backup);
  }

  access::House house_;
  std::filesystem::path folder_;
  audit::SigningKey key_;
  auth::Actor marta_;
  OrganizationId organization_;
  meetings::MeetingId meeting_;
  OpenLinks links_;
};

bool holds(const std::string& bytes, const std::string& mark) { return bytes.find(mark) != std::string::npos; }

/// Where it stands, for whoever looks for the column that was forgotten.
std::string around(const std::string& bytes, const std::string& mark) {
  const auto at = bytes.find(mark);
  if (at == std::string::npos) return {};
  auto out = bytes.substr(at - std::min<std::size_t>(at, 200), 400);
  std::replace_if(
      out.begin(), out.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return ": " + out;
}

TEST_F(Erased, is_told_everything_first) {
  plant();
  const auto told = handed_over();
  std::string all;
  for (const auto& row : told.rows)
    for (const auto& fact : row.facts) all += fact.value + "\n";
  for (const auto* mark : {name, address, phone, position, agent, network, token, comment, refusal, words})
    EXPECT_TRUE(holds(all, mark)) << mark;
}

TEST_F(Erased, leaves_no_mark_in_any_byte) {
  plant();
  const auto before = everything();
  for (const auto& mark : {std::string(name), std::string(address), std::string(comment), std::string(refusal)})
    EXPECT_TRUE(holds(before, mark)) << mark;  // or the search would find nothing for a wrong reason
  const auto told = app().write([&](db::Tx& tx) { return erase(app().site(), tx, act(), {}); });
  EXPECT_GT(told.count(feature::Fate::goes), 3);
  finish();
  const auto after = everything();
  for (const auto& mark : marks()) EXPECT_FALSE(holds(after, mark)) << mark << around(after, mark);
  ASSERT_TRUE(audit::sequence_now(app().db(), key_));
  const auto report = audit::verify(app().db());
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->ok());
  EXPECT_TRUE(app().db().verify());
}

TEST_F(Erased, cannot_come_back_in) {
  plant();
  auto& client = app().client(marta_);
  EXPECT_EQ(client.get("/account/data").status, 200);
  app().write([&](db::Tx& tx) { return erase(app().site(), tx, act(), {}); });
  EXPECT_NE(client.get("/account/data").status, 200);
  EXPECT_FALSE(auth::sign_in(app().db(), app().site().gate.seal(), {address, "cualquiera", "", "", {}}));
}

TEST_F(Erased, has_no_open_links_and_no_subscription_any_more) {
  plant();
  const auto opens = [&](const std::string& path) { return app().visitor().get(path).status; };
  EXPECT_EQ(opens("/seats/" + links_.seat), 200);
  EXPECT_EQ(opens("/applications/" + links_.application), 200);
  app().write([&](db::Tx& tx) { return erase(app().site(), tx, act(), {}); });
  EXPECT_EQ(opens("/seats/" + links_.seat), 410);
  EXPECT_EQ(opens("/applications/" + links_.application), 410);
  const auto left = app().read([](db::Tx& tx) -> Result<std::int64_t> {
    return *tx.one<std::int64_t>(
        "SELECT (SELECT count(*) FROM bulletin_subscriptions WHERE email_key = :key) + (SELECT count(*) "
        "FROM mail_unsubscriptions WHERE email_folded = :key)",
        {{"key", address_key}});
  });
  EXPECT_EQ(left, 0);
}

TEST_F(Erased, by_one_of_two_agencies_holds_no_seat_there) {
  plant();
  app().appoint(marta_, Scope::agency(house_.foreign.agency.value()), Role::auditor);
  const Wish wish{house_.own.agency, address, "Solicitud del 2 de marzo, folio 7"};
  app().clock().advance(std::chrono::hours(48));
  app().write([&](db::Tx& tx) { return erase(app().site(), tx, convener(), wish); });
  const auto rows = app().read([&](db::Tx& tx) {
    return Result<std::vector<auth::Appointment>>(auth::appointments_of(tx, marta_.account, app().today()));
  });
  for (const auto& row : rows) EXPECT_NE(row.scope.kind, auth::ScopeKind::organization);
}

TEST_F(Erased, stays_in_what_was_approved_and_is_told_so) {
  plant();
  app().write([&](db::Tx& tx) { return minutes::change_state(tx, convener(), alliance(), meeting_, "approved", ""); });
  const auto told = app().write([&](db::Tx& tx) { return erase(app().site(), tx, act(), {}); });
  EXPECT_GT(told.count(feature::Fate::stays), 0);
  for (const auto& row : told.rows) EXPECT_EQ(row.fate == feature::Fate::stays, !row.ground.empty());
  finish();
  const auto kept = app().read([&](db::Tx& tx) { return Result<minutes::Minutes>(*minutes::newest(tx, meeting_)); });
  EXPECT_TRUE(holds(kept.canonical, name));
  EXPECT_EQ(audit::sha256_hex(kept.canonical), kept.digest);
  const auto after = everything();
  for (const auto* mark : {phone, position, agent, network, token, comment, refusal, words})
    EXPECT_FALSE(holds(after, mark)) << mark;
}

TEST_F(Erased, is_refused_while_they_direct_an_agency) {
  app().appoint(marta_, Scope::agency(house_.own.agency.value()), Role::director);
  const auto done = app().db().write([&](db::Tx& tx) { return erase(app().site(), tx, act(), {}); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::conflict);
}

TEST_F(Erased, by_an_agency_leaves_what_another_agency_keeps) {
  plant();
  app().appoint(marta_, Scope::agency(house_.foreign.agency.value()), Role::auditor);
  const Wish wish{house_.own.agency, address, "Solicitud del 2 de marzo, folio 7"};
  const auto told = app().write([&](db::Tx& tx) { return erase(app().site(), tx, convener(), wish); });
  EXPECT_EQ(told.subject.account_fate, feature::Subject::Account::stays);
  const auto account = app().read([&](db::Tx& tx) { return Result<auth::Account>(*auth::find_account(tx, marta_.account)); });
  EXPECT_EQ(account.name, name);
  finish();
  const auto again = app().read([&](db::Tx& tx) { return look(app().site(), tx, convener(), wish); });
  EXPECT_EQ(again.count(feature::Fate::goes), 0);
}

TEST_F(Erased, is_nobody_to_an_agency_that_keeps_nothing_of_them) {
  plant();
  const auto other = app().act(app().person("other"));  // directs another agency
  const Wish wish{house_.foreign.agency, address, "Solicitud del 2 de marzo, folio 7"};
  for (const auto& done : {app().db().write([&](db::Tx& tx) { return erase(app().site(), tx, other, wish); }),
                           app().db().write([&](db::Tx& tx) { return hand_over(app().site(), tx, other, wish); })}) {
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().fields.at(0).field, "email");
  }
  const auto account = app().read([&](db::Tx& tx) { return Result<auth::Account>(*auth::find_account(tx, marta_.account)); });
  EXPECT_EQ(account.name, name);
}

TEST_F(Erased, is_done_by_the_director_alone_and_with_a_reason) {
  plant();
  const auto secretariat = app().act(app().person("sec"));
  const Wish wish{house_.own.agency, address, "Solicitud del 2 de marzo, folio 7"};
  const auto refused = app().db().write([&](db::Tx& tx) { return erase(app().site(), tx, secretariat, wish); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::forbidden);
  const auto wordless = app().db().write([&](db::Tx& tx) {
    return erase(app().site(), tx, convener(), {wish.agency, address, ""});
  });
  ASSERT_FALSE(wordless);
  EXPECT_EQ(wordless.error().fields.at(0).field, "reason");
  EXPECT_TRUE(app().db().write([&](db::Tx& tx) { return hand_over(app().site(), tx, secretariat, wish); }));
}

}  // namespace
}  // namespace alianza::privacy
