package dev.carousel.interop.internal.hdf5;

import dev.carousel.io.DType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.nio.ByteOrder;
import java.util.Optional;

/** The types of HDF5's elements. */
final class Elements {
  private Elements() {}

  /** The type of elements in this file; empty for one that is not read. */
  static Optional<DType> of(DataType type) {
    if (type instanceof OrderedDataType ordered
        && ordered.getByteOrder() != ByteOrder.LITTLE_ENDIAN) {
      return Optional.empty();
    }
    if (type instanceof FloatingPoint real) {
      return real(real);
    }
    if (type instanceof FixedPoint whole) {
      return whole(whole);
    }
    return Optional.empty();
  }

  private static Optional<DType> real(FloatingPoint type) {
    int bits = 8 * type.getSize();
    boolean isWhole =
        type.getBitOffset() == 0
            && type.getBitPrecision() == bits
            && type.getMantissaLocation() == 0
            && type.getExponentLocation() == type.getMantissaSize()
            && type.getSignLocation() == bits - 1
            && type.getExponentBias() == (1 << type.getExponentSize() - 1) - 1;
    if (!isWhole) {
      return Optional.empty();
    }
    return switch (type.getMantissaSize()) {
      case 23 -> when(type, DType.F32);
      case 52 -> when(type, DType.F64);
      case 10 -> when(type, DType.F16);
      case 7 -> when(type, DType.BF16);
      default -> Optional.empty();
    };
  }

  private static Optional<DType> when(FloatingPoint type, DType as) {
    boolean isSame =
        type.getSize() == as.bytes()
            && type.getExponentSize() == 8 * as.bytes() - 1 - type.getMantissaSize();
    return isSame ? Optional.of(as) : Optional.empty();
  }

  private static Optional<DType> whole(FixedPoint type) {
    if (type.getBitOffset() != 0 || type.getBitPrecision() != 8 * type.getSize()) {
      return Optional.empty();
    }
    if (!type.isSigned()) {
      return type.getSize() == 1 ? Optional.of(DType.U8) : Optional.empty();
    }
    return switch (type.getSize()) {
      case 1 -> Optional.of(DType.I8);
      case 2 -> Optional.of(DType.I16);
      case 4 -> Optional.of(DType.I32);
      case 8 -> Optional.of(DType.I64);
      default -> Optional.empty();
    };
  }
}
