package dev.carousel.interop.keras;

import dev.carousel.interop.Imported;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Archives of Keras, changed for tests. */
final class Archives {
  private static final String CONFIG = "config.json";

  private Archives() {}

  private static Map<String, byte[]> entries(Path archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        entries.put(next.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  static byte[] weights(Path archive) throws IOException {
    return Objects.requireNonNull(entries(archive).get("model.weights.h5"));
  }

  static String config(Path archive) throws IOException {
    byte[] config = Objects.requireNonNull(entries(archive).get(CONFIG));
    return new String(config, StandardCharsets.UTF_8);
  }

  /** The same archive with another configuration. */
  static Path with(Path archive, String config, Path into) throws IOException {
    Map<String, byte[]> entries = entries(archive);
    entries.put(CONFIG, config.getBytes(StandardCharsets.UTF_8));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(into))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        CRC32 sum = new CRC32();
        sum.update(each.getValue());
        entry.setSize(each.getValue().length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
    return into;
  }

  /** The first number of a parameter, as a file holds it. */
  static byte[] float32(Imported imported, String parameter) {
    float first = (float) imported.parameters().get(parameter).get(0);
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(first).array();
  }

  /** Where bytes stand first among others. */
  static int find(byte[] all, byte[] wanted) {
    for (int at = 0; at + wanted.length <= all.length; at++) {
      if (ByteBuffer.wrap(all, at, wanted.length).equals(ByteBuffer.wrap(wanted))) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }
}
