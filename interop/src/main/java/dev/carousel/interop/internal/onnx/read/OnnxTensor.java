package dev.carousel.interop.internal.onnx.read;

import dev.carousel.interop.internal.proto.ProtoReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A constant tensor of a file: float32, float64, float16 or bfloat16. Its elements stay in the
 * file. Immutable; thread-safe.
 *
 * @param shape its extents
 * @param bytes its elements, row-major and little-endian
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never written to
record OnnxTensor(String name, int type, int[] shape, ByteBuffer bytes) {
  private static final int FLOAT = 1;
  private static final int FLOAT16 = 10;
  private static final int DOUBLE = 11;
  private static final int BFLOAT16 = 16;
  private static final int EXTERNAL = 1;
  private static final int MOST_AXES = 8;

  /**
   * A tensor, checked.
   *
   * @param message of onnx.proto's TensorProto
   * @throws Unreadable if its elements are not all there
   */
  static OnnxTensor of(String name, ProtoReader message) {
    long[] extents = message.numbers(1);
    if (message.number(14) == EXTERNAL) {
      throw new Unreadable(
          "elements in the file",
          "the tensor '" + name + "' in another file",
          "save the model as one file");
    }
    int type = (int) message.number(2);
    ByteBuffer bytes = message.bytes(9);
    if (!message.has(9)) {
      bytes = message.bytes(type == DOUBLE ? 10 : 4);
    }
    long elements = elements(name, extents);
    if (isNumbers(type) && elements * width(type) != bytes.remaining()) {
      throw new Unreadable(
          "%d bytes for the tensor '%s' of %s"
              .formatted(elements * width(type), name, Arrays.toString(extents)),
          bytes.remaining() + " bytes",
          "use another copy of the file");
    }
    int[] shape = Arrays.stream(extents).mapToInt(Math::toIntExact).toArray();
    return new OnnxTensor(name, type, shape, bytes);
  }

  private static long elements(String name, long[] extents) {
    long elements = 1;
    for (long extent : extents) {
      boolean isFit = extent >= 0 && extent <= Integer.MAX_VALUE && extents.length <= MOST_AXES;
      elements = isFit ? elements * Math.max(1, extent) : Long.MAX_VALUE;
      if (elements > Integer.MAX_VALUE) {
        throw new Unreadable(
            "at most " + MOST_AXES + " axes, and as many elements as an array can have",
            "the tensor '" + name + "' of " + Arrays.toString(extents),
            "use another copy of the file");
      }
    }
    return Arrays.stream(extents).anyMatch(extent -> extent == 0) ? 0 : elements;
  }

  private static boolean isNumbers(int type) {
    return List.of(FLOAT, FLOAT16, DOUBLE, BFLOAT16).contains(type);
  }

  private static int width(int type) {
    return switch (type) {
      case DOUBLE -> Double.BYTES;
      case FLOAT -> Float.BYTES;
      default -> Short.BYTES;
    };
  }

  /** Whether it holds real numbers. */
  boolean isReal() {
    return isNumbers(type);
  }

  int extent(int axis) {
    return shape[axis];
  }

  int rank() {
    return shape.length;
  }

  /** The number of elements. */
  int size() {
    return isReal() ? bytes.remaining() / width(type) : 0;
  }

  /** An element by its row-major index. */
  double get(int index) {
    int at = bytes.position() + index * width(type);
    return switch (type) {
      case DOUBLE -> bytes.getDouble(at);
      case FLOAT -> bytes.getFloat(at);
      case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(at) << Short.SIZE);
      default -> half(bytes.getShort(at));
    };
  }

  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction + 0x400), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }

  String words() {
    return "'" + name + "' of " + Arrays.toString(shape);
  }
}
