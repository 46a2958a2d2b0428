package dev.carousel.data.source.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.source.Frames;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzWriterTest {
  private static final double[] NUMBERS = {1.5, -0.0, Double.NaN, Double.MIN_VALUE, 1e300};
  private static final String[] WORDS = {"sun", "", "no\u00EBl", "\uD83C\uDF27 rain", "x"};

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NpzWriter writer = new NpzWriter(out)) {
      writer.numbers("load", NUMBERS);
      writer.wholes("row", 1, -1, Long.MAX_VALUE, 0, 7);
      writer.words("sky", WORDS.length, i -> WORDS[i]);
    }
    return out.toByteArray();
  }

  @Test
  void whatIsWrittenIsReadAgain(@TempDir Path work) throws IOException {
    Path file = work.resolve("a.npz");
    Files.write(file, written());
    Frame frame = Frames.read(file);
    assertArrayEquals(NUMBERS, ((NumberColumn) frame.column("load")).values());
    for (int i = 0; i < WORDS.length; i++) {
      assertEquals(WORDS[i], frame.column("sky").text(i));
    }
    assertEquals(-1, ((NumberColumn) frame.column("row")).values()[1]);
    assertArrayEquals(written(), written());
  }

  @Test
  void theHeaderIsThatOfNumPy() throws IOException {
    String bytes = new String(written(), StandardCharsets.ISO_8859_1);
    int from = bytes.indexOf("\u0093NUMPY\u0001\u0000");
    int length = bytes.charAt(from + 8) + 256 * bytes.charAt(from + 9);
    assertEquals(0, (10 + length) % 64);
    String header = bytes.substring(from + 10, from + 10 + length);
    assertTrue(
        header.startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (5,), }"), header);
    assertTrue(header.endsWith(" \n"), header);
    assertTrue(bytes.contains("'<U6'"), "in code points, not in the chars of Java");
  }

  @Test
  void aTensorKeepsItsShapeAndPrecision(@TempDir Path work) throws IOException {
    Tensor matrix = Precision.FLOAT32.zeros(3, 2);
    matrix.set(5, 0.1);
    Path file = work.resolve("t.npz");
    try (NpzWriter writer = new NpzWriter(Files.newOutputStream(file))) {
      writer.tensor("w", matrix);
    }
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("'descr': '<f4', 'fortran_order': False, 'shape': (3, 2,)"), bytes);
    Frame frame = Frames.read(file);
    assertEquals(3, frame.rows());
    assertEquals(0.1f, ((NumberColumn) frame.columns().get(1)).values()[2]);
  }

  @Test
  void anArrayCanBeEmptyButNotTwice() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NpzWriter writer = new NpzWriter(out)) {
      writer.numbers("x");
      writer.words("y", 0, i -> "");
      Refusal.of(() -> numbers(writer), "Two arrays have the same name.", "x");
    }
    assertTrue(out.toString(StandardCharsets.ISO_8859_1).contains("'<U1'"));
  }

  private static void numbers(NpzWriter writer) {
    try {
      writer.numbers("x", 1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
