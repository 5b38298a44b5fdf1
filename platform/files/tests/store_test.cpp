#include "platform/files/tests/house.h"
#include "platform/files/verify.h"

namespace alianza::files {
namespace {

constexpr const char* digest_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";  // FIPS 180-2

TEST(FileStore, NamesAContentByItsSha256AndGivesItBack) {
  House house;
  auto writer = *house.store.begin();
  ASSERT_TRUE(writer.write("a"));
  ASSERT_TRUE(writer.write("bc"));
  const auto kept = *writer.finish();
  EXPECT_EQ(kept.digest.text(), digest_of_abc);
  EXPECT_EQ(kept.bytes, 3);
  EXPECT_EQ(house.read(kept.digest), "abc");
  const std::string large(200'000, 'x');
  EXPECT_EQ(house.read(house.put(large).digest), large);
}

TEST(FileStore, KeepsTheSameContentOnce) {
  House house;
  EXPECT_EQ(house.put("abc").digest, house.put("abc").digest);
  EXPECT_EQ(house.files_on_disk(), 1);
}

TEST(FileStore, LeavesNothingOfAFileThatWasNotFinished) {
  House house;
  {
    auto writer = *house.store.begin();
    ASSERT_TRUE(writer.write("half"));
    EXPECT_EQ(house.files_on_disk(), 1);
  }
  EXPECT_EQ(house.files_on_disk(), 0);
}

TEST(FileStore, SaysWhenAFolderCannotBeWritten) {
  House house;
  std::ofstream(house.scratch.folder() + "/taken") << "a file where the folder should be";
  const auto put = Store(house.scratch.folder() + "/taken").put("abc");
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().fault, Fault::unavailable);
  EXPECT_EQ(house.store.open(*Digest::parse(digest_of_abc)).error().fault, Fault::not_found);
  EXPECT_EQ(house.store.open({}).error().fault, Fault::not_found);
}

TEST(FileStore, ReadsOnlyDigestsAsNames) {
  for (const auto* text : {"", "..", "../../etc/passwd", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"})
    EXPECT_FALSE(Digest::parse(text)) << text;
}

TEST(FileSweep, TakesAwayOnlyWhatNobodyNeedsAndIsOlderThanADay) {
  House house;
  const auto needed = house.put("needed");
  const auto orphan = house.put("orphan");
  house.use(needed, 1);
  EXPECT_EQ(house.sweep().files, 0) << "a writer may be about to use it";
  house.next_day();
  EXPECT_EQ(house.sweep().files, 1);
  EXPECT_EQ(house.read(needed.digest), "needed");
  EXPECT_EQ(house.read(orphan.digest), "");
}

TEST(FileSweep, SparesAnOrphanThatSomebodySendsAgain) {
  House house;
  const auto orphan = house.put("orphan");
  house.next_day();
  house.put("orphan");
  EXPECT_EQ(house.sweep().files, 0);
  EXPECT_EQ(house.read(orphan.digest), "orphan");
}

TEST(FileSweep, TakesAFileANightAfterItsRowAndNotWhileAnotherNeedsIt) {
  House house;
  const auto kept = house.put("shared");
  house.use(kept, 1);
  house.use(kept, 2);
  house.use(kept, 2);
  house.release(kept, 1);
  house.next_day();
  EXPECT_EQ(house.sweep().rows, 0) << "the second use remains";
  house.release(kept, 2);
  EXPECT_EQ(house.sweep().rows, 0) << "released just now";
  house.next_day();
  const auto first = house.sweep();
  EXPECT_EQ(first.rows, 1);
  EXPECT_EQ(first.files, 0) << "a backup may have begun before";
  house.next_day();
  EXPECT_EQ(house.sweep().files, 1);
  EXPECT_EQ(house.files_on_disk(), 0);
}

TEST(FileSweep, KeepsWhatIsUsedAgainBeforeItGoes) {
  House house;
  const auto kept = house.put("again");
  house.use(kept, 1);
  house.release(kept, 1);
  house.use(kept, 3);
  house.next_day();
  house.sweep();
  house.next_day();
  house.sweep();
  EXPECT_EQ(house.read(kept.digest), "again");
}

TEST(FileSweep, TakesWhatWasBegunAndNeverFinished) {
  House house;
  std::filesystem::create_directories(house.folder / "incoming");
  std::ofstream(house.folder / "incoming" / "left") << "a server died here";
  EXPECT_EQ(house.sweep().unfinished, 0);
  house.scratch.clock().set(*Instant::parse("2199-01-01T00:00:00.000000Z"));  // the file has the machine's own time
  EXPECT_EQ(house.sweep().unfinished, 1);
}

TEST(FileVerify, NamesWhatIsMissingAndWhatIsDamaged) {
  House house;
  const auto sound = house.put("sound");
  const auto damaged = house.put("damaged");
  const auto missing = house.put("missing");
  for (const auto& kept : {sound, damaged, missing}) house.use(kept, 1);
  EXPECT_TRUE(verify(house.scratch.db(), house.store)->ok());
  std::ofstream(house.path_of(damaged.digest), std::ios::trunc) << "dAmaged";
  std::filesystem::remove(house.path_of(missing.digest));
  const auto found = *verify(house.scratch.db(), house.store);
  EXPECT_EQ(found.files, 3);
  EXPECT_EQ(found.damaged, std::vector<Digest>{damaged.digest});
  EXPECT_EQ(found.missing, std::vector<Digest>{missing.digest});
  house.put("damaged");
  house.put("missing");
  EXPECT_TRUE(verify(house.scratch.db(), house.store)->ok()) << "the same content sent again heals it";
}

TEST(FileVerify, HasNothingToSayOfADatabaseOfBeforeTheFiles) {
  test::Scratch scratch;
  const auto found = verify(scratch.db(), Store(scratch.folder() + "/files"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->files, 0);
}

}  // namespace
}  // namespace alianza::files
