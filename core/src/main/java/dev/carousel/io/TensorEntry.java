package dev.carousel.io;

import java.util.Arrays;

/**
 * One tensor of a header, checked.
 *
 * @param name of the tensor
 * @param dtype of its elements
 * @param shape its extents
 * @param begin offset of its first byte in the data
 * @param end offset after its last byte
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record TensorEntry(String name, DType dtype, int[] shape, long begin, long end) {
  static final String METADATA = "__metadata__";
  static final String DTYPE = "dtype";
  static final String SHAPE = "shape";
  static final String OFFSETS = "data_offsets";

  @Override
  public String toString() {
    return "'" + name + "' " + dtype + Arrays.toString(shape) + " at [" + begin + ", " + end + "]";
  }
}
