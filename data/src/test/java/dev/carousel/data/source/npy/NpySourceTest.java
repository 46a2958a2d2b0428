package dev.carousel.data.source.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.Frames;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what NumPy wrote: see golden.py beside the files. */
class NpySourceTest {
  private static final double NONE = Double.NaN;

  static Path golden(String name) throws URISyntaxException {
    URL file = Objects.requireNonNull(NpySourceTest.class.getResource(name), name);
    return Path.of(file.toURI());
  }

  private static FrameReading read(String name, Wanted wanted) throws URISyntaxException {
    return Frames.read(golden(name), wanted);
  }

  private static FrameReading read(String name) throws URISyntaxException {
    return read(name, Wanted.everything());
  }

  private static double[] numbers(FrameReading reading, String column) {
    return ((NumberColumn) reading.frame().column(column)).values();
  }

  private static List<String> cells(FrameReading reading, String column) {
    Column found = reading.frame().column(column);
    return IntStream.range(0, found.rows()).mapToObj(found::text).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"f2-little", "f4-big", "f8-little", "f8-fortran"})
  void floatsOfAnySizeAndOrderAreRead(String name) throws Exception {
    FrameReading reading = read(name + ".npy");
    assertEquals(List.of("x_0", "x_1", "x_2"), reading.frame().names());
    assertArrayEquals(new double[] {1.5, NONE}, numbers(reading, "x_0"));
    assertArrayEquals(new double[] {-2, 4}, numbers(reading, "x_1"));
    assertArrayEquals(new double[] {0, 65504}, numbers(reading, "x_2"));
    assertEquals(1, reading.frame().identity().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"i1", "i2-big", "i4", "i8-big"})
  void wholeNumbersAreRead(String name) throws Exception {
    assertArrayEquals(new double[] {-1, 0, 100}, numbers(read(name + ".npy"), "x"));
  }

  @Test
  void unsignedNumbersAndTruthAreRead() throws Exception {
    assertArrayEquals(new double[] {0, 1, 255}, numbers(read("u1.npy"), "x"));
    assertArrayEquals(new double[] {0, 1, 65535}, numbers(read("u2.npy"), "x"));
    assertArrayEquals(new double[] {0, 1, 4294967295.0}, numbers(read("u4-big.npy"), "x"));
    assertArrayEquals(new double[] {0, 1, 0x1p64}, numbers(read("u8.npy"), "x"));
    assertArrayEquals(new double[] {1, 0, 1}, numbers(read("bool.npy"), "x"));
  }

  @Test
  void textIsRead() throws Exception {
    for (String name : List.of("text.npy", "text-big.npy")) {
      assertEquals(List.of("sun", "", "K\u00f6ln \uD83C\uDF27"), cells(read(name), "x"));
      assertTrue(read(name).frame().column("x").isMissing(1));
    }
    assertEquals(List.of("sun", "rain"), cells(read("bytes.npy"), "x"));
  }

  @Test
  void halfPrecisionIsExact() {
    NpyType half = NpyType.of("<f2").orElseThrow();
    byte[] bits = new byte[2];
    for (int i = 0; i < 1 << 16; i++) {
      bits[0] = (byte) i;
      bits[1] = (byte) (i >> 8);
      int exponent = (i >> 10) & 31;
      double size = (exponent == 0 ? 0 : 1) + (i & 1023) / 1024.0;
      double expected = (i < 1 << 15 ? 1 : -1) * size * Math.pow(2, Math.max(exponent, 1) - 15);
      if (exponent < 31) {
        assertEquals(expected, half.number(bits, 0));
      }
    }
  }

  @Test
  void columnsAreReadAsTheyAreWanted() throws Exception {
    Wanted wanted = Wanted.nothing().column("t", As.TEXT).column("x_1", As.NUMBERS);
    FrameReading reading = read("columns.npz", wanted);
    assertEquals(List.of("t", "x_1"), reading.frame().names());
    assertEquals(List.of("0", "1", "2"), cells(reading, "t"));
    assertArrayEquals(new double[] {1, 3, 5}, numbers(reading, "x_1"));
    assertEquals(List.of("t", "x_0", "x_1"), reading.columns());
    assertEquals(
        "times", read("columns.npz", wanted.column("t", As.TIMES)).frame().column("t").type());
  }

  @Test
  void arraysOfThreeDimensionsAreSequences() throws Exception {
    FrameReading reading = read("sequences.npz");
    assertEquals(List.of("group", "x_0", "x_1", "y", "z", "k_0", "k_1"), reading.frame().names());
    assertArrayEquals(new double[] {0, 0, 0, 1, 1, 1}, numbers(reading, "group"));
    assertArrayEquals(new double[] {0, 2, 4, 6, 8, 10}, numbers(reading, "x_0"));
    assertArrayEquals(new double[] {1, 3, 5, 7, 9, 11}, numbers(reading, "x_1"));
    assertEquals(List.of("a", "a", "a", "b", "b", "b"), cells(reading, "y"));
    assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, numbers(reading, "z"));
    assertArrayEquals(new double[] {2, 2, 2, 4, 4, 4}, numbers(reading, "k_1"));
    assertEquals(
        List.of("4 arrays: 2 sequences of 3 steps, numbered in the column group"), reading.notes());
  }

  @Test
  void aStreamIsReadLikeAFile() throws Exception {
    for (String name : List.of("columns.npz", "f8-little.npy")) {
      FrameSource source = Frames.sourceOf(golden(name));
      try (InputStream in = Files.newInputStream(golden(name))) {
        FrameReading reading = source.read(SourceInput.of("stream", in), Wanted.everything());
        assertEquals(read(name).columns(), reading.columns());
        assertEquals(DataIdentity.none(), reading.frame().identity());
      }
    }
  }

  @Test
  void theChecksumIsThatOfTheWholeFile() throws Exception {
    Path file = golden("columns.npz");
    Wanted one = Wanted.nothing().column("t", As.NUMBERS);
    assertEquals(Files.size(file), read("columns.npz", one).frame().identity().bytes());
    assertEquals(
        read("columns.npz").frame().identity(), read("columns.npz", one).frame().identity());
  }

  @Test
  void namesAndTypesOfArraysAreIndependentOfTheFile() throws IOException, URISyntaxException {
    assertEquals(List.of("x"), read("i4.npy").columns());
  }
}
