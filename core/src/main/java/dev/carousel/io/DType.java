package dev.carousel.io;

import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The types of the elements of stored tensors, by their names in the safetensors format. Carousel
 * writes {@link #F32} and {@link #F64}; the others are found in files of other programs. Immutable.
 */
public enum DType {
  /** IEEE 754, 32 bits. */
  F32(Float.BYTES),
  /** IEEE 754, 64 bits. */
  F64(Double.BYTES),
  /** IEEE 754, 16 bits: 5 of the exponent and 10 of the fraction. */
  F16(Short.BYTES),
  /** The upper half of an {@link #F32}. */
  BF16(Short.BYTES),
  /** Whole numbers with a sign, 64 bits. */
  I64(Long.BYTES),
  /** Whole numbers with a sign, 32 bits. */
  I32(Integer.BYTES),
  /** Whole numbers with a sign, 16 bits. */
  I16(Short.BYTES),
  /** Whole numbers with a sign, 8 bits. */
  I8(Byte.BYTES),
  /** Whole numbers from 0 to 255. */
  U8(Byte.BYTES),
  /** 0 or 1 in a byte. */
  BOOL(Byte.BYTES);

  /** The types that Carousel writes, and reads into its own tensors. */
  static final Set<DType> OWN = Collections.unmodifiableSet(EnumSet.of(F32, F64));

  /** All types, which files of other programs may hold. */
  static final Set<DType> ALL = Collections.unmodifiableSet(EnumSet.allOf(DType.class));

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  static DType of(Tensor tensor) {
    return tensor.precision() == Precision.FLOAT32 ? F32 : F64;
  }

  /** The precision that holds every element exactly; whole numbers of 64 bits may be rounded. */
  public Precision precision() {
    return this == F64 || this == I64 || this == I32 ? Precision.FLOAT64 : Precision.FLOAT32;
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /**
   * Decodes elements.
   *
   * @param from little-endian, from its position on
   * @param into where they go
   * @param at the index of the first
   * @param count how many
   */
  public void decode(ByteBuffer from, double[] into, int at, int count) {
    for (int i = at; i < at + count; i++) {
      into[i] = next(from);
    }
  }

  private double next(ByteBuffer from) {
    return switch (this) {
      case F32 -> from.getFloat();
      case F64 -> from.getDouble();
      case F16 -> half(from.getShort());
      case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
      case I64 -> from.getLong();
      case I32 -> from.getInt();
      case I16 -> from.getShort();
      case I8 -> from.get();
      case U8 -> from.get() & 0xFF;
      case BOOL -> from.get() == 0 ? 0 : 1;
    };
  }

  private static double half(int bits) {
    int fraction = bits & 0x3FF;
    int exponent = bits >> 10 & 0x1F;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction + 0x400), exponent - 25);
        };
    return (bits & 0x8000) == 0 ? size : -size;
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
