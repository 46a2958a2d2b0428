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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that leads further than the limits of the reader is refused. */
class Hdf5LimitsTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/carousel/interop/keras/gru.weights.h5");

  private static final int OFFSETS = 13;
  private static final int BASE = 24;

  /** Where the superblock has the address of the first object's header. */
  private static final int ROOT = 64;

  private static final short LINK = 6;
  private static final short CONTINUATION = 16;

  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 23).order(ByteOrder.LITTLE_ENDIAN);

  @TempDir private Path folder;

  @BeforeEach
  void beginWithAWholeFile() throws IOException {
    bytes.put(Files.readAllBytes(FILE));
  }

  private Hdf5File read() throws IOException {
    Path file = Files.write(folder.resolve("changed.h5"), bytes.array());
    try (FileBytes open = FileBytes.open(file)) {
      return Hdf5File.read(open, 0, open.size(), List.of());
    }
  }

  private void refused(String input, String expected, String found) {
    Refusal.of(input, this::read, "expected: " + expected, "found:    " + found)
        .says("The HDF5 file is damaged", "changed.h5", "save the model again");
  }

  /** The beginning of an object's header behind all others; returns its address. */
  private long header(int messages, int size) {
    long address = bytes.position();
    bytes.put((byte) 1).put((byte) 0).putShort((short) messages).putInt(1).putInt(size).putInt(0);
    return address;
  }

  private void message(short type, int size) {
    bytes.putShort(type).putShort((short) size).putInt(0);
  }

  /** An object that leads to others by their names. */
  private long group(Map<String, Long> members) {
    int all = members.keySet().stream().mapToInt(name -> 8 + padded(name)).sum();
    long address = header(members.size(), all);
    members.forEach(this::link);
    return address;
  }

  private static int padded(String name) {
    return (11 + name.length() + 7) / 8 * 8;
  }

  private void link(String name, long address) {
    int end = bytes.position() + 8 + padded(name);
    message(LINK, padded(name));
    bytes.put((byte) 1).put((byte) 0).put((byte) name.length());
    bytes.put(name.getBytes(StandardCharsets.US_ASCII)).putLong(address).position(end);
  }

  /** Groups within each other, so many with the first. */
  private void nested(int levels, String name) {
    long address = group(Map.of());
    for (int level = 1; level < levels; level++) {
      address = group(Map.of(name, address));
    }
    bytes.putLong(ROOT, address);
  }

  @Test
  void levelsAndPathsAreBounded() throws IOException {
    nested(32, "a");
    assertEquals(Map.of(), read().tensors());
    nested(33, "a");
    refused("groups of 33 levels", "groups of at most 32 levels", "more levels");
    nested(5, "n".repeat(255));
    assertEquals(Map.of(), read().tensors());
    nested(6, "n".repeat(255));
    refused("a path of 1279 characters", "paths of at most 1023 characters", "a longer one");
  }

  @Test
  void namesMustBeNames() {
    nested(2, "a/b");
    refused("a name with a slash", "names of 1 to 255 characters without '/'", "'a/b'");
    long member = group(Map.of());
    long top = header(2, 48);
    link("a", member);
    link("a", member);
    bytes.putLong(ROOT, top);
    refused("two members of one name", "different names", "'a' twice");
  }

  @Test
  void aNameMustLieWithinItsHeap() {
    int node =
        StandardCharsets.ISO_8859_1.decode(bytes.duplicate().flip()).toString().indexOf("SNOD");
    bytes.putLong(node + 8, 1 << 20);
    refused("a name beyond the heap of names", "names within their heap", "one at 1048576");
  }

  @Test
  void objectsAreCounted() throws IOException {
    int[] next = {0};
    Map<String, Long> groups = new TreeMap<>();
    for (int group = 0; group < 256; group++) {
      Map<String, Long> members = new TreeMap<>();
      for (int member = 0; member < 255; member++) {
        members.put("m" + next[0]++, group(Map.of()));
      }
      groups.put("g" + group, group(members));
    }
    long top = group(groups);
    bytes.putLong(ROOT, top);
    refused("65537 objects", "at most 65536 objects", "more");
  }

  @Test
  void partsAreBounded() throws IOException {
    bytes.putLong(ROOT, header(0, 1 << 21));
    assertEquals(Map.of(), read().tensors());
    bytes.putLong(ROOT, header(0, (1 << 21) + 1));
    refused("a part of 2097153 bytes", "parts of at most 2097152 bytes", "more");
  }

  /** The headers lie over each other: the file is small, and what is read of it is not. */
  @Test
  void theStructureIsBounded() {
    Map<String, Long> members = new TreeMap<>();
    for (int member = 0; member < 33; member++) {
      members.put("m" + member, header(0, 1 << 21));
    }
    bytes.putLong(ROOT, group(members));
    refused(
        "33 headers of 2 MiB, one over the other", "a structure of at most 67108864 bytes", "more");
  }

  /** Each of 1100 objects goes on in the same 1000 empty parts. */
  @Test
  void thePartsOfTheStructureAreCounted() {
    long parts = bytes.position();
    for (int part = 0; part < 1000; part++) {
      message(CONTINUATION, 16);
      bytes.putLong(0).putLong(0);
    }
    Map<String, Long> members = new TreeMap<>();
    for (int member = 0; member < 1100; member++) {
      members.put("m" + member, header(1001, 24));
      message(CONTINUATION, 16);
      bytes.putLong(parts).putLong(24_000);
    }
    bytes.putLong(ROOT, group(members));
    refused("1100 objects of 1003 parts", "a structure of at most 1048576 parts", "more");
  }

  @Test
  void otherFormsOfAddressesAreRefused() {
    bytes.put(OFFSETS, (byte) 4);
    refused("addresses of 4 bytes", "addresses of 8 bytes", "addresses of 4 bytes");
    bytes.put(OFFSETS, (byte) 8).putLong(BASE, 512);
    refused("a block of the user's", "a file without a block of its user", "one of 512 bytes");
  }
}
