package dev.carousel.data.source.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.Frames;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {
  private static final double NONE = Double.NaN;

  @TempDir Path folder;

  private final CsvSource source = CsvSource.sniffing();

  private FrameReading read(String content, Wanted wanted) {
    return source.read(
        SourceInput.of("stream", new ByteArrayInputStream(content.getBytes(UTF_8))), wanted);
  }

  private FrameReading read(String content) {
    return read(content, Wanted.everything());
  }

  private static double[] numbers(FrameReading reading, String column) {
    return ((NumberColumn) reading.frame().column(column)).values();
  }

  private static List<String> cells(FrameReading reading, String column) {
    Column found = reading.frame().column(column);
    return IntStream.range(0, found.rows()).mapToObj(found::text).toList();
  }

  @Test
  void columnsAreNumbersTimesOrTextAsTheirFirstCellIs() {
    FrameReading reading =
        read("x,day,at,sky,step\n,,,,\n1.5,2026-11-26,2026-11-26 09:30,sun,3\n,,,,\n");
    Frame frame = reading.frame();
    assertEquals(List.of("x", "day", "at", "sky", "step"), frame.names());
    assertArrayEquals(new double[] {NONE, 1.5, NONE}, numbers(reading, "x"));
    assertEquals(TimeFormat.DATE, ((TimeColumn) frame.column("day")).format());
    assertEquals(List.of("", "2026-11-26", ""), cells(reading, "day"));
    assertEquals(List.of("", "2026-11-26T09:30:00", ""), cells(reading, "at"));
    assertEquals(List.of("", "sun", ""), cells(reading, "sky"));
    assertArrayEquals(new double[] {NONE, 3, NONE}, numbers(reading, "step"));
  }

  @Test
  void columnsAreReadAsTheyAreWanted() {
    FrameReading reading =
        read(
            "id,t,x,y\n7,1795685400,1,oops\n8,1795685460,2,\n",
            Wanted.nothing()
                .column("id", As.TEXT)
                .column("t", As.TIMES)
                .column("x", As.NUMBERS)
                .columnIfThere("z", As.NUMBERS));
    assertEquals(List.of("id", "t", "x"), reading.frame().names());
    assertEquals(List.of("7", "8"), cells(reading, "id"));
    assertEquals(List.of("id", "t", "x", "y"), reading.columns());
    assertEquals(List.of("y"), reading.skipped());
    TimeColumn time = (TimeColumn) reading.frame().column("t");
    assertEquals(TimeFormat.EPOCH_SECONDS, time.format());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NA", "NaN", "nan", "null", "NULL", "?", "\"\"", "\"NA\""})
  void missingCellsAreMissingInColumnsOfAnyType(String cell) {
    FrameReading reading =
        read(
            "x,w,d,e\n1,a,2026-01-01,"
                + cell
                + ("\n" + cell).concat("," + cell).concat("," + cell).concat("," + cell + "\n"));
    for (Column column : reading.frame().columns()) {
      assertTrue(column.isMissing(1), column.name());
      assertEquals(column.name().equals("e") ? 2 : 1, column.missing());
    }
    assertEquals("text", reading.frame().column("e").type());
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource({
    "'a,b~1.5,2', 'commas, decimals with a point'",
    "'a;b~1.5;2', 'semicolons, decimals with a point'",
    "'a;b~1,5;2', 'semicolons, decimals with a comma'",
    "'temp, C;load, kW~1,5;2,5', 'semicolons, decimals with a comma'",
    "'a\tb~1,5\t2', 'tabs, decimals with a comma'",
    "'a|b~1.5|2', 'bars, decimals with a point'",
    "'a,b~\"1;2\",x;y;z', 'commas, decimals with a point'",
    "'a;b~\"x, y\";\"1,5\"', 'semicolons, decimals with a comma'",
    "'a~1', 'commas, decimals with a point'"
  })
  void separatorAndDecimalMarkAreFoundOut(String content, String found) {
    FrameReading reading = read(content.replace('~', '\n'));
    String note = reading.notes().get(0);
    assertTrue(note.startsWith("cells separated by " + found.replace("bars", "'|'") + ","), note);
    assertEquals(reading.columns().size() > 1 ? 2 : 1, reading.frame().columns().size());
  }

  @Test
  void whatIsSetIsNotFoundOut() {
    SourceInput input =
        SourceInput.of("stream", new ByteArrayInputStream("1,5;2\n2,5;3\n".getBytes(UTF_8)));
    FrameReading reading =
        source
            .separator(Separator.SEMICOLON)
            .decimal(Decimal.COMMA)
            .withoutHeader()
            .read(input, Wanted.everything());
    assertArrayEquals(new double[] {1.5, 2.5}, numbers(reading, "1"));
    assertArrayEquals(new double[] {2, 3}, numbers(reading, "2"));
    assertTrue(reading.notes().get(0).contains("columns numbered from 1"));
  }

  @Test
  void quotesHoldSeparatorsLineBreaksAndQuotes() {
    FrameReading reading =
        read("\"a, b\",\"c\"\r\n \"1\" ,\"x, \"\"y\"\"\nz\"\r\n2,\"\"\"\"\n3,5\" pipe");
    assertArrayEquals(new double[] {1, 2, 3}, numbers(reading, "a, b"));
    assertEquals(List.of("x, \"y\"\nz", "\"", "5\" pipe"), cells(reading, "c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineBreakEndsARow(String end) {
    for (String last : List.of("", end, end + end)) {
      FrameReading reading = read("\uFEFFa,b" + end + "1,2" + end + " 3 ,4" + last);
      assertArrayEquals(new double[] {1, 3}, numbers(reading, "a"));
      assertArrayEquals(new double[] {2, 4}, numbers(reading, "b"));
      assertTrue(reading.notes().get(0).endsWith("UTF-8 with a byte-order mark"));
    }
  }

  @Test
  void commentsAndBlankLinesAreSkippedAndCounted() {
    FrameReading reading = read("# made by hand\n\na,b\n1,2\n  \n# x\n3,4\n\n\n");
    assertArrayEquals(new double[] {1, 3}, numbers(reading, "a"));
    assertTrue(reading.notes().get(0).contains("names in line 3"), reading.notes().toString());
    assertEquals(
        List.of("skipped 2 comment lines", "skipped 2 blank lines"), reading.notes().subList(1, 3));
  }

  @Test
  void commentsAreRowsIfSaidSo() {
    SourceInput input =
        SourceInput.of("stream", new ByteArrayInputStream("a,b\n#1,2\n".getBytes(UTF_8)));
    FrameReading reading = source.withoutComments().read(input, Wanted.everything());
    assertEquals(List.of("#1"), cells(reading, "a"));
  }

  @Test
  void blankLinesOfATableWithOneColumnAreMissingCells() {
    assertArrayEquals(new double[] {1, NONE, NONE, 4}, numbers(read("a\n1\n\n\n4\n\n"), "a"));
    assertArrayEquals(new double[] {1, 4}, numbers(read("\na\n\n1\n4\n"), "a"));
  }

  @Test
  void columnsWithoutANameAreSkipped() {
    FrameReading reading = read(",a,\n0,1,\n1,2,\n");
    assertEquals(List.of("a"), reading.frame().names());
    assertTrue(reading.notes().contains("skipped 2 columns without a name"));
  }

  @Test
  void rowsMayBeCutAnywhereByTheBuffer() {
    StringBuilder table = new StringBuilder("n,word,quoted,day\n");
    int rows = 60_000;
    for (int i = 0; i < rows; i++) {
      table.append(i * 0.125).append(",w").append(i % 1000).append(",\"q\n").append(i % 77);
      table.append("\"\"\",2026-01-").append(String.format("%02d", i % 28 + 1)).append("\r\n");
    }
    for (int step : new int[] {1 << 20, 4099, 257}) {
      FrameReading reading =
          source.read(SourceInput.of("s", slow(table, step)), Wanted.everything());
      assertEquals(rows, reading.frame().rows());
      for (int i = 0; i < rows; i++) {
        assertEquals(i * 0.125, numbers(reading, "n")[i]);
      }
      TextColumn words = (TextColumn) reading.frame().column("word");
      TextColumn quoted = (TextColumn) reading.frame().column("quoted");
      assertEquals(1000, words.words().size());
      assertEquals(77, quoted.words().size());
      assertEquals("q\n" + 12345 % 77 + "\"", quoted.text(12345));
      assertEquals("2026-01-26", reading.frame().column("day").text(12345));
    }
  }

  private static InputStream slow(CharSequence content, int step) {
    return new ByteArrayInputStream(content.toString().getBytes(UTF_8)) {
      @Override
      public int read(byte[] target, int from, int length) {
        return super.read(target, from, Math.min(length, step));
      }
    };
  }

  @Test
  void longRowsAreReadAsAWhole() {
    int columns = 30_000;
    String header =
        String.join(",", IntStream.range(0, columns).mapToObj(i -> "column" + i).toList());
    String row = String.join(",", IntStream.range(0, columns).mapToObj(i -> i + ".25000").toList());
    FrameReading reading = read(header + "\n" + row + "\n" + row + "\n");
    assertEquals(2, reading.frame().rows());
    assertEquals(29_999.25, numbers(reading, "column29999")[1]);
  }

  @Test
  void aFileHasItsChecksumAndAStreamHasNone() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
    DataIdentity identity =
        source.read(file, Wanted.nothing().column("b", As.NUMBERS)).frame().identity();
    assertEquals(8, identity.bytes());
    assertEquals("a.csv", identity.files().get(0).name());
    assertEquals(DataIdentity.none(), read("a,b\n1,2\n").frame().identity());
  }

  @Test
  void aCompressedTableIsReadLikeThePlainOne(@TempDir Path work) throws IOException {
    StringBuilder rows = new StringBuilder("a\tb\n");
    IntStream.range(0, 5000).forEach(i -> rows.append(i).append("\tw").append(i % 7).append('\n'));
    Path plain = Files.writeString(work.resolve("t.tsv"), rows);
    Path small = compressed(work.resolve("t.tsv.gz"), rows.toString());
    assertTrue(Files.size(small) < Files.size(plain) / 2);
    Frame read = Frames.read(small);
    assertEquals(5000, read.rows());
    assertTrue(read.identity().isSameContent(Frames.read(plain).identity()), "the same content");
    Path lines = compressed(work.resolve("t.jsonl.gz"), "{\"x\":1}\n{\"x\":2}");
    assertEquals(2, Frames.read(lines).rows());
  }

  private static Path compressed(Path file, String content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(UTF_8));
    }
    return file;
  }

  @Test
  void damagedCompressionIsRefused(@TempDir Path work) throws IOException {
    Path plain = Files.writeString(work.resolve("plain.csv.gz"), "a,b\n1,2\n");
    Refusal.of(
        "a plain table named .gz",
        () -> Frames.read(plain),
        "The data cannot be read.",
        "is not compressed",
        "plain.csv.gz");
    Path whole = compressed(work.resolve("whole.csv.gz"), "a\n" + "1.5\n2.25\n".repeat(9999));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(work.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    Refusal.of("half a file", () -> Frames.read(cut), "damaged or cut off", "cut.csv.gz");
    bytes[bytes.length - 6] ^= 1;
    Path wrong = Files.write(work.resolve("sum.csv.gz"), bytes);
    Refusal.of("a wrong checksum", () -> Frames.read(wrong), "damaged or cut off", "gzip -t");
  }
}
