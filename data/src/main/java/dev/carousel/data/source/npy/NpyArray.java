package dev.carousel.data.source.npy;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An array that was read, the last index being the fastest.
 *
 * @param name of the array
 * @param shape one to three sizes
 * @param numbers the elements, if they are no text
 * @param codes the elements as indices of words, if they are text
 * @param words the different texts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NpyArray(String name, int[] shape, double[] numbers, int[] codes, List<String> words) {
  private static final int BUFFER = 1 << 16;

  boolean isText() {
    return codes.length > 0;
  }

  int count() {
    return Math.max(numbers.length, codes.length);
  }

  String text(int index) {
    return words.get(codes[index]);
  }

  /** The shape as NumPy writes it. */
  static String words(int[] shape) {
    return Arrays.toString(shape).replace('[', '(').replace(']', ')');
  }

  /**
   * Reads the elements that follow a header.
   *
   * @param where the file, and the array's name in it
   * @throws CarouselException if there are fewer, or one is not finite
   */
  static NpyArray read(InputStream in, NpyHeader header, String name, String where)
      throws IOException {
    boolean isText = header.type().isText();
    double[] numbers = new double[isText ? 0 : header.count()];
    int[] codes = new int[isText ? header.count() : 0];
    List<String> words = new ArrayList<>();
    Map<String, Integer> known = new HashMap<>();
    int size = header.type().bytes();
    byte[] buffer = new byte[Math.max(1, BUFFER / size) * size];
    int held = 0;
    int at = 0;
    for (int i = 0; i < header.count(); i++, at += size) {
      if (at == held) {
        long wanted = Math.min(buffer.length, (long) (header.count() - i) * size);
        held = in.readNBytes(buffer, 0, (int) wanted);
        at = 0;
        if (held < wanted) {
          throw cut(header, i + held / size, where);
        }
      }
      int place = header.isFortran() ? place(i, header.shape()) : i;
      if (isText) {
        String text = header.type().text(buffer, at, name);
        codes[place] = known.computeIfAbsent(text, word -> known.size());
        if (known.size() > words.size()) {
          words.add(text);
        }
      } else {
        numbers[place] = finite(header.type().number(buffer, at), place, header.shape(), where);
      }
    }
    return new NpyArray(name, header.shape(), numbers, codes, words);
  }

  /** Where the i-th element in the order of Fortran is in that of C. */
  private static int place(int i, int[] shape) {
    int first = shape[0];
    int second = shape.length > 1 ? shape[1] : 1;
    int third = shape.length > 2 ? shape[2] : 1;
    return (i % first * second + i / first % second) * third + i / first / second;
  }

  private static double finite(double value, int place, int[] shape, String where) {
    if (Double.isInfinite(value)) {
      int[] index = new int[shape.length];
      int rest = place;
      for (int d = shape.length - 1; d >= 0; d--) {
        index[d] = rest % shape[d];
        rest /= shape[d];
      }
      throw CarouselException.failure("The array has an infinite number.")
          .expected("finite numbers, or NaN for a missing one")
          .found(value + " at " + Arrays.toString(index) + " (from 0)")
          .where(where)
          .build();
    }
    return value;
  }

  private static CarouselException cut(NpyHeader header, int found, String where) {
    return CarouselException.failure("The array is cut short.")
        .expected(header.count() + " elements, of the shape " + words(header.shape()))
        .found(found)
        .where(where)
        .mend("copy or save the file again")
        .build();
  }
}
