package dev.carousel.data.source.ts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.Frames;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsSourceTest {
  private static final double NONE = Double.NaN;
  private static final String ATTRIBUTES =
      "# made by hand\n"
          + "@problemName Walks\n"
          + "@timeStamps false\n"
          + "@missing true\n"
          + "@univariate false\n"
          + "@dimensions 2\n"
          + "@equalLength false\n"
          + "@classLabel true up down\n"
          + "@data\n";

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.write(folder.resolve("a.ts"), content.getBytes(UTF_8));
  }

  private FrameReading read(String content, Wanted wanted) throws IOException {
    return Frames.read(file(content), wanted);
  }

  private static double[] numbers(FrameReading reading, String column) {
    return ((NumberColumn) reading.frame().column(column)).values();
  }

  private static List<String> cells(FrameReading reading, String column) {
    Column found = reading.frame().column(column);
    return IntStream.range(0, found.rows()).mapToObj(found::text).toList();
  }

  private void refused(String content, String... parts) {
    Refusal.of(content, () -> read(content, Wanted.everything()), parts).says("a.ts");
  }

  @Test
  void seriesAreALongFrame() throws IOException {
    FrameReading reading =
        read(ATTRIBUTES + "1, 2.5,?:4,5:up\r\n\n# x\n-1e1:NaN:down\n", Wanted.everything());
    assertEquals(List.of("series", "step", "dim_0", "dim_1", "class"), reading.frame().names());
    assertArrayEquals(new double[] {0, 0, 0, 1}, numbers(reading, "series"));
    assertArrayEquals(new double[] {0, 1, 2, 0}, numbers(reading, "step"));
    assertArrayEquals(new double[] {1, 2.5, NONE, -10}, numbers(reading, "dim_0"));
    assertArrayEquals(new double[] {4, 5, NONE, NONE}, numbers(reading, "dim_1"));
    assertEquals(List.of("up", "up", "up", "down"), cells(reading, "class"));
    assertEquals(
        List.of("2 series of 1 to 3 steps, 2 dimensions, classes [up, down]"), reading.notes());
    assertEquals(1, reading.frame().identity().count());
  }

  @Test
  void columnsAreReadAsTheyAreWanted() throws IOException {
    String content = "@classLabel true 1 2\n@data\n1,2:x,y:2\n3:z:1\n";
    Wanted wanted =
        Wanted.nothing()
            .column("series", As.TEXT)
            .column("dim_0", As.NUMBERS)
            .column("class", As.NUMBERS);
    FrameReading reading = read(content, wanted);
    assertEquals(List.of("0", "0", "1"), cells(reading, "series"));
    assertArrayEquals(new double[] {1, 2, 3}, numbers(reading, "dim_0"));
    assertArrayEquals(new double[] {2, 2, 1}, numbers(reading, "class"));
    assertEquals(
        "text", read(content, wanted.column("class", As.ANY)).frame().column("class").type());
  }

  @Test
  void targetsAreNumbersAndLabelsMayBeAbsent() throws IOException {
    FrameReading targets = read("@targetLabel true\n@data\n1,2:0.5\n", Wanted.everything());
    assertArrayEquals(new double[] {0.5, 0.5}, numbers(targets, "target"));
    FrameReading none = read("@classLabel false\n@data\n1,2:3,4\n", Wanted.everything());
    assertEquals(List.of("series", "step", "dim_0", "dim_1"), none.columns());
  }

  @Test
  void whatCannotBeReadIsRefused() {
    refused("", "not a file of series", "then @data");
    refused("a,b\n1,2\n", "not a file of series", "begins with 'a,b'", "line 1");
    refused("@classLabel true a\n", "not a file of series");
    refused("@data\n", "has no series");
    refused("@timeStamps true\n@data\n", "time stamps, which are not read", "line 1");
    refused("@data\n(0,1),(1,2)\n", "time stamps, which are not read", "line 2");
    refused("@missing true\n@timestamps perhaps\n@data\n", "attribute @timestamps", "'perhaps'");
    refused("@dimensions no\n@data\n", "attribute @dimensions", "'no'");
  }

  @Test
  void wrongSeriesAreRefusedWithTheirLine() {
    refused(
        ATTRIBUTES + "1,2:up\n",
        "wrong number of dimensions",
        "2 dimensions, then the label",
        "found:    1",
        "line 10");
    refused(
        "@data\n1:2\n1:2:3\n",
        "wrong number of dimensions",
        "expected: 2",
        "found:    3",
        "line 3");
    refused(
        ATTRIBUTES + "1:2:left\n", "a label that is not listed", "'left'", "down, up", "line 10");
    refused("@data\n1,x,3\n", "not a finite number", "'x' at step 1 of dimension 0", "line 2");
    refused("@data\n1,,3\n", "nothing at step 1 of dimension 0");
    refused("@data\n1,2,\n", "nothing at step 2 of dimension 0");
    refused("@data\n1,1e999\n", "not a finite number", "'1e999'");
    refused("@classLabel true a\n@data\n:a\n", "has no values");
  }

  @Test
  void fillingUpShortDimensionsIsBoundedByTheHeap() throws IOException {
    Path file = file("@data\n" + "1,".repeat(50_000) + "1" + ":1".repeat(60_000) + "\n");
    Refusal.of(
        () -> TsSource.create().withHeap(100 << 20).read(file, Wanted.everything()),
        "does not fit into memory");
  }
}
