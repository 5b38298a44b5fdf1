#include "features/demo/demo_synthetic.h"

#include <filesystem>
#include <fstream>

#include "features/agencies/actions.h"
#include "features/demo/tests/loaded.h"
#include "features/meetings/actions.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "features/portal/open_data_actions.h"
#include "features/results/actions.h"

namespace alianza::demo {
namespace {

class Sample : public Loaded {
 protected:
  void SetUp() override {
    alliance_ = app().read([](db::Tx& tx) { return alliances::find_published(tx, "muestra"); });
    ASSERT_TRUE(alliance_);
  }
  const alliances::Alliance& alliance() const { return *alliance_; }

 private:
  std::optional<alliances::Alliance> alliance_;
};

TEST(Firms, the_same_seed_gives_the_same_organisations) {
  Firms a(5);
  Firms b(5);
  Firms other(6);
  int different = 0;
  for (int i = 0; i < 500; ++i) {
    const auto one = a.next();
    const auto two = b.next();
    EXPECT_EQ(one.profile, two.profile);
    EXPECT_EQ(one.sdgs, two.sdgs);
    EXPECT_EQ(one.status, two.status);
    EXPECT_EQ(one.joined_days_ago, two.joined_days_ago);
    if (one.profile.name != other.next().profile.name) ++different;
  }
  EXPECT_GT(different, 400);
}

TEST(Firms, no_name_comes_twice_and_every_type_comes) {
  Firms firms(1);
  std::set<std::string> names;
  std::set<organizations::OrganizationType> types;
  std::set<membership::Status> statuses;
  for (int i = 0; i < 20'000; ++i) {
    const auto firm = firms.next();
    EXPECT_TRUE(names.insert(firm.profile.name).second) << firm.profile.name;
    types.insert(firm.profile.type);
    statuses.insert(firm.status);
  }
  EXPECT_EQ(types.size(), organizations::organization_types().size());
  EXPECT_EQ(statuses.size(), 4u);
}

TEST(Firms, every_profile_is_one_that_a_person_could_have_registered) {
  Firms firms(3);
  for (int i = 0; i < 2'000; ++i) {
    const auto firm = firms.next();
    const auto checked = organizations::parse(organizations::as_input(firm.profile, 1));
    std::string wrong;
    if (!checked)
      for (const auto& field : checked.error().fields) wrong += field.field + " ";
    EXPECT_TRUE(checked) << firm.profile.name << ": " << wrong;
  }
}

TEST(Firms, mail_and_web_addresses_are_of_domains_that_cannot_exist) {
  Firms firms(4);
  for (int i = 0; i < 500; ++i) {
    const auto firm = firms.next();
    EXPECT_TRUE(firm.profile.website.ends_with(".example/"));
    if (firm.contact) {
      EXPECT_TRUE(firm.contact->email.ends_with(".example")) << firm.contact->email;
      EXPECT_TRUE(Email::parse(firm.contact->email)) << firm.contact->email;
    }
    if (!firm.profile.rfc.empty()) {
      EXPECT_TRUE(firm.profile.rfc.starts_with("XXE"));
    }
  }
}

TEST_F(Sample, is_as_large_as_was_asked_with_all_statuses) {
  const auto today = app().today();
  std::size_t all = 0;
  for (const auto status :
       {membership::Status::invited, membership::Status::active, membership::Status::suspended, membership::Status::withdrawn}) {
    const auto ids = app().read([&](db::Tx& tx) { return membership::with_status_on(tx, alliance().id, status, today); });
    EXPECT_GT(ids.size(), 0u);
    all += ids.size();
  }
  EXPECT_EQ(all, 60u);
}

TEST_F(Sample, has_committees_with_officers_meetings_past_and_to_come) {
  const auto today = app().today();
  app().read([&](db::Tx& tx) {
    const auto bodies = committees::of_alliance(tx, alliance().id);
    EXPECT_EQ(bodies.size(), 6u) << "five committees and a council, which nobody presides";
    int succeeded = 0;
    for (const auto& body : bodies) {
      if (body.committee.kind == committees::Kind::council) continue;
      const auto book = committees::book(tx, body.committee.id);
      EXPECT_NE(committees::holder_on(book.appointments, committees::Office::president, today), nullptr);
      EXPECT_NE(committees::holder_on(book.appointments, committees::Office::secretary, today), nullptr);
      for (const auto& appointment : book.appointments) succeeded += appointment.until ? 1 : 0;
    }
    EXPECT_GT(succeeded, 0);
    meetings::Filter upcoming;
    upcoming.when = meetings::When::upcoming;
    EXPECT_GT(meetings::count(tx, alliance().id, upcoming, today), 4);
    std::set<std::string> titles;
    int sessions = 0;
    int with_attendance = 0;
    int cancelled = 0;
    meetings::each(tx, alliance().id, {}, today, [&](const meetings::Listed& row) {
      with_attendance += row.turnout.organizations > 0 ? 1 : 0;
      cancelled += row.meeting.state == meetings::State::cancelled ? 1 : 0;
      EXPECT_FALSE(row.meeting.title.en.empty()) << row.meeting.title.es;
      EXPECT_NE(row.meeting.on->weekday(), 0U) << "nobody meets on a Sunday: " << row.meeting.title.es;
      EXPECT_NE(row.meeting.on->weekday(), 6U) << row.meeting.title.es;
      EXPECT_EQ(row.meeting.title.es.find('{'), std::string::npos) << row.meeting.title.es;
      titles.insert(row.meeting.title.es);
      ++sessions;
    });
    EXPECT_GT(titles.size() * 10, static_cast<std::size_t>(sessions) * 6) << "most say what they are about";
    EXPECT_GT(with_attendance, 20);
    EXPECT_EQ(cancelled, 1);
  });
}

TEST_F(Sample, every_account_can_sign_in_and_the_page_lists_it) {
  const auto page = app().visitor().get("/sign-in");
  for (const auto& account : accounts()) EXPECT_TRUE(page.contains(account.email)) << account.email;
  EXPECT_TRUE(page.contains(std::string(password())));
  for (const auto& account : {accounts().front(), accounts().back()}) {
    http::TestClient client(app().router());
    const auto answer = client.submit_from("/sign-in", "/sign-in",
                                           {{"email", account.email}, {"password", std::string(password())}, {"next", ""}});
    EXPECT_EQ(answer.status, 303) << account.email;
  }
}

TEST_F(Sample, its_result_books_are_the_same_when_counted_by_another_program) {
  const auto folder = std::filesystem::temp_directory_path() / ("alianza-demo-" + id_to_text(new_random_id()));
  std::filesystem::create_directory(folder);
  const auto actor = app().read([](db::Tx& tx) -> Result<auth::Actor> {
    auth::Actor out;
    out.account = auth::find_account(tx, *Email::parse("secretariado@muestra.example")).value().id;
    return out;
  });
  const auto keep = [&](const char* name, const std::string& path) {
    std::ofstream(folder / name) << app().client(actor).get(path).body;
    return (folder / name).string();
  };
  const auto all =
      app().read([&](db::Tx& tx) -> Result<std::vector<surveys::Survey>> { return surveys::of_alliance(tx, alliance().id); });
  EXPECT_EQ(all.size(), 3U);
  for (const auto& survey : all) {
    const auto at = "/alliances/" + alliance().id.text() + "/surveys/" + survey.id.text();
    const auto command = "python3 -B tools/recompute_results.py '" + keep("answers.json", at + "/answers.json") + "' '" +
                         keep("book.json", at + "/results.json") + "' >&2";
    EXPECT_EQ(std::system(command.c_str()), 0) << survey.title.es;
  }
  EXPECT_EQ(
      app()
          .read([&](db::Tx& tx) -> Result<std::vector<results::Consensus>> { return results::consensuses(tx, alliance().id); })
          .size(),
      1U);
  std::filesystem::remove_all(folder);
}

TEST_F(Sample, each_account_stands_where_its_role_says) {
  const auto standing = [&](const char* email) {
    return app().read([&](db::Tx& tx) {
      const auto account = auth::find_account(tx, *Email::parse(email)).value();
      auth::Actor actor;
      actor.account = account.id;
      return membership::standing(tx, actor, alliance().agency, alliance().id, app().today());
    });
  };
  EXPECT_TRUE(standing("direccion@muestra.example").directs());
  EXPECT_TRUE(standing("secretariado@muestra.example").convenes());
  EXPECT_TRUE(standing("representante@muestra.example").has_seat(membership::Status::active));
  EXPECT_TRUE(standing("suspendida@muestra.example").has_seat(membership::Status::suspended));
  EXPECT_TRUE(standing("invitada@muestra.example").has_seat(membership::Status::invited));
  EXPECT_TRUE(standing("retirada@muestra.example").has_seat(membership::Status::withdrawn));
  EXPECT_FALSE(standing("retirada@muestra.example").reads_as_member());
}

TEST_F(Sample, every_page_says_that_the_data_are_synthetic) {
  for (const auto& [path, html] : pages("/p/muestra"))
    EXPECT_NE(words_of(html).find("Datos sintéticos"), std::string::npos) << path;
  EXPECT_TRUE(app().visitor().get("/p/muestra/data/organizations.csv").contains("Datos sintéticos"));
}

TEST_F(Sample, no_person_is_named_in_public) {
  std::vector<std::string> names;
  for (const auto& account : accounts()) names.push_back(account.name);
  for (const auto& [path, html] : pages("/p/muestra"))
    for (const auto& name : names) EXPECT_EQ(html.find(name), std::string::npos) << path;
}

TEST_F(Sample, a_draft_of_its_record_is_not_public) {
  for (const auto& [path, html] : pages("/p/muestra"))
    EXPECT_EQ(html.find("Primer proyecto estructurado"), std::string::npos) << path;
}

TEST_F(Sample, tells_bulletins_experiences_and_a_glossary_and_keeps_what_waits_for_itself) {
  auto& visitor = app().visitor();
  const auto bulletins = visitor.get("/p/muestra/bulletins");
  EXPECT_TRUE(bulletins.contains("Se constituyó la Alianza de muestra"));
  EXPECT_FALSE(bulletins.contains("Boletín 2"));
  EXPECT_TRUE(visitor.get("/p/muestra/bulletins.atom").contains("Datos sintéticos"));
  // With accents or without.
  for (const auto* words : {"formacion", "FORMACIÓN", "formación dual"})
    EXPECT_TRUE(visitor.get(http::Url("/p/muestra/experiences").with("q", words).text()).contains("Formación dual")) << words;
  EXPECT_FALSE(visitor.get("/p/muestra/experiences?sdg=7").contains("Formación dual"));
  EXPECT_FALSE(visitor.get("/p/muestra/experiences").contains("Compras a cooperativas"));
  const auto glossary = visitor.get("/p/muestra/terms");
  EXPECT_TRUE(glossary.contains("Empresa de hasta 250 personas"));
  EXPECT_TRUE(glossary.contains("Empresa de hasta cien personas"));
}

TEST(Loading, refuses_a_database_with_an_agency_of_somebodys_own) {
  test::TestApp app(every_feature());
  app.write([](db::Tx& tx) {
    const agencies::Colours colours;
    return agencies::create(
        tx, feature::Act::system("test"),
        {"propia", "Propia", "", "P", "MX", "America/Mexico_City", colours.brand, colours.deep, colours.soft});
  });
  const auto done = load(app.db(), {1, 40}, [](const std::string&) {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::invalid);
}

TEST(Loading, tells_that_an_earlier_one_was_cut_off) {
  test::TestApp app(every_feature());
  app.write([](db::Tx& tx) { return make_alliance(tx, 1); });
  EXPECT_FALSE(load(app.db(), {1, 40}, [](const std::string&) {}));
}

}  // namespace
}  // namespace alianza::demo
