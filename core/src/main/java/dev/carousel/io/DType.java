package dev.carousel.io;

import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.nio.ByteBuffer;

/** The data types that Carousel reads and writes, by their names in the format. */
enum DType {
  F32(Precision.FLOAT32, Float.BYTES),
  F64(Precision.FLOAT64, Double.BYTES);

  private final Precision precision;
  private final int bytes;

  DType(Precision precision, int bytes) {
    this.precision = precision;
    this.bytes = bytes;
  }

  static DType of(Tensor tensor) {
    return tensor.precision() == Precision.FLOAT32 ? F32 : F64;
  }

  Precision precision() {
    return precision;
  }

  /** The size of one element in bytes. */
  int bytes() {
    return bytes;
  }

  /** Fills the buffer, which is little-endian, with elements from {@code start} on. */
  static void get(Tensor tensor, int start, int count, ByteBuffer buffer) {
    if (tensor instanceof FloatTensor floats) {
      buffer.asFloatBuffer().put(floats.array(), start, count);
    } else if (tensor instanceof DoubleTensor doubles) {
      buffer.asDoubleBuffer().put(doubles.array(), start, count);
    }
  }

  /** Sets elements from {@code start} on from the buffer, which is little-endian. */
  static void put(Tensor tensor, int start, int count, ByteBuffer buffer) {
    if (tensor instanceof FloatTensor floats) {
      buffer.asFloatBuffer().get(floats.array(), start, count);
    } else if (tensor instanceof DoubleTensor doubles) {
      buffer.asDoubleBuffer().get(doubles.array(), start, count);
    }
  }
}
