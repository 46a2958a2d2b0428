package dev.carousel.interop.internal.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.internal.zip.StoredEntries;
import dev.carousel.interop.pytorch.PyTorch;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of arrays in an archive, and how the others are refused. */
class NpzRefusalsTest {
  @TempDir private Path folder = Path.of("");

  private static byte[] array(String type, String order, String shape, int... numbers) {
    return array(1, type, order, shape, numbers);
  }

  /** An array of float32, whatever its header says. */
  private static byte[] array(
      int version, String type, String order, String shape, int... numbers) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }\n".formatted(type, order, shape);
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + header.length() + 4 * numbers.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) header.length());
    } else {
      bytes.putInt(header.length());
    }
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    for (int number : numbers) {
      bytes.putFloat(number);
    }
    byte[] all = new byte[bytes.position()];
    bytes.flip().get(all);
    return all;
  }

  private NamedTensors read(byte[] array) throws IOException {
    Path file = folder.resolve("model.npz");
    Files.write(file, StoredEntries.archive(Map.of("w.npy", array)));
    return PyTorch.tensors(file);
  }

  private void refused(String input, byte[] array, String expected, String found) {
    Refusal.of(input, () -> read(array), "expected: an array 'w' " + expected, "found:    " + found)
        .says("An array of the archive cannot be read.", "model.npz", "numpy.savez(..");
  }

  @Test
  void bothOrdersOfElementsAreRead() throws IOException {
    Tensor rows = read(array("<f4", "False", "2, 3", 1, 2, 3, 4, 5, 6)).get("w");
    assertArrayEquals(new int[] {2, 3}, rows.shape());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, rows.toDoubles());
    Tensor columns = read(array(2, "<f4", "True", "2, 3", 1, 4, 2, 5, 3, 6)).get("w");
    assertArrayEquals(new int[] {2, 3}, columns.shape());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, columns.toDoubles());
    assertEquals(7, read(array("<f4", "True", "1,", 7)).get("w").get(0));
  }

  @Test
  void damagedHeadersAreRefused() {
    byte[] whole = array("<f4", "False", "2,", 1, 2);
    byte[] magic = whole.clone();
    magic[0] = 0;
    refused("an array without NumPy's first bytes", magic, "that begins as NumPy's do", "other");
    byte[] version = whole.clone();
    version[6] = 4;
    refused("version 4 of NumPy's format", version, "that begins as NumPy's do", "other bytes");
    byte[] length = whole.clone();
    length[9] = 0x7F;
    refused("a header beyond the array", length, "with a header of at most 65536 bytes", "one of");
    refused("an array of 3 bytes", new byte[3], "with a header", "3 bytes");
    refused(
        "a header without an order",
        array("<f4", "Maybe", "2,", 1, 2),
        "whose header has a type, an order and a shape",
        "another header");
  }

  @Test
  void otherArraysAreRefused() {
    refused(
        "an array of Python's objects",
        array("|O", "False", "2,", 1, 2),
        "of numbers, little-endian",
        "the type '|O'");
    refused(
        "a shape of more than the bytes",
        array("<f4", "False", "3,", 1, 2),
        "whose shape fits its bytes",
        "[3] of '<f4' in 8 bytes");
    refused(
        "a shape of 2^62 elements",
        array("<f4", "False", "2147483647, 2147483647", 1, 2),
        "whose shape fits its bytes",
        "[2147483647, 2147483647]");
    refused(
        "an extent of 9999999999",
        array("<f4", "False", "9999999999,", 1, 2),
        "of extents below 2^31",
        "9999999999");
    refused(
        "an array of 9 axes",
        array("<f4", "False", "1,1,1,1,1,1,1,1,2", 1, 2),
        "of at most 8 axes",
        "9 axes");
  }

  @Test
  void compressedArraysAreRefused() throws IOException {
    Path file = folder.resolve("model.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("w.npy"));
      zip.write(array("<f4", "False", "2,", 1, 2));
    }
    Refusal.of(
        "numpy.savez_compressed",
        () -> PyTorch.read(file, ImportSettings.USUAL),
        "An array of the archive cannot be read.",
        "an array 'w' as it is, not compressed",
        "numpy.savez(..)");
  }
}
