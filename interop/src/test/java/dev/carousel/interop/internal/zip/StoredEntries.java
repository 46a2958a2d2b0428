package dev.carousel.interop.internal.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives whose entries are as they are stored, as {@code torch.save} writes them. */
public final class StoredEntries {
  private StoredEntries() {}

  /**
   * The bytes of an archive.
   *
   * @param extra bytes in the head of each entry, of a kind that nobody knows; may be empty
   */
  public static byte[] archive(Map<String, byte[]> entries, byte... extra) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(archive)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        CRC32 sum = new CRC32();
        sum.update(each.getValue());
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(each.getValue().length);
        entry.setCompressedSize(each.getValue().length);
        entry.setCrc(sum.getValue());
        entry.setExtra(extra.length == 0 ? null : extra);
        out.putNextEntry(entry);
        out.write(each.getValue());
      }
    }
    return archive.toByteArray();
  }
}
