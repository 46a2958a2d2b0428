package dev.carousel.data.source.jsonl;

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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesSourceTest {
  private static final double NONE = Double.NaN;

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.write(folder.resolve("rows.jsonl"), content.getBytes(UTF_8));
  }

  private FrameReading read(String content, Wanted wanted) throws IOException {
    return Frames.read(file(content), wanted);
  }

  private FrameReading read(String content) throws IOException {
    return read(content, Wanted.everything());
  }

  private static double[] numbers(FrameReading reading, String column) {
    return ((NumberColumn) reading.frame().column(column)).values();
  }

  private static List<String> cells(FrameReading reading, String column) {
    Column found = reading.frame().column(column);
    return IntStream.range(0, found.rows()).mapToObj(found::text).toList();
  }

  private void refused(String content, Wanted wanted, String... parts) {
    Refusal.of(content, () -> read(content, wanted), parts).says("rows.jsonl");
  }

  private void refused(String content, String... parts) {
    refused(content, Wanted.everything(), parts);
  }

  @Test
  void eachObjectIsARow() throws IOException {
    FrameReading reading =
        read(
            "\uFEFF{\"x\":1.5,\"sky\":\"sun\",\"on\":true,\"day\":\"2026-11-26\"}\r\n\n"
                + "{\"sky\":null,\"x\":-2e1,\"late\":7}\n"
                + "{\"x\":NaN,\"on\":false,\"sky\":\"?\"}");
    assertEquals(List.of("x", "sky", "on", "day", "late"), reading.frame().names());
    assertArrayEquals(new double[] {1.5, -20, NONE}, numbers(reading, "x"));
    assertEquals(List.of("sun", "", ""), cells(reading, "sky"));
    assertArrayEquals(new double[] {1, NONE, 0}, numbers(reading, "on"));
    assertEquals(List.of("2026-11-26", "", ""), cells(reading, "day"));
    assertEquals("times", reading.frame().column("day").type());
    assertArrayEquals(new double[] {NONE, 7, NONE}, numbers(reading, "late"));
    assertEquals("rows.jsonl", reading.frame().identity().files().get(0).name());
  }

  @Test
  void valuesAreReadAsTheyAreWanted() throws IOException {
    FrameReading reading =
        read(
            "{\"id\":7,\"on\":true,\"price\":\"1.25\",\"t\":1795685400,\"deep\":{\"a\":[1]}}",
            Wanted.nothing()
                .column("id", As.TEXT)
                .column("on", As.TEXT)
                .column("price", As.NUMBERS)
                .column("t", As.TIMES));
    assertEquals(List.of("7"), cells(reading, "id"));
    assertEquals(List.of("true"), cells(reading, "on"));
    assertArrayEquals(new double[] {1.25}, numbers(reading, "price"));
    assertEquals("times", reading.frame().column("t").type());
    assertEquals(List.of("deep"), reading.skipped());
    Wanted text = Wanted.nothing().column("a", As.TEXT);
    assertEquals(List.of("", "1"), cells(read("{\"a\":NaN}\n{\"a\":1}", text), "a"));
  }

  @Test
  void valuesOfOtherKindsAreRefusedByName() {
    refused("{\"a\":1}\n{\"a\":{\"b\":1}}", "Column 'a' of the table holds an object", "line 2");
    refused("{\"a\":[1,2]}", "Column 'a' of the table holds a list", "a name of its own");
    refused("{\"a\":1}\n{\"a\":\"x\"}", "Column 'a'", "mixes numbers", "'x'", "line 2");
    refused("{\"a\":\"x\"}\n\n{\"a\":true}", "Column 'a'", "mixes text", "'true'", "line 3");
    refused("{\"a\":1e999}", "not a finite number", "'1e999'", "line 1");
    refused("{\"a\":-Infinity}", "not a finite number", "line 1");
    Wanted numbers = Wanted.nothing().column("a", As.NUMBERS);
    refused("{\"a\":\"x\"}", numbers, "not a finite number", "column 'a'", "'x'");
    refused("{\"b\":1}", numbers, "no column 'a'");
  }

  @Test
  void otherLinesAreRefused() {
    refused("", "table is empty", "an object on each line");
    refused("{}\n{}\n", "no column", "found:    {} in all of them");
    refused("[{\"a\":1}]", "is no object", "a list", "jq -c '.[]'");
    refused("{\"a\":1}\n7\n", "is no object", "a number", "line 2");
    refused("{\"a\":1}\n{\"a\":}\n", "not a line of JSON", "line 2");
    refused("{\"a\":1", "not a line of JSON");
    refused("{\"a\":1,\"a\":2}", "not a line of JSON", "Duplicate field 'a'");
    refused("{\"\":1}", "has no name");
    refused("{\"a\":\"\0\"}", "not UTF-8 text", "NUL byte");
  }

  @Test
  @Timeout(20)
  void aFileOfManyNamesIsRefusedBeforeItFillsTheMemory() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      rows.append("{\"c").append(i).append("\":1}\n");
    }
    Path file = file(rows.toString());
    Refusal.of(
        () -> JsonLinesSource.create().withHeap(100 << 20).read(file, Wanted.everything()),
        "does not fit into memory",
        "at most 100 MiB");
  }
}
