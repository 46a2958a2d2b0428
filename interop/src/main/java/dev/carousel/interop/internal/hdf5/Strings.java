package dev.carousel.interop.internal.hdf5;

import io.jhdf.GlobalHeap;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.AttributeMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of attributes, of fixed and of variable length. Used by one thread. */
final class Strings {
  private static final int MOST = 1 << 16;

  /** Length, address of the heap, and index in it. */
  private static final int REFERENCE = 16;

  private final BoundedStorage storage;
  private final Map<Long, GlobalHeap> heaps = new HashMap<>();

  Strings(BoundedStorage storage) {
    this.storage = storage;
  }

  /** The texts; none if the attribute holds something else. */
  List<String> of(AttributeMessage attribute) {
    ByteBuffer data = attribute.getDataBuffer();
    DataType type = attribute.getDataType();
    long count = attribute.getDataSpace().getTotalLength();
    if (data == null || count > MOST) {
      return List.of();
    }
    if (type instanceof StringData && type.getSize() > 0) {
      return fixed(data, (int) count, type.getSize());
    }
    if (type instanceof VariableLength variable && variable.isVariableLengthString()) {
      return variable(data, (int) count);
    }
    return List.of();
  }

  private static List<String> fixed(ByteBuffer data, int count, int size) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(data.slice(i * size, size)));
    }
    return texts;
  }

  private List<String> variable(ByteBuffer data, int count) {
    data.order(ByteOrder.LITTLE_ENDIAN);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = data.getInt(i * REFERENCE);
      long address = data.getLong(i * REFERENCE + 4);
      int index = data.getInt(i * REFERENCE + 12);
      ByteBuffer text = heap(address).getObjectData(index);
      texts.add(text(text.slice(0, Math.min(length, text.remaining()))));
    }
    return texts;
  }

  private GlobalHeap heap(long address) {
    storage.nextObject();
    return heaps.computeIfAbsent(address, at -> new GlobalHeap(storage, at));
  }

  /** The bytes up to the first zero, in UTF-8. */
  static String text(ByteBuffer bytes) {
    int end = bytes.position();
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    return StandardCharsets.UTF_8.decode(bytes.duplicate().limit(end)).toString();
  }
}
