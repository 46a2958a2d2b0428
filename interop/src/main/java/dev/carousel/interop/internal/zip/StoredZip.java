package dev.carousel.interop.internal.zip;

import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.interop.internal.FileBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The directory of a zip archive whose entries are used where they are not compressed, so that each
 * is a part of the file. Nothing is unpacked, and no name is used as a path.
 *
 * <p>Checked before anything is read: that the directory is in the file, that every entry is before
 * the directory, and that no two share a byte. The check sum of an entry is compared when its bytes
 * are asked for. One owner.
 *
 * <p>Format: PKWARE, APPNOTE.TXT 6.3, with the records of zip64.
 */
public final class StoredZip {
  /** The most bytes of a directory: an archive of PyTorch has an entry for each tensor. */
  static final int LARGEST_DIRECTORY = 1 << 24;

  private static final int ENTRY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int END = 0x06054b50;
  private static final int END64 = 0x06064b50;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_BYTES = 56;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final long MASK = 0xFFFFFFFFL;
  private static final int PIECE = 1 << 20;

  private final FileBytes file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> checked = new HashSet<>();

  /**
   * One entry.
   *
   * @param name as it is stored
   * @param position of its first byte in the file
   * @param size in bytes, as it is stored
   * @param isStored whether it is neither compressed nor encrypted
   * @param sum the CRC-32 of its bytes; 0 if its writer computed none, as PyTorch can be told
   */
  public record Entry(String name, long position, long size, boolean isStored, int sum) {}

  /** Where the directory is. */
  private record Directory(long position, long size) {}

  private StoredZip(FileBytes file) {
    this.file = file;
  }

  /** Whether a file begins as archives do. */
  public static boolean isZip(FileBytes file) {
    return file.size() >= END_BYTES && file.at(0, Integer.BYTES).getInt() == LOCAL;
  }

  /**
   * Reads the directory.
   *
   * @throws CarouselException if the archive is damaged
   */
  public static StoredZip read(FileBytes file) {
    StoredZip zip = new StoredZip(file);
    Directory directory = zip.directory();
    zip.require(
        directory.size >= 0
            && directory.size <= LARGEST_DIRECTORY
            && directory.position >= 0
            && directory.position <= file.size() - directory.size,
        "a directory of at most " + LARGEST_DIRECTORY + " bytes within the file",
        directory.size + " bytes at " + directory.position);
    ByteBuffer bytes = file.at(directory.position, (int) directory.size);
    while (bytes.hasRemaining()) {
      zip.add(bytes, directory.position);
    }
    zip.requireApart();
    return zip;
  }

  /** The entries by name, in the order of the directory; unmodifiable. */
  public Map<String, Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /**
   * The bytes of an entry, which the caller knows not to be too large.
   *
   * @throws CarouselException if they are compressed or damaged
   */
  public ByteBuffer bytes(Entry entry) {
    requireIntact(entry);
    return file.at(entry.position, (int) entry.size);
  }

  /**
   * Refuses an entry whose bytes cannot be used as they are. Reads all of them, once.
   *
   * @throws CarouselException if it is compressed, encrypted or damaged
   */
  public void requireIntact(Entry entry) {
    requireStored(entry);
    if (entry.sum != 0 && checked.add(entry.name)) {
      int found = sum(entry);
      require(
          found == entry.sum,
          shown(entry.name) + " with the check sum " + hex(entry.sum),
          hex(found) + ": some of its bytes were changed");
    }
  }

  private int sum(Entry entry) {
    CRC32 sum = new CRC32();
    for (long done = 0; done < entry.size; ) {
      int count = (int) Math.min(PIECE, entry.size - done);
      sum.update(file.at(entry.position + done, count));
      done += count;
    }
    return (int) sum.getValue();
  }

  private static String hex(int sum) {
    return HexFormat.of().toHexDigits(sum);
  }

  private void requireStored(Entry entry) {
    if (!entry.isStored) {
      throw CarouselException.failure("The archive is compressed or encrypted.")
          .expected("entries as they are, as torch.save writes them")
          .found(shown(entry.name) + " is not")
          .where(file.path())
          .mend("load it in PyTorch, and save it again with torch.save or safetensors")
          .build();
    }
  }

  private Directory directory() {
    int tail = (int) Math.min(file.size(), END_BYTES + LONGEST_COMMENT + LOCATOR_BYTES);
    long start = file.size() - tail;
    ByteBuffer bytes = file.at(start, tail);
    int end = tail - END_BYTES;
    while (end >= 0 && bytes.getInt(end) != END) {
      end--;
    }
    require(end >= 0, "the end of a zip archive", "none: the file may be truncated");
    int locator = end - LOCATOR_BYTES;
    if (locator >= 0 && bytes.getInt(locator) == LOCATOR64) {
      return directory64(bytes.getLong(locator + 8));
    }
    return new Directory(bytes.getInt(end + 16) & MASK, bytes.getInt(end + 12) & MASK);
  }

  private Directory directory64(long position) {
    require(
        position >= 0 && position <= file.size() - END64_BYTES,
        "a record of the directory within the file",
        "one at " + position);
    ByteBuffer bytes = file.at(position, END64_BYTES);
    require(bytes.getInt(0) == END64, "the record of a zip64 directory", "none at " + position);
    return new Directory(bytes.getLong(48), bytes.getLong(40));
  }

  private void add(ByteBuffer bytes, long limit) {
    int at = bytes.position();
    require(
        bytes.remaining() >= ENTRY_BYTES && bytes.getInt(at) == ENTRY,
        "entries in the directory",
        "none at its byte " + at);
    int nameBytes = bytes.getShort(at + 28) & 0xFFFF;
    int extraBytes = bytes.getShort(at + 30) & 0xFFFF;
    int commentBytes = bytes.getShort(at + 32) & 0xFFFF;
    int length = ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
    require(bytes.remaining() >= length, "whole entries in the directory", "a part of one");
    String name = new String(bytes.array(), at + ENTRY_BYTES, nameBytes, StandardCharsets.UTF_8);
    int method = bytes.getShort(at + 10);
    int flags = bytes.getShort(at + 8);
    long packed = bytes.getInt(at + 20) & MASK;
    long size = bytes.getInt(at + 24) & MASK;
    long header = bytes.getInt(at + 42) & MASK;
    if (packed == MASK || size == MASK || header == MASK) {
      ByteBuffer extra = extra64(bytes, at + ENTRY_BYTES + nameBytes, extraBytes, name);
      size = size == MASK ? next(extra, name) : size;
      packed = packed == MASK ? next(extra, name) : packed;
      header = header == MASK ? next(extra, name) : header;
    }
    bytes.position(at + length);
    boolean isStored = method == 0 && (flags & 1) == 0 && packed == size;
    put(name, header, packed, isStored, bytes.getInt(at + 16), limit);
  }

  /** The numbers of more than 32 bits, in the field 1 of the extra bytes. */
  private ByteBuffer extra64(ByteBuffer bytes, int from, int count, String name) {
    for (int at = from; at + 4 <= from + count; ) {
      int length = bytes.getShort(at + 2) & 0xFFFF;
      if (bytes.getShort(at) == 1 && at + 4 + length <= from + count) {
        return bytes.duplicate().order(bytes.order()).limit(at + 4 + length).position(at + 4);
      }
      at += 4 + length;
    }
    throw damaged("sizes of 64 bits for " + shown(name), "none");
  }

  private long next(ByteBuffer extra, String name) {
    require(extra.remaining() >= Long.BYTES, "sizes of 64 bits for " + shown(name), "too few");
    return extra.getLong();
  }

  private void put(String name, long header, long size, boolean isStored, int sum, long limit) {
    require(
        size >= 0 && header >= 0 && header <= limit - LOCAL_BYTES,
        shown(name) + " before the directory",
        size + " bytes at " + header);
    ByteBuffer local = file.at(header, LOCAL_BYTES);
    require(local.getInt(0) == LOCAL, "a header before " + shown(name), "none at " + header);
    long position =
        header + LOCAL_BYTES + (local.getShort(26) & 0xFFFF) + (local.getShort(28) & 0xFFFF);
    require(
        position <= limit && size <= limit - position,
        shown(name) + " before the directory",
        size + " bytes at " + position);
    require(
        entries.put(name, new Entry(name, position, size, isStored, sum)) == null,
        "entries of different names",
        shown(name) + " twice");
  }

  private void requireApart() {
    List<Entry> inOrder = new ArrayList<>(entries.values());
    inOrder.sort(Comparator.comparingLong(Entry::position).thenComparingLong(Entry::size));
    long end = 0;
    for (Entry entry : inOrder) {
      require(
          entry.position >= end, "entries that do not overlap", shown(entry.name) + " overlaps");
      end = entry.position + entry.size;
    }
  }

  private static String shown(String name) {
    return "'" + Printable.of(name, 80) + "'";
  }

  private void require(boolean condition, String expected, String found) {
    if (!condition) {
      throw damaged(expected, found);
    }
  }

  private CarouselException damaged(String expected, String found) {
    return CarouselException.failure("The zip archive is damaged.")
        .expected(expected)
        .found(found)
        .where(file.path())
        .mend("use another copy of the file")
        .build();
  }
}
