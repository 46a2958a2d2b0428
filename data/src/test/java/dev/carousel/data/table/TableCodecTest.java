package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.DataCodec;
import dev.carousel.refusal.Refusal;
import dev.carousel.train.RunFolder;
import dev.carousel.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableCodecTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("a", 0.1, 1.0 / 3), new Column("b \"q\"", -1e300, 1));

  @Test
  void comesBackEqual() {
    for (DataCodec codec :
        List.of(
            new TableCodec(TableTargets.of("a"), COLUMNS, COLUMNS.subList(0, 1)),
            new TableCodec(TableTargets.of("a").withWindow(7).withAhead(3), COLUMNS, COLUMNS))) {
      assertEquals(codec, DataCodec.fromJson(codec.toJson()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"table\",\"forecast\":null,\"inputs\":[],\"targets\":[]}",
        "{\"kind\":\"table\",\"forecast\":{\"targets\":[\"a\"],\"ahead\":1,\"window\":2},"
            + "\"inputs\":[{\"name\":\"a\",\"mean\":0,\"sd\":0}],\"targets\":[]}",
        "{\"kind\":\"table\",\"forecast\":{\"targets\":[\"a\"],\"ahead\":1,\"window\":0},"
            + "\"inputs\":[],\"targets\":[]}"
      })
  void damagedJsonIsRefused(String json) {
    Refusal.of(
        json,
        () -> DataCodec.fromJson(json),
        "damaged",
        "one of the kinds of data: arrays, table, task, text",
        "copy");
  }

  /** A column's statistics to the last bit, and a window that need not be there. */
  @Test
  void comesBackFromTheFileOfARun(@TempDir Path folder) throws IOException {
    Path csv =
        Files.writeString(folder.resolve("t.csv"), "a,b\n1,0.1\n3,0.7\n9,0.30000000000000004\n");
    TableDataset data = Table.read(csv).split(TableTargets.of("b"), 0);
    RunFile file = new RunFile(Map.of("csv", "t.csv"), 0, data.identity(), data.codec());
    RunFolder run = new RunFolder(folder);
    file.write(run);
    assertEquals(file, RunFile.read(run).orElseThrow());
  }

  @Test
  void targetsLieAsFarAheadAsWasAskedFor() {
    TableTargets three = TableTargets.of("a").withAhead(3);
    assertEquals(3, new TableCodec(three, COLUMNS, COLUMNS).ahead());
  }

  @Test
  void columnRestoresWhatItStandardised() {
    Column column = new Column("x", 10, 4);
    assertEquals(0.5, column.standardise(12));
    assertEquals(12, column.restore(0.5));
  }
}
