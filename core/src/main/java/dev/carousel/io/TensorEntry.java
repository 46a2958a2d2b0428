package dev.carousel.io;

import java.util.Arrays;

/**
 * One tensor of a header, checked. Immutable but for its shape, which nobody may change.
 *
 * @param name of the tensor
 * @param dtype of its elements
 * @param shape its extents
 * @param begin offset of its first byte: in the data within a header, in the file within a {@link
 *     Safetensors.Layout}
 * @param end offset after its last byte
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
public record TensorEntry(String name, DType dtype, int[] shape, long begin, long end) {
  static final String METADATA = "__metadata__";
  static final String DTYPE = "dtype";
  static final String SHAPE = "shape";
  static final String OFFSETS = "data_offsets";

  /** The same, counted from another place. */
  TensorEntry from(long start) {
    return new TensorEntry(name, dtype, shape, begin + start, end + start);
  }

  @Override
  public String toString() {
    return "'" + name + "' " + dtype + Arrays.toString(shape) + " at [" + begin + ", " + end + "]";
  }
}
