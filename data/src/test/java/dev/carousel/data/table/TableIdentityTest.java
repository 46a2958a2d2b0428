package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.data.DataChange;
import dev.carousel.data.DataIdentity;
import dev.carousel.data.source.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableIdentityTest {
  @Test
  void aTableIsItsFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n3,4\n");
    DataIdentity before = Frames.read(file).identity();
    assertEquals(12, before.bytes());
    Files.writeString(file, "a,b\n1,2\n3,5\n");
    DataIdentity now = Frames.read(file).identity();
    assertFalse(before.isSameContent(now));
    assertEquals(
        List.of("same size, different content"), new DataChange(before, now).differences());
    assertEquals(now, TableDataset.of(Frames.read(file), Roles.of("a"), SplitPlan.NONE).identity());
  }
}
