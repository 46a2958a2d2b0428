package dev.carousel.data;

/**
 * What a network must predict, at every step or once at the end of each row's sequence. The values
 * at masked steps are ignored. A missing target has no loss, no gradient and no score; a prediction
 * counts if at least one of its numbers, or its class, is known. The arrays are shared with the
 * caller, and must not be written to while this is used.
 */
public sealed interface Targets {
  /** The class where none is known. A number that is not known is NaN. */
  int MISSING = -1;

  /** When a prediction is made. */
  enum Moment {
    /** At every real step. */
    EVERY_STEP,
    /** Once, after the last real step of each row. */
    END
  }

  /** When a prediction is made. */
  Moment moment();

  /** The size of one prediction: the classes to choose from, or the numbers to predict. */
  int features();

  /** How many numbers of a prediction are known; for a class, 1 or 0. */
  int known(int place);

  /** The number of predictions in the arrays, including masked ones: T*B or B. */
  int count();

  /**
   * One of several classes, for cross-entropy.
   *
   * @param moment when
   * @param classes the number of classes
   * @param ids {@code [T, B]} for {@link Moment#EVERY_STEP}, {@code [B]} for {@link Moment#END};
   *     each at least 0 and less than {@code classes}, or {@link #MISSING}, except at masked steps
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record Symbols(Moment moment, int classes, int[] ids) implements Targets {
    /** Checks the number of classes; the ids are checked where the mask is known, in a chunk. */
    public Symbols {
      Sizes.requireAtLeast("number of classes", classes, 1);
    }

    @Override
    public int features() {
      return classes;
    }

    @Override
    public int known(int place) {
      return ids[place] >= 0 ? 1 : 0;
    }

    @Override
    public int count() {
      return ids.length;
    }
  }

  /**
   * Numbers, for regression.
   *
   * @param moment when
   * @param features the numbers in one prediction, O
   * @param values {@code [T, B, O]} for {@link Moment#EVERY_STEP}, {@code [B, O]} for {@link
   *     Moment#END}; NaN where a number is missing
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record Values(Moment moment, int features, float[] values) implements Targets {
    /** Checks that the array holds whole predictions. */
    public Values {
      Sizes.requireAtLeast("number of numbers in a prediction", features, 1);
      if (values.length % features != 0) {
        throw new IllegalArgumentException(
            "values has " + values.length + " elements, expected a multiple of " + features);
      }
    }

    @Override
    public int known(int place) {
      int known = 0;
      for (int i = place * features; i < (place + 1) * features; i++) {
        known += Float.isNaN(values[i]) ? 0 : 1;
      }
      return known;
    }

    @Override
    public int count() {
      return values.length / features;
    }
  }
}
