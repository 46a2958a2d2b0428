package dev.carousel.io;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final String TWO_FLOATS =
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  @TempDir Path folder;

  @Test
  void everyBitComesBack() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("layer0/i.Wh", random(Precision.FLOAT32, 130, 257));
    tensors.put("a \"quoted\" \u20AC", random(Precision.FLOAT64, 3, 1, 5));
    tensors.put("scalar", random(Precision.FLOAT32));
    tensors.put("empty", random(Precision.FLOAT64, 3, 0, 2));
    FloatTensor special = new FloatTensor(5);
    special.array()[0] = Float.NaN;
    special.array()[1] = Float.NEGATIVE_INFINITY;
    special.array()[2] = -0f;
    special.array()[3] = Float.MIN_VALUE;
    tensors.put("special", special);
    Map<String, String> metadata = Map.of("format", "carousel", "text", "line\n\u20AC\uD83C\uDFA0");
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, new NamedTensors(tensors), metadata);

    Safetensors.Contents read = Safetensors.read(file);
    assertEquals(metadata, read.metadata());
    assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.tensors().names()));
    tensors.forEach(
        (name, tensor) -> {
          Tensor back = read.tensors().get(name);
          assertEquals(tensor.precision(), back.precision());
          assertArrayEquals(tensor.shape(), back.shape());
          assertArrayEquals(bits(tensor), bits(back));
        });
  }

  /** The layout of the published format, byte by byte. */
  @Test
  void bytesAreThoseOfTheFormatAndTheirChecksum() throws Exception {
    FloatTensor a = new FloatTensor(1, 2);
    a.array()[0] = 1;
    a.array()[1] = -2;
    DoubleTensor b = new DoubleTensor();
    b.array()[0] = 0.5;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", a);
    tensors.put("b", b);
    Path file = folder.resolve("x");
    Safetensors.write(file, new NamedTensors(tensors), Map.of("k2", "v", "k1", "u"));
    String blank = "0".repeat(64);
    String json =
        "{\"__metadata__\":{\"carousel.sha256\":\""
            + blank
            + "\",\"k1\":\"u\",\"k2\":\"v\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[8,16]}}";
    String padded = json + " ".repeat((8 - json.length() % 8) % 8);
    byte[] expected =
        ByteBuffer.allocate(8 + padded.length() + 16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(padded.length())
            .put(padded.getBytes(UTF_8))
            .put(new byte[] {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, (byte) 0xC0})
            .put(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xE0, 0x3F})
            .array();
    String seal = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(expected));
    System.arraycopy(seal.getBytes(UTF_8), 0, expected, 8 + json.indexOf(blank), 64);
    assertArrayEquals(expected, Files.readAllBytes(file));
  }

  @Test
  void sameContentGivesTheSameBytes() throws IOException {
    NamedTensors tensors = new NamedTensors(Map.of("a", random(Precision.FLOAT32, 7, 3)));
    Map<String, String> forward = new LinkedHashMap<>();
    Map<String, String> backward = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forward.put("key" + i, "v");
      backward.put("key" + (19 - i), "v");
    }
    Safetensors.write(folder.resolve("1"), tensors, forward);
    Safetensors.write(folder.resolve("2"), tensors, backward);
    byte[] first = Files.readAllBytes(folder.resolve("1"));
    assertArrayEquals(first, Files.readAllBytes(folder.resolve("2")));
    Safetensors.Contents read = Safetensors.read(folder.resolve("1"));
    Safetensors.write(folder.resolve("3"), read.tensors(), read.metadata());
    assertArrayEquals(first, Files.readAllBytes(folder.resolve("3")));
  }

  @Test
  void nothingAtAllComesBack() {
    Path file = folder.resolve("empty");
    Safetensors.write(file, new NamedTensors(Map.of()), Map.of());
    assertEquals(0, Safetensors.read(file).tensors().names().size());
    assertEquals(Map.of(), Safetensors.read(file).metadata());
  }

  @Test
  void anyFlippedBitOfAWrittenFileIsRefused() throws IOException {
    Path file = folder.resolve("sealed");
    Safetensors.write(file, new NamedTensors(Map.of("a", new FloatTensor(3))), Map.of("k", "v"));
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, flipped);
      CarouselException refused =
          assertThrows(CarouselException.class, () -> Safetensors.readSealed(file));
      assertTrue(String.valueOf(refused.getMessage()).contains(file.toString()));
    }
  }

  @Test
  void changedNumbersAreToldByTheirChecksum() throws IOException {
    Path file = folder.resolve("sealed");
    Safetensors.write(file, new NamedTensors(Map.of("a", new FloatTensor(3))), Map.of());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] = 1;
    Files.write(file, bytes);
    Refusal.of(
        () -> Safetensors.read(file),
        "its content does not match its checksum",
        "the checksum ",
        file.toString(),
        "carousel.sha256");
  }

  @Test
  void aChecksumMayBeAbsentUnlessItIsAskedFor() throws IOException {
    Path foreign = file(TWO_FLOATS, 8);
    assertEquals(2, Safetensors.read(foreign).tensors().get("a").size());
    Refusal.of(
        () -> Safetensors.readSealed(foreign),
        "a checksum in its metadata",
        "no carousel.sha256",
        "did not write it",
        "another copy");
  }

  @Test
  void whatLooksLikeAChecksumInAStringIsNone() {
    Path file = folder.resolve("sealed");
    Map<String, String> metadata = Map.of("a", "\"carousel.sha256\":\"" + "0".repeat(70));
    Safetensors.write(file, new NamedTensors(Map.of()), metadata);
    assertEquals(metadata, Safetensors.readSealed(file).metadata());
  }

  @Test
  void orderOfTheDataNeedNotBeThatOfTheHeader() throws IOException {
    String json =
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    Safetensors.Contents read = Safetensors.read(file(json, 12));
    assertEquals(List.of("b", "a"), List.copyOf(read.tensors().names()));
    assertEquals(Float.intBitsToFloat(0x0B0A0908), read.tensors().get("b").get(0));
  }

  @Test
  void reservedNameIsRefused() {
    NamedTensors tensors = new NamedTensors(Map.of("__metadata__", new FloatTensor(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(folder.resolve("x"), tensors, Map.of()));
  }

  @Test
  void missingFileAndFolderAreRefused() {
    Refusal.of(() -> Safetensors.read(folder.resolve("none")), "no such file", "none");
    Refusal.of(() -> Safetensors.read(folder), "is a folder", folder.toString());
  }

  @Test
  void everyTruncationIsRefusedWithSizes() throws IOException {
    byte[] whole = Files.readAllBytes(file(TWO_FLOATS, 8));
    for (int length = 0; length < whole.length; length++) {
      Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      Refusal.of(() -> Safetensors.read(file), file.toString(), "expected", "found");
    }
    Path empty = Files.write(folder.resolve("cut"), new byte[0]);
    Refusal.of(() -> Safetensors.read(empty), "truncated", "at least 8 bytes", "0 bytes");
    Path header = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, 20));
    int needed = 8 + TWO_FLOATS.length();
    Refusal.of(() -> Safetensors.read(header), "truncated", "at least " + needed, "20 bytes");
    Path data = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 1));
    Refusal.of(() -> Safetensors.read(data), "the 7 bytes of data", "'a' F32[2] at [0, 8]");
  }

  @Test
  void anyFlippedBitOfTheHeaderIsReadOrRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file(TWO_FLOATS, 8));
    for (int bit = 0; bit < 8 * (whole.length - 8); bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Path file = Files.write(folder.resolve("flipped"), flipped);
      try {
        Safetensors.read(file);
      } catch (CarouselException refused) {
        assertTrue(String.valueOf(refused.getMessage()).contains(file.toString()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, SafetensorsHeader.LONGEST + 1, Long.MAX_VALUE})
  void absurdHeaderLengthIsRefusedBeforeAnythingIsAllocated(long length) throws IOException {
    byte[] bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    Path file = Files.write(folder.resolve("x"), bytes);
    Refusal.of(
        () -> Safetensors.read(file),
        "not a safetensors file",
        "at most 67108864",
        Long.toUnsignedString(length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json                                                    | JSON",
        "[]                                                          | a JSON object",
        "{} {}                                                       | JSON",
        "{\"a\":1}                                                   | dtype, shape",
        "{\"a\":{}}                                                  | dtype, shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}                   | dtype, shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}} | dtype, shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            + " | Duplicate",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[[[[2]]]],\"data_offsets\":[0,8]}} | nesting depth",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}}  | F32 or F64",
        "{\"a\":{\"dtype\":7,\"shape\":[4],\"data_offsets\":[0,8]}}        | F32 or F64",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}    | list of extents",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | extents of at least 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}} | extents of at least"
            + " 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483648],\"data_offsets\":[0,8]}} | extents of at"
            + " least 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,8]}} | a Java array",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}  | span of 12 bytes",
        "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}  | span of 16 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}    | two whole numbers",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,\"8\"]}} | two whole numbers",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0.5,8.5]}} | two whole numbers",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8e0]}} | two whole numbers",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}  | offsets within",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}} | offsets within",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}} | offsets within the 8"
            + " bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[9223372036854775807,-9223372036854775801]}}"
            + " | offsets within",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}  | without gap or"
            + " overlap: the next one at 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}  | cover the 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}"
            + " | without gap or overlap: the next one at 8",
        "{\"__metadata__\":[]}                                       | metadata as a JSON object",
        "{\"__metadata__\":{\"k\":1}}                                | metadata of strings",
      })
  void damagedHeaderIsRefused(String json, String expected) throws IOException {
    Path file = file(json, 8);
    Refusal.of(() -> Safetensors.read(file), expected, "found", file.toString());
  }

  @Test
  void headerThatIsNotUtf8IsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file(TWO_FLOATS, 8));
    bytes[10] = (byte) 0xFF;
    Path file = Files.write(folder.resolve("x"), bytes);
    Refusal.of(() -> Safetensors.read(file), "damaged", "UTF-8");
  }

  /** A file of that header and that many bytes of data: 0, 1, 2 and so on. */
  private Path file(String json, int dataBytes) throws IOException {
    byte[] header = json.getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (int i = 0; i < dataBytes; i++) {
      bytes.put((byte) i);
    }
    return Files.write(folder.resolve("made"), bytes.array());
  }

  private static Tensor random(Precision precision, int... shape) {
    Tensor tensor = precision.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, Math.sin(i + 1) * 1e3);
    }
    return tensor;
  }

  private static long[] bits(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** Empty lists are dear: three bytes of a file for some sixty of memory. */
  @Test
  void aHeaderOfTooManyValuesIsRefused() throws IOException {
    String lists = "[],".repeat((int) SafetensorsHeader.MOST_TOKENS / 2);
    Path file = file("{\"a\":[" + lists + "[]]}", 0);
    Refusal.of(() -> Safetensors.read(file), "header", "damaged", "Token count", file.toString());
  }

  @Test
  void aHeaderInAnotherEncodingIsRefused() throws IOException {
    byte[] header = TWO_FLOATS.getBytes(UTF_16LE);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    Path file = Files.write(folder.resolve("x"), bytes.putLong(header.length).put(header).array());
    Refusal.of(() -> Safetensors.read(file), "damaged", file.toString());
  }

  /** Of the same hash in a table that a reader keeps of names, whatever the table's seed. */
  @Test
  void namesThatCollideAreReadLikeOthers() throws IOException {
    String header =
        IntStream.range(0, 1 << 11)
            .mapToObj(SafetensorsTest::colliding)
            .map(name -> "\"" + name + "\":\"\"")
            .collect(Collectors.joining(",", "{\"__metadata__\":{", "}}"));
    assertEquals(1 << 11, Safetensors.read(file(header, 0)).metadata().size());
  }

  /** As 33 * 'A' + 'b' is 33 * 'B' + 'A'. */
  private static String colliding(int number) {
    return IntStream.range(0, 11)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Ab" : "BA")
        .collect(Collectors.joining());
  }

  /** If each extent took as long as the whole shape, this would take an hour. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aShapeOfManyExtentsIsReadAsQuicklyAsItIsLong() throws IOException {
    String shape = "1,".repeat(1 << 20) + "2";
    Path file = file(TWO_FLOATS.replace("[2]", "[" + shape + "]"), 8);
    assertEquals(2, Safetensors.read(file).tensors().get("a").size());
  }
}
