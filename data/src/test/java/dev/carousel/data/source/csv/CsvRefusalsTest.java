package dev.carousel.data.source.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.Frames;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRefusalsTest {
  @TempDir Path folder;

  private final CsvSource source = CsvSource.sniffing();

  private Path file(String content, Charset charset) throws IOException {
    return Files.write(folder.resolve("table.csv"), content.getBytes(charset));
  }

  private Refusal refused(String content, Wanted wanted, String... parts) {
    return Refusal.of(content, () -> source.read(file(content, UTF_8), wanted), parts)
        .says("table.csv");
  }

  private Refusal refused(String content, String... parts) {
    return refused(content, Wanted.everything(), parts);
  }

  @Test
  void whatIsNoFileIsRefused() {
    Refusal.of(() -> source.read(folder.resolve("none.csv"), Wanted.everything()), "no such table");
    Refusal.of(() -> source.read(folder, Wanted.everything()), "a folder, not a table");
    Refusal.of(
        () -> Frames.read(folder.resolve("a.xyz")), "does not tell", ".csv, .txt, .tsv", "a.xyz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF", "# only a comment\n"})
  void anEmptyTableIsRefused(String content) {
    refused(content, "table is empty", "a header and rows");
  }

  @Test
  void aHeaderMustBeThereAndBeUnique() {
    refused("a,b\n", "a header but no rows");
    refused(",\n3,4\n", "no header", "found:    ,", "line 1", "add a line of names");
    refused("1,2\n3,4\n", "no header", "found:    1,2", "line 1", "--no-header");
    refused("a,b,a\n1,2,3\n", "named 'a'", "line 1", "rename");
    refused("a,b\n1,2\n", Wanted.nothing().column("c", As.ANY), "no column 'c'", "a, b");
  }

  @Test
  void rowsMustHaveACellForEachName() {
    refused(
        "a,b\n1,2\n3\n4,5\n", "wrong number of cells", "2 cells: a, b", "found:    1", "line 3");
    refused("# c\n\na,b\n1,2\n3,4,5,6", "wrong number of cells", "found:    4", "line 5");
    refused("a,b\n\"x\n\ny\",2\nz\n", "found:    1", "line 5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n/a", "Infinity", "-inf", "1e999", "1d", "0x10", "1_000", "--1", ".", "e5"})
  void numbersMustBeFinite(String cell) {
    String content = "time,load\n0,1\n1," + cell + "\n";
    refused(
        content,
        "Column 'load' of the table mixes numbers with other cells",
        "a finite number in column 'load', like the cells before it, which begin with '1'",
        "'" + cell + "'",
        "line 3",
        "leave it empty",
        "one of text");
    refused(
        content,
        Wanted.nothing().column("load", As.NUMBERS),
        "A cell of the table is not a finite number",
        "column 'load'",
        "'" + cell + "'",
        "line 3");
  }

  @Test
  void mixedTypesAreRefusedWhicheverComesFirst() {
    refused(
        "a,b\n1,n/a\n2,\n3,4\n", "Column 'b'", "mixes text", "begin with 'n/a'", "'4'", "line 4");
    refused("a,d\n1,2026-01-01\n2,soon\n", "Column 'd'", "mixes times", "'soon'", "line 3");
    refused("a,d\n1,2026-01-01\n2,2026-02-30\n", "mixes times", "'2026-02-30'");
  }

  @Test
  void timesMustBeWrittenAlike() {
    Wanted wanted = Wanted.nothing().column("t", As.TIMES);
    refused("t\nsoon\n", wanted, "not a date, a time or a whole number", "'soon'", "line 2");
    refused(
        "t\n01.01.2024\n", wanted, "try:      correct the cell: dates are written as 2026-11-26");
    refused("t\n1795685400\n2026-01-01\n", wanted, "not seconds since 1970", "'2026-01-01'");
  }

  /** As they come from spreadsheets; read as text, a column of sales would become classes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,000.5",
        "-1,234,560",
        "1.200,5",
        "1.234.567",
        "1'000.5",
        "1\u00a0000",
        "1\u202f000,5"
      })
  void numbersInGroupsOfThreeAreNoText(String cell) {
    refused(
        "a,b\n1,\"" + cell + "\"\n",
        "has separators of thousands.",
        "expected: digits, and decimals that follow a point",
        "in column 'b'",
        "line 2",
        "remove the separators of thousands");
  }

  /** What stands around a cell is no part of it, be it a number, a word or a name. */
  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\t", "\u00a0", "\u202f", "\u2009", "\u2007", "\ufeff", "\u2060", " \u00a0 "})
  void spacesOfAnyKindAroundCellsAreLeftOut(String space) throws IOException {
    String header = space + "a" + space + ",b" + space + "," + space + "c,d\n";
    for (String quote : List.of("", "\"")) {
      String row =
          Stream.of("0.25", "sun", "", "-7e2")
              .map(cell -> quote + space + cell + space + quote)
              .collect(joining(","));
      Frame read = source.read(file(header + row + "\n" + row, UTF_8), Wanted.everything()).frame();
      assertEquals(List.of("a", "b", "c", "d"), read.names());
      assertEquals(0.25, ((NumberColumn) read.column("a")).values()[1]);
      assertEquals(List.of("sun"), ((TextColumn) read.column("b")).words());
      assertTrue(read.column("c").isMissing(0));
      assertEquals(-700, ((NumberColumn) read.column("d")).values()[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,23,456", "1 000", "12,3456.7", "1.000-2", "A1,000.5", "1,000.5 m"})
  void otherTextStaysText(String cell) throws IOException {
    String table = "a,b\n1,\"" + cell + "\"\n";
    Frame read = source.read(file(table, UTF_8), Wanted.everything()).frame();
    assertEquals(List.of(cell), ((TextColumn) read.column("b")).words());
  }

  @Test
  void otherDecimalMarksAreRecognised() {
    refused("a,b\n1,\"2\"\n1,\"2,5\"\n", "'2,5'", "--decimal comma", "line 3");
    refused("a;b\n1,5;2\n1.5;2\n3,5;x\n", "has a comma", "--decimal comma", "'1,5' in column 'a'");
    refused("a,b\n1,\"1,234\"\n", "has a comma", "'1,234' in column 'b'", "line 2", "of text");
    String many = "1,5;2,5\n".repeat(200);
    refused("a;b\n" + many + "1.5;2\n", "--decimal point", "'1.5'", "line 202");
  }

  @Test
  void quotesMustBeClosed() {
    refused("a,b\n1,\"2\n3,4\n", "quote of the table is not closed", "line 2");
    refused("a,b\n1,\"2\" x\n3,4\n", "quote of the table is not closed", "line 2");
    refused("\"a,b\n1,2\n", "quote of the table is not closed", "line 1");
  }

  @Test
  void onlyTextInUtf8IsATable() throws IOException {
    refused("a,b\n1,2\0\n", "not UTF-8 text", "NUL byte at offset 7");
    Path latin = file("a,b\n1,Köln\n", ISO_8859_1);
    Refusal.of(
        () -> source.read(latin, Wanted.everything()), "0xF6 at offset 7", "iconv -f WINDOWS-1252");
    Path wide = file("a,b\n1,2\n", UTF_16LE);
    Refusal.of(() -> source.read(wide, Wanted.everything()), "UTF-16", "iconv -f UTF-16LE");
    Path cut =
        Files.write(folder.resolve("cut.csv"), new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82});
    Refusal.of(() -> source.read(cut, Wanted.everything()), "byte 0xE2 at offset 2");
  }

  @Test
  @Timeout(20)
  void rowsAndHeadersHaveBounds() {
    String header =
        IntStream.rangeClosed(0, CsvSource.MOST_COLUMNS)
            .mapToObj(i -> "c" + i)
            .collect(joining(","));
    refused(header + "\n1\n", "too many columns", "at most 65536", "found:    65537", "line 1");
    refused(
        "a\n\"" + "x".repeat(CsvSource.LONGEST_ROW * 2), "row of the table is too long", "line 2");
    refused("x".repeat(CsvSource.LONGEST_ROW * 2), "row of the table is too long", "line 1");
  }

  @Test
  void whatCannotFitIsRefusedBeforeItIsRead() throws IOException {
    Path large = file("a,b,c,d\n" + "1,2,3,4\n".repeat(100_000), UTF_8);
    Refusal.of(
        () -> source.withHeap(3 << 20).read(large, Wanted.everything()),
        "does not fit into memory",
        "at most 3.0 MiB",
        "781 KiB, which takes about 3.8 MiB",
        "fewer of its columns");
    Wanted one = Wanted.nothing().column("d", As.NUMBERS);
    assertEquals(100_000, source.withHeap(3 << 20).read(large, one).frame().rows());
  }
}
