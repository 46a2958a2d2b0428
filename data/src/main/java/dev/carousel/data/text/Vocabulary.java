package dev.carousel.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The symbols of a text: Unicode code points, in ascending order, and one more for all others. A
 * symbol's id is its position; the unknown symbol has the last id. Immutable.
 */
public final class Vocabulary implements DataCodec {
  /** The code point written for the unknown symbol: U+FFFD, the replacement character. */
  public static final int REPLACEMENT = 0xFFFD;

  private final int[] codePoints;

  /**
   * A vocabulary of these code points.
   *
   * @param codePoints ascending, each once, at least one, no surrogates; copied
   * @throws CarouselException if they are not
   */
  @JsonCreator
  public Vocabulary(@JsonProperty("codePoints") int[] codePoints) {
    this.codePoints = codePoints.clone();
    for (int i = 0; i < codePoints.length; i++) {
      if (!Character.isValidCodePoint(codePoints[i])
          || Character.getType(codePoints[i]) == Character.SURROGATE
          || (i > 0 && codePoints[i] <= codePoints[i - 1])) {
        throw invalid("code point " + codePoints[i] + " at place " + i);
      }
    }
    if (codePoints.length == 0) {
      throw invalid("no symbols");
    }
  }

  private static CarouselException invalid(String found) {
    return CarouselException.failure("The vocabulary is invalid.")
        .expected("Unicode code points in ascending order, at least one, no surrogates")
        .found(found)
        .build();
  }

  /** The distinct symbols of a range of a text. */
  static Vocabulary of(int[] text, int from, int to) {
    BitSet seen = new BitSet();
    for (int i = from; i < to; i++) {
      seen.set(text[i]);
    }
    return new Vocabulary(seen.stream().toArray());
  }

  /** A copy of the known code points, ascending. */
  @JsonProperty("codePoints")
  public int[] codePoints() {
    return codePoints.clone();
  }

  @Override
  public Optional<DataShape> shape() {
    return Optional.of(new DataShape(true, size(), true, size(), Targets.Moment.EVERY_STEP));
  }

  @Override
  public int ahead() {
    return 1;
  }

  /** The number of ids: the known symbols and the unknown one. */
  public int size() {
    return codePoints.length + 1;
  }

  /** The id of the unknown symbol, the last; never to be sampled. */
  public int unknown() {
    return codePoints.length;
  }

  /** The id of a code point; {@link #unknown()} if it is not in the vocabulary. */
  public int id(int codePoint) {
    int place = Arrays.binarySearch(codePoints, codePoint);
    return place < 0 ? unknown() : place;
  }

  /** The id of each code point of a text. */
  public int[] encode(String text) {
    return text.codePoints().map(this::id).toArray();
  }

  /**
   * The text of these ids; the unknown symbol becomes U+FFFD.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public String decode(int... ids) {
    StringBuilder text = new StringBuilder(ids.length);
    for (int id : ids) {
      text.appendCodePoint(id == unknown() ? REPLACEMENT : codePoints[id]);
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && Arrays.equals(codePoints, that.codePoints);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codePoints);
  }

  @Override
  public String toString() {
    return codePoints.length + " symbols and one unknown";
  }
}
