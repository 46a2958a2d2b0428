package dev.carousel.data.table;

import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot fit is refused by its size: the file is not read, which NUL bytes show. */
class TableMemoryTest {
  private static final long GIB = 1 << 30;

  @TempDir Path folder;

  @Test
  void aTableIsRefusedUnread() throws IOException {
    Path table = folder.resolve("big.csv");
    try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
      file.write(("a,b\n" + "1,2\n".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
      file.setLength(GIB);
    }
    Refusal.of(
        () -> Table.read(table, GIB),
        "The table does not fit into memory.",
        "1.0 GiB, which takes about 4.0 GiB",
        "a table of fewer rows or columns (about ");
  }
}
