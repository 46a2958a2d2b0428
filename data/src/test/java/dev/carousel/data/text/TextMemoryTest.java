package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot fit is refused by its size: none of these files is read, which NUL bytes show. */
class TextMemoryTest {
  private static final long GIB = 1 << 30;

  @TempDir Path folder;

  /** A file that begins like this and is empty from there on to its end. */
  private Path file(String name, String beginning, long size) throws IOException {
    Path path = folder.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(beginning.getBytes(StandardCharsets.UTF_8));
      file.setLength(size);
    }
    return path;
  }

  @Test
  void aTextOfAGibibyteIsRefusedUnread() throws IOException {
    Path text = file("big.txt", "plain text ".repeat(10_000), GIB);
    Refusal.of(
        () -> Text.read(text, Tokens.CHARS, 2 * GIB),
        "The text does not fit into memory.",
        "expected: data that fits into a heap of at most 2.0 GiB",
        "found:    1.0 GiB, which takes about 8.0 GiB once it is read",
        "big.txt",
        "a part of the text (about 154 MiB), or a larger heap: CAROUSEL_OPTS=-Xmx16g");
  }

  /** Three bytes a symbol: a third of the memory. */
  @Test
  void symbolsAreCountedNotBytes() throws IOException {
    Path text = file("wide.txt", "\u3042".repeat(40_000), 3 * GIB);
    Refusal.of(() -> Text.read(text, Tokens.CHARS, 2 * GIB), "3.0 GiB, which takes about 8.0 GiB");
  }

  @Test
  void aFolderCountsAsAWhole() throws IOException {
    for (String name : List.of("a.txt", "b.txt")) {
      Files.writeString(folder.resolve(name), "plain text ".repeat(10_000));
    }
    Refusal.of(
        () -> Text.read(folder, Tokens.CHARS, 1 << 20),
        "215 KiB, which takes about 1.7 MiB",
        folder.toString());
  }

  @Test
  void whatFitsIsRead() throws IOException {
    Path text = Files.writeString(folder.resolve("small.txt"), "abc".repeat(100_000));
    assertEquals(300_000, Text.read(text, Tokens.CHARS, GIB).symbols());
  }

  /** In the end what is there decides. */
  @Test
  void runningOutOfMemoryIsToldOfTheFile() throws IOException {
    Path text = Files.writeString(folder.resolve("small.txt"), "abc".repeat(100_000));
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    Refusal refusal =
        Refusal.of(
            () ->
                Text.MEMORY.read(
                    text,
                    List.of(text),
                    GIB,
                    () -> {
                      throw full;
                    }),
            "The text does not fit into memory.",
            "small.txt",
            "a larger heap");
    assertEquals(full, refusal.cause());
  }
}
