package dev.carousel.interop.internal.zip;

import dev.carousel.interop.internal.FileBytes;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives whose directory does not tell the truth about what is in them. */
class ZipRefusalsTest {
  private static final int END_BYTES = 22;
  private static final int ENTRY_BYTES = 46;

  @TempDir private Path folder = Path.of("");

  /** An archive of the entries {@code a} and {@code b}, of ten bytes each. */
  private final class Archive {
    private final ByteBuffer bytes;

    Archive(byte... extra) {
      Map<String, byte[]> entries = new TreeMap<>(Map.of("a", new byte[10], "b", new byte[10]));
      try {
        bytes = ByteBuffer.wrap(StoredEntries.archive(entries, extra));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    private int end() {
      return bytes.capacity() - END_BYTES;
    }

    /** Where the directory has its first entry. */
    int first() {
      return bytes.getInt(end() + 16);
    }

    int second() {
      return first() + ENTRY_BYTES + 1 + bytes.getShort(first() + 30);
    }

    Archive with(int at, int value) {
      bytes.putInt(at, value);
      return this;
    }

    Archive withByte(int at, int value) {
      bytes.put(at, (byte) value);
      return this;
    }

    void refused(String input, String... parts) {
      Refusal.of(input, this::read, parts).says("The zip archive is damaged.", "model.pt");
    }

    private void read() {
      try (FileBytes file =
          FileBytes.open(Files.write(folder.resolve("model.pt"), bytes.array()))) {
        StoredZip.read(file);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** So many bytes of a kind that nobody knows, with their head. */
  private static byte[] extra(int count) {
    return Arrays.copyOf(new byte[] {0x42, 0x42, (byte) count}, 4 + count);
  }

  @Test
  void aDirectoryThatIsNotThereIsRefused() {
    Archive whole = new Archive();
    whole
        .with(whole.end() + 16, Integer.MAX_VALUE)
        .refused("a directory beyond the end", "within the file", "bytes at 2147483647");
    Archive moved = new Archive();
    moved
        .with(moved.end() + 16, 0)
        .refused("a directory where an entry is", "entries in the directory", "none at its byte 0");
    Archive cut = new Archive();
    cut.with(cut.end() + 12, 2 * ENTRY_BYTES + 1)
        .refused("a directory of a byte less", "whole entries in the directory", "a part of one");
  }

  @Test
  void entriesThatAreNotWhereTheDirectorySaysAreRefused() {
    Archive beyond = new Archive();
    beyond
        .with(beyond.first() + 42, Integer.MAX_VALUE)
        .refused("an entry beyond the end", "'a' before the directory", "10 bytes at 2147483647");
    Archive elsewhere = new Archive();
    elsewhere
        .with(elsewhere.first() + 42, 1)
        .refused("an entry without a header", "a header before 'a'", "none at 1");
    Archive large = new Archive();
    large
        .with(large.first() + 20, 1 << 20)
        .refused("an entry of a MiB", "'a' before the directory", "1048576 bytes at 31");
    Archive twice = new Archive();
    twice
        .withByte(twice.second() + ENTRY_BYTES, 'a')
        .refused("two entries a", "entries of different names", "'a' twice");
    Archive same = new Archive();
    same.with(same.second() + 42, 0)
        .refused("two entries in one place", "entries that do not overlap", "'b' overlaps");
  }

  /** The bytes of an entry begin after its header of 30 bytes and its name. */
  @Test
  void bytesThatWereChangedAreRefusedByName() throws IOException {
    Archive archive = new Archive().withByte(31 + 4, 1);
    Path path = Files.write(folder.resolve("model.pt"), archive.bytes.array());
    try (FileBytes file = FileBytes.open(path)) {
      StoredZip zip = StoredZip.read(file);
      StoredZip.Entry changed = Objects.requireNonNull(zip.entries().get("a"));
      Refusal.of(
          "an entry of which one byte is another",
          () -> zip.bytes(changed),
          "The zip archive is damaged.",
          "expected: 'a' with the check sum e38a6876",
          ": some of its bytes were changed",
          "model.pt",
          "try:      use another copy of the file");
      zip.requireIntact(Objects.requireNonNull(zip.entries().get("b")));
    }
  }

  /** PyTorch can be told to compute no check sums. */
  @Test
  void anEntryWithoutACheckSumIsRead() throws IOException {
    Archive archive = new Archive();
    archive.withByte(31 + 4, 1).with(archive.first() + 16, 0);
    Path path = Files.write(folder.resolve("model.pt"), archive.bytes.array());
    try (FileBytes file = FileBytes.open(path)) {
      StoredZip zip = StoredZip.read(file);
      zip.requireIntact(Objects.requireNonNull(zip.entries().get("a")));
    }
  }

  @Test
  void sizesOfMoreThan32BitsMustBeThere() {
    Archive none = new Archive();
    none.with(none.first() + 24, -1)
        .refused("an entry without its size", "sizes of 64 bits for 'a'", "none");
    Archive few = new Archive(extra(4));
    int extra = few.first() + ENTRY_BYTES + 1;
    few.with(few.first() + 24, -1)
        .with(extra, 0x00040001)
        .refused("an entry with half of its size", "sizes of 64 bits for 'a'", "too few");
  }

  @Test
  void aDirectoryOf64BitsMustBeThere() {
    Archive beyond = new Archive(extra(20));
    int locator = beyond.end() - 20;
    beyond
        .with(locator, 0x07064b50)
        .with(locator + 8, -1)
        .with(locator + 12, 0x7fffffff)
        .refused("a zip64 directory beyond the end", "a record of the directory within the file");
    Archive none = new Archive(extra(20));
    none.with(locator, 0x07064b50)
        .with(locator + 8, 0)
        .with(locator + 12, 0)
        .refused("a zip64 directory elsewhere", "the record of a zip64 directory", "none at 0");
  }
}
