package dev.carousel.interop.internal.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.interop.internal.FileBytes;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lengths and addresses that lie, and circles, are refused before memory is taken for them. */
class Hdf5RefusalsTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/carousel/interop/keras/gru.weights.h5");

  private static final String KERNEL = "layers/gru/cell/vars/0";

  /** Where the superblock has the address of the first object's header. */
  private static final int ROOT = 64;

  @TempDir private Path folder;

  private Hdf5File read(byte[] bytes, String... left) throws IOException {
    Path file = Files.write(folder.resolve("changed.h5"), bytes);
    try (FileBytes open = FileBytes.open(file)) {
      return Hdf5File.read(open, 0, open.size(), List.of(left));
    }
  }

  private static ByteBuffer whole() throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(FILE)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A file that is changed where a signature stands first. */
  private void refused(
      String input, String signature, BiConsumer<ByteBuffer, Integer> change, String... parts)
      throws IOException {
    ByteBuffer bytes = whole();
    change.accept(bytes, find(bytes, signature.getBytes(StandardCharsets.US_ASCII)));
    Refusal.of(input, () -> read(bytes.array()), parts)
        .says("The HDF5 file is damaged", "changed.h5", "save the model again");
  }

  private static int find(ByteBuffer bytes, byte[] wanted) {
    for (int at = 0; at + wanted.length <= bytes.limit(); at++) {
      if (bytes.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted))) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }

  private static int find(ByteBuffer bytes, long address) {
    byte[] word =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(address).array();
    return find(bytes, word);
  }

  private static void refer(ByteBuffer bytes, int at, long address) {
    bytes.putLong(at, address);
  }

  @Test
  void theFileItselfIsRead() throws IOException {
    Hdf5File read = read(whole().array());
    assertEquals(List.of(4, 15), List.of(shape(read)[0], shape(read)[1]));
    assertEquals(
        "of elements of another type (FixedPoint)",
        read.unread().get("layers/dropout/seed_generator/vars/0"));
    assertEquals(1, read.texts("", "note").size());
    assertEquals(List.of(), read.texts("", "model_config"));
    assertEquals(read.tensors().size() - 1, read(whole().array(), "optimizer").tensors().size());
  }

  private static int[] shape(Hdf5File read) {
    return Objects.requireNonNull(read.tensors().get(KERNEL)).shape();
  }

  /** The last bytes of a file may be of a part that is not read. */
  @Test
  void aFileThatLacksItsLastBytesIsRefused() throws IOException {
    byte[] bytes = whole().array();
    Refusal.of(
            "a file without its last 2 bytes",
            () -> read(Arrays.copyOf(bytes, bytes.length - 2)),
            "expected: a file of " + bytes.length + " bytes, as it says itself",
            "found:    " + (bytes.length - 2) + " bytes: it may be truncated")
        .says("The HDF5 file is damaged", "changed.h5");
    assertEquals(
        read(bytes).tensors().size(),
        read(Arrays.copyOf(bytes, bytes.length + 2)).tensors().size());
  }

  @Test
  void circlesAreRefused() throws IOException {
    refused(
        "a B-tree that is its own child",
        "TREE",
        (bytes, at) -> {
          bytes.put(at + 5, (byte) 1);
          bytes.putShort(at + 6, (short) 3);
          for (int child = 0; child < 3; child++) {
            refer(bytes, at + 32 + 16 * child, at);
          }
        },
        "objects of at most 1024 parts",
        "more");
    refused(
        "a header that goes on in itself",
        "TREE",
        (bytes, unused) -> {
          int header = (int) bytes.getLong(ROOT);
          bytes.putShort(header + 2, (short) -1);
          bytes.putShort(header + 16, (short) 16);
          bytes.putShort(header + 18, (short) 16);
          refer(bytes, header + 24, header + 16);
          bytes.putLong(header + 32, 8192);
        },
        "objects of at most 4194304 bytes",
        "more");
  }

  @Test
  void partsBeyondTheFileAreRefused() throws IOException {
    refused(
        "a heap of names of 2^31 - 2 bytes",
        "HEAP",
        (bytes, at) -> bytes.putLong(at + 8, Integer.MAX_VALUE - 1),
        "parts within the file",
        "2147483646 bytes at");
    refused(
        "a header of 2^31 - 2 bytes",
        "TREE",
        (bytes, unused) -> bytes.putInt((int) bytes.getLong(ROOT) + 8, Integer.MAX_VALUE - 1),
        "parts within the file",
        "2147483646 bytes at");
    refused("an address below 0", "TREE", (bytes, unused) -> bytes.putLong(ROOT, -8), "-8");
  }

  @Test
  void dataSetsMustLieApartWithinTheFile() throws IOException {
    byte[] bytes = whole().array();
    long first = address(bytes, KERNEL);
    long second = address(bytes, "layers/gru/cell/vars/1");
    ByteBuffer overlapping = whole();
    refer(overlapping, find(overlapping, second), first);
    Refusal.of(
        "data sets that share bytes",
        () -> read(overlapping.array()),
        "data sets that do not overlap",
        "overlaps another");
    ByteBuffer beyond = whole();
    refer(beyond, find(beyond, first), beyond.limit() - 8);
    Refusal.of(
        "a data set that ends beyond the file",
        () -> read(beyond.array()),
        "'" + KERNEL + "' within the file",
        "240 bytes at");
    ByteBuffer large = whole();
    int size = find(large, first) + Long.BYTES;
    large.putLong(size, 1L << 40);
    Refusal.of(
        "a data set of another size than its shape",
        () -> read(large.array()),
        "the 240 bytes of '" + KERNEL + "'",
        "1099511627776 bytes");
  }

  /** Where the bytes of a data set stand: its first number is found there. */
  private long address(byte[] bytes, String name) throws IOException {
    Path file = Files.write(folder.resolve("whole.h5"), bytes);
    double[] own = new double[4];
    try (FileBytes open = FileBytes.open(file)) {
      Hdf5File whole = Hdf5File.read(open, 0, open.size(), List.of());
      Objects.requireNonNull(whole.tensors().get(name)).read(0, own, 4);
    }
    ByteBuffer wanted = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : own) {
      wanted.putFloat((float) number);
    }
    return find(ByteBuffer.wrap(bytes), wanted.array());
  }

  @Test
  void shapesThatOverflowAreRefused() throws IOException {
    ByteBuffer bytes = whole();
    ByteBuffer shape = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    int at = find(bytes, shape.putLong(4).putLong(15).array());
    bytes.putLong(at, Integer.MAX_VALUE).putLong(at + 8, Integer.MAX_VALUE);
    Hdf5File read = read(bytes.array());
    assertEquals("of 4611686014132420609 elements", read.unread().get(KERNEL));
  }
}
