package dev.carousel.interop.internal.hdf5;

import dev.carousel.error.Printable;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.internal.FileBytes;
import dev.carousel.interop.internal.StoredTensor;
import dev.carousel.io.DType;
import io.jhdf.Constants;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.SymbolTableEntry;
import io.jhdf.btree.BTreeV1;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.LinkMessage.LinkType;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks through the groups of an HDF5 file. One owner. */
final class Structure {
  private static final int MOST_OBJECTS = 1 << 16;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 1023;
  private static final int DEEPEST = 32;
  private static final int WORD = 8;

  private final FileBytes file;
  private final long position;
  private final long size;
  private final List<String> left;
  private final BoundedStorage storage;
  private final Strings strings;
  private final Map<String, ForeignTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> unread = new LinkedHashMap<>();
  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();

  /** The bytes of a data set. */
  private record Place(String path, long first, long end) {}

  Structure(FileBytes file, long position, long size, List<String> left) {
    this.file = file;
    this.position = position;
    this.size = size;
    this.left = left;
    storage = new BoundedStorage(file, position, size);
    strings = new Strings(storage);
  }

  Map<String, ForeignTensor> tensors() {
    return tensors;
  }

  Map<String, String> unread() {
    return unread;
  }

  Map<String, List<String>> texts() {
    return texts;
  }

  static String attribute(String group, String name) {
    return group + "@" + name;
  }

  void read() {
    Superblock superblock = storage.getSuperblock();
    require(
        superblock.getSizeOfOffsets() == WORD && superblock.getSizeOfLengths() == WORD,
        "addresses of 8 bytes",
        "addresses of " + superblock.getSizeOfOffsets() + " bytes");
    require(
        superblock.getBaseAddressByte() == 0,
        "a file without a block of its user",
        "one of " + superblock.getBaseAddressByte() + " bytes");
    long end = end(superblock);
    require(
        end <= size,
        "a file of " + end + " bytes, as it says itself",
        size + " bytes: it may be truncated");
    group("", header(root(superblock)), 0);
    requireApart();
  }

  private static long end(Superblock superblock) {
    return superblock instanceof Superblock.SuperblockV0V1 old
        ? old.getEndOfFileAddress()
        : ((Superblock.SuperblockV2V3) superblock).getEndOfFileAddress();
  }

  private long root(Superblock superblock) {
    if (superblock instanceof Superblock.SuperblockV0V1 old) {
      return new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress())
          .getObjectHeaderAddress();
    }
    return ((Superblock.SuperblockV2V3) superblock).getRootGroupObjectHeaderAddress();
  }

  private ObjectHeader header(long address) {
    storage.nextObject();
    require(seen.add(address), "objects with one path each", "two paths of the same object");
    require(seen.size() <= MOST_OBJECTS, "at most " + MOST_OBJECTS + " objects", "more");
    return ObjectHeader.readObjectHeader(storage, address);
  }

  private void group(String path, ObjectHeader header, int depth) {
    require(depth < DEEPEST, "groups of at most " + DEEPEST + " levels", "more levels");
    for (AttributeMessage attribute : header.getMessagesOfType(AttributeMessage.class)) {
      List<String> found = strings.of(attribute);
      if (!found.isEmpty()) {
        texts.put(attribute(path, attribute.getName()), found);
      }
    }
    Map<String, Long> children =
        header.hasMessageOfType(SymbolTableMessage.class)
            ? table(path, header.getMessageOfType(SymbolTableMessage.class))
            : links(path, header);
    children.forEach((name, address) -> child(path, name, address, depth));
  }

  private void child(String path, String name, long address, int depth) {
    String whole = path.isEmpty() ? name : path + "/" + name;
    require(whole.length() <= LONGEST_PATH, "paths of at most 1023 characters", "a longer one");
    if (path.isEmpty() && left.contains(name)) {
      return;
    }
    ObjectHeader header = header(address);
    if (header.hasMessageOfType(DataSpaceMessage.class)) {
      dataset(whole, header);
    } else if (!header.hasMessageOfType(DataTypeMessage.class)) {
      group(whole, header, depth + 1);
    }
  }

  /** The members of a group in the form that h5py writes by default. */
  private Map<String, Long> table(String path, SymbolTableMessage message) {
    ByteBuffer names = new LocalHeap(storage, message.getLocalHeapAddress()).getDataBuffer();
    List<Long> nodes =
        BTreeV1.createGroupBTree(storage, message.getBTreeAddress()).getChildAddresses();
    Map<String, Long> members = new LinkedHashMap<>();
    for (long node : nodes) {
      storage.nextObject();
      for (SymbolTableEntry entry :
          new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
        String name = name(names, entry.getLinkNameOffset());
        requireHard(entry.getCacheType() != 2, path, name);
        put(members, name, entry.getObjectHeaderAddress());
      }
    }
    return members;
  }

  /** The members of a group in the newer form, as long as its header holds them. */
  private static Map<String, Long> links(String path, ObjectHeader header) {
    Map<String, Long> members = new LinkedHashMap<>();
    for (LinkInfoMessage info : header.getMessagesOfType(LinkInfoMessage.class)) {
      require(
          info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS,
          "groups in the form that h5py writes by default",
          "the group '" + shown(path) + "' in the form for many members (libver='latest')");
    }
    for (LinkMessage link : header.getMessagesOfType(LinkMessage.class)) {
      String name = link.getLinkName();
      requireHard(link.getLinkType() == LinkType.HARD, path, name);
      put(members, name, link.getHardLinkAddress());
    }
    return members;
  }

  private static void put(Map<String, Long> members, String name, long address) {
    require(
        !name.isEmpty() && name.length() <= LONGEST_NAME && name.indexOf('/') < 0,
        "names of 1 to 255 characters without '/'",
        "'" + shown(name) + "'");
    require(members.put(name, address) == null, "different names", "'" + shown(name) + "' twice");
  }

  private static String name(ByteBuffer names, int offset) {
    int most = Math.min(names.limit() - offset, LONGEST_NAME + 1);
    require(offset >= 0 && most > 0, "names within their heap", "one at " + offset);
    return Strings.text(names.slice(offset, most));
  }

  private void dataset(String path, ObjectHeader header) {
    DataType type = header.getMessageOfType(DataTypeMessage.class).getDataType();
    int[] shape = header.getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensions();
    DataLayoutMessage layout = header.getMessageOfType(DataLayoutMessage.class);
    Optional<DType> dtype = Elements.of(type);
    long elements = 1;
    for (int extent : shape) {
      elements = Math.multiplyExact(elements, (long) extent);
    }
    if (header.hasMessageOfType(FilterPipelineMessage.class)
        || !(layout instanceof ContiguousDataLayoutMessage whole)) {
      unread.put(path, "compressed, or stored in pieces");
    } else if (dtype.isEmpty()) {
      unread.put(path, "of elements of another type (" + type.getClass().getSimpleName() + ")");
    } else if (elements == 0 || elements > Integer.MAX_VALUE) {
      unread.put(path, "of " + elements + " elements");
    } else {
      long bytes = elements * dtype.get().bytes();
      requireInside(path, whole, bytes);
      places.add(new Place(path, whole.getAddress(), whole.getAddress() + bytes));
      tensors.put(
          path, new StoredTensor(path, dtype.get(), shape, file, position + whole.getAddress()));
    }
  }

  private void requireInside(String path, ContiguousDataLayoutMessage layout, long bytes) {
    long address = layout.getAddress();
    require(
        layout.getSize() == bytes || layout.getSize() == -1,
        "the " + bytes + " bytes of '" + shown(path) + "'",
        layout.getSize() + " bytes");
    require(
        address >= 0 && bytes <= size && address <= size - bytes,
        "'" + shown(path) + "' within the file, which has " + size + " bytes",
        bytes + " bytes at " + address);
  }

  private void requireApart() {
    places.sort(Comparator.comparingLong(Place::first));
    long end = 0;
    for (Place place : places) {
      require(
          place.first >= end,
          "data sets that do not overlap",
          "'" + shown(place.path) + "' overlaps another");
      end = place.end;
    }
  }

  private static String shown(String name) {
    return Printable.of(name, 80);
  }

  private static void requireHard(boolean isHard, String path, String name) {
    require(
        isHard,
        "groups and data sets of this file, no links",
        "the link '" + shown(path.isEmpty() ? name : path + "/" + name) + "'");
  }

  private static void require(boolean condition, String expected, String found) {
    if (!condition) {
      throw new BeyondLimit(expected, found);
    }
  }
}
