package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.FileSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text is known again by the files that it was read from. */
class TextIdentityTest {
  /** {@code printf abc | sha256sum}. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  void aFileIsItsSizeAndItsSha256() throws IOException {
    DataIdentity read = Text.read(write("a.txt", "abc")).identity();
    assertEquals(new DataIdentity(1, 3, ABC, List.of(new FileSum("a.txt", 3, ABC))), read);
    assertEquals(read, Text.read(folder).split(0).identity());
  }

  @Test
  void filesOfAFolderAreNamedByTheirPathsInTheOrderOfReading() throws IOException {
    write("c.txt", "abc");
    write("below/b.txt", "abc");
    write("a.txt", "abc");
    assertEquals(
        List.of("a.txt", "below/b.txt", "c.txt"),
        Text.read(folder).identity().files().stream().map(FileSum::name).toList());
  }

  /** What decoding leaves out, a byte-order mark and carriage returns, is part of the file. */
  @Test
  void everyByteOfTheFileCounts() throws IOException {
    DataIdentity plain = Text.read(write("a.txt", "ab\n")).identity();
    assertEquals(6, Text.read(write("a.txt", "\uFEFFab\n")).identity().bytes());
    DataIdentity windows = Text.read(write("a.txt", "ab\r\n")).identity();
    assertEquals(4, windows.bytes());
    assertFalse(plain.isSameContent(windows));
  }

  @Test
  void aLongFileIsSummedUpWhole() throws IOException {
    String text = "0123456789".repeat(50_000);
    DataIdentity before = Text.read(write("a.txt", text)).identity();
    assertEquals(500_000, before.bytes());
    write("a.txt", text.substring(0, text.length() - 1) + "x");
    assertFalse(before.isSameContent(Text.read(folder.resolve("a.txt")).identity()));
  }
}
