package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataIdentityTest {
  /** {@code printf abc | sha256sum}. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** As sources sum up what they read: a file by its name, those of a folder by their paths. */
  private static DataIdentity read(Path path) throws IOException {
    boolean isFolder = Files.isDirectory(path);
    List<FileSum> sums = new ArrayList<>();
    try (Stream<Path> below = Files.walk(path)) {
      for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Path name = isFolder ? path.relativize(file) : file.getFileName();
        String sha256 = HexFormat.of().formatHex(FileSum.newDigest().digest(bytes));
        sums.add(new FileSum(name.toString().replace('\\', '/'), bytes.length, sha256));
      }
    }
    return DataIdentity.of(sums);
  }

  private List<String> differences(DataIdentity before) throws IOException {
    DataIdentity now = read(folder);
    assertFalse(before.isSameContent(now));
    return new DataChange(before, now).differences();
  }

  @Test
  void aFileIsItsSizeAndItsSha256() throws IOException {
    DataIdentity file = read(write("a.txt", "abc"));
    assertEquals(new DataIdentity(1, 3, ABC, List.of(new FileSum("a.txt", 3, ABC))), file);
    assertEquals(Optional.of(file), DataIdentity.fromJson(file.toJson()));
  }

  @Test
  void dataWithoutFilesIsAlwaysTheSame() {
    assertTrue(DataIdentity.none().isSameContent(DataIdentity.of(List.of())));
    assertEquals(0, DataIdentity.none().count());
  }

  @Test
  void movedAndRenamedFilesAreTheSameData() throws IOException {
    write("one/a.txt", "abc");
    write("one/b.txt", "def");
    write("two/c.txt", "abc");
    write("two/below/d.txt", "def");
    Files.move(folder.resolve("two/below/d.txt"), folder.resolve("two/d.txt"));
    DataIdentity one = read(folder.resolve("one"));
    assertTrue(one.isSameContent(read(folder.resolve("two"))));
  }

  @Test
  void whereOneFileEndsAndTheNextBeginsIsPartOfIt() throws IOException {
    write("one/a.txt", "abc");
    write("one/b.txt", "def");
    write("two/a.txt", "abcd");
    write("two/b.txt", "ef");
    DataIdentity one = read(folder.resolve("one"));
    assertFalse(one.isSameContent(read(folder.resolve("two"))));
  }

  @Test
  void whatChangedInAFolderIsSaidFileByFile() throws IOException {
    write("a.txt", "abc");
    write("below/b.txt", "abc");
    write("c.txt", "abc");
    DataIdentity before = read(folder);
    write("a.txt", "abd");
    write("below/b.txt", "abcde");
    write("d.txt", "new");
    Files.delete(folder.resolve("c.txt"));
    assertEquals(
        List.of(
            "a.txt: same size, different content",
            "below/b.txt: 2 bytes more",
            "d.txt was added",
            "c.txt was removed"),
        differences(before));
  }

  /** A name of its own decides the order, so a renamed file is read elsewhere in the text. */
  @Test
  void aRenamedFileIsKnownByItsContent() throws IOException {
    write("a.txt", "abc");
    write("b.txt", "defg");
    write("c.txt", "abc");
    DataIdentity before = read(folder);
    Files.move(folder.resolve("a.txt"), folder.resolve("z.txt"));
    assertEquals(
        List.of("the files are read in a different order", "a.txt was renamed to z.txt"),
        differences(before));
    write("b.txt", "changed");
    Files.delete(folder.resolve("c.txt"));
    assertEquals(
        List.of("b.txt: 3 bytes more", "a.txt was renamed to z.txt", "c.txt was removed"),
        differences(before));
  }

  @Test
  void aRenamedFileThatWasChangedTooIsAnotherFile() throws IOException {
    write("a.txt", "abc");
    write("b.txt", "def");
    DataIdentity before = read(folder);
    Files.delete(folder.resolve("a.txt"));
    write("z.txt", "abd");
    assertEquals(List.of("z.txt was added", "a.txt was removed"), differences(before));
  }

  @Test
  void anotherOrderOfTheSameFilesIsSaid() {
    FileSum one = new FileSum("a", 3, ABC);
    FileSum other = new FileSum("b", 4, "0".repeat(64));
    DataIdentity before = DataIdentity.of(List.of(one, other));
    DataIdentity now = DataIdentity.of(List.of(other, one));
    assertFalse(before.isSameContent(now));
    assertEquals(
        List.of("the files are read in a different order"),
        new DataChange(before, now).differences());
  }

  @Test
  void ofManyFilesTheFirstFewAreNamed() throws IOException {
    write("a.txt", "abc");
    DataIdentity before = read(folder);
    for (int i = 0; i < 12; i++) {
      write("b" + (char) ('a' + i) + ".txt", "x");
    }
    List<String> told = differences(before);
    assertEquals(6, told.size());
    assertEquals("7 more files", told.get(5));
  }

  @Test
  void ofVeryManyFilesTheSumOfAllIsEnoughToNoticeAChange() {
    List<FileSum> files = new ArrayList<>();
    for (int i = 0; i <= DataIdentity.MOST_IN_BRIEF; i++) {
      files.add(new FileSum("f" + i, i, ABC));
    }
    DataIdentity whole = DataIdentity.of(files);
    assertTrue(whole.isSameContent(whole.brief()));
    assertEquals(List.of(), whole.brief().files());
    files.set(500, new FileSum("f500", 500, "0".repeat(64)));
    DataIdentity now = DataIdentity.of(files);
    assertFalse(whole.brief().isSameContent(now));
    assertEquals(
        List.of("f500: same size, different content"), new DataChange(whole, now).differences());
    assertEquals(
        List.of("it is not known which files changed"),
        new DataChange(whole.brief(), now).differences());
  }

  @Test
  void theRefusalNamesBothAndWhatChanged() throws IOException {
    DataIdentity before = read(write("a.txt", "abc"));
    DataIdentity now = read(write("a.txt", "abcdef"));
    Refusal.of(
        () -> {
          throw new DataChange(before, now).refusal("It changed.", "--text a.txt", "bring it back");
        },
        "3 bytes, SHA-256 ba7816bf8f01",
        "6 bytes, SHA-256 ",
        "3 bytes more",
        "--text a.txt",
        "bring it back");
  }

  @Test
  void whatIsNoIdentityIsNotRead() {
    for (String json : List.of("", "{}", "null", DataIdentity.none().toJson().replace("e", "x"))) {
      assertEquals(Optional.empty(), DataIdentity.fromJson(json), json);
    }
  }
}
