package dev.carousel.interop.internal.onnx;

import dev.carousel.interop.internal.proto.ProtoMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The constant tensors of a file, each of them once, and the names that are taken. Not thread-safe.
 */
final class Constants {
  private final List<ProtoMessage> tensors = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<List<Object>, String> known = new HashMap<>();
  private String prefix = "";

  /** Whatever is named from now on belongs to this part of the network. */
  void within(String part) {
    prefix = part + "/";
  }

  /** A name that nothing has. */
  String fresh(String word) {
    String base = prefix + word;
    int count = counts.merge(base, 1, Integer::sum);
    String name = count == 1 ? base : base + "_" + count;
    names.add(name);
    return name;
  }

  /** All tensors, in the order in which they were added. */
  List<ProtoMessage> tensors() {
    return tensors;
  }

  /** Notes a name that a node gave to its result. */
  void taken(String name) {
    names.add(name);
  }

  /** Whether a tensor of that name is there. */
  boolean has(String name) {
    return names.contains(name);
  }

  /** Adds numbers under a name that is their own. */
  String add(String name, double[] values, long... extents) {
    names.add(name);
    ByteBuffer raw = OnnxGraph.memory(Math.multiplyExact(values.length, Float.BYTES));
    for (double value : values) {
      raw.putFloat((float) value);
    }
    tensors.add(OnnxGraph.tensor(name, OnnxGraph.ElementType.FLOAT, raw, extents));
    return name;
  }

  /** Numbers that have no name of their own: equal ones are stored once. */
  String of(double[] values, long... extents) {
    List<Object> key = List.of(boxed(values), boxed(extents));
    String name = known.get(key);
    return name != null ? name : remember(key, add(fresh("constant"), values, extents));
  }

  /** One number, without an axis. */
  String of(double value) {
    return of(new double[] {value});
  }

  /** Whole numbers in a row. */
  String numbers(long... values) {
    return whole(values, values.length);
  }

  /** One whole number, without an axis. */
  String number(long value) {
    return whole(new long[] {value});
  }

  private String whole(long[] values, long... extents) {
    List<Object> key = List.of("whole", boxed(values), boxed(extents));
    String name = known.get(key);
    if (name != null) {
      return name;
    }
    ByteBuffer raw = OnnxGraph.memory(values.length * Long.BYTES);
    Arrays.stream(values).forEach(raw::putLong);
    String added = fresh("numbers");
    tensors.add(OnnxGraph.tensor(added, OnnxGraph.ElementType.INT64, raw, extents));
    return remember(key, added);
  }

  private String remember(List<Object> key, String name) {
    known.put(key, name);
    return name;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
