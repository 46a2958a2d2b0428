package dev.carousel.data.table;

import dev.carousel.error.CarouselException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table train, validate and test. Rows for test come last, those for validation
 * before them; no target of one part is a target of another.
 *
 * @param valid for validation: a share of the rows (or groups), at least 0 and less than 1; or
 *     their number, from 2 on, a whole number
 * @param by how they are chosen; null for the end of each group in time, or for whole groups if
 *     each group has one label
 * @param test for test, like {@code valid}
 * @param seed of the choice of whole groups
 */
public record SplitPlan(double valid, @Nullable ValidBy by, double test, long seed) {
  /** All rows train. */
  public static final SplitPlan NONE = of(0);

  /** Checks the amounts. */
  public SplitPlan {
    require("validation", valid);
    require("test", test);
    if (valid < 1 && test < 1 && valid + test > 1) {
      throw CarouselException.usage("Nothing is left to train on.")
          .expected("shares for validation and test that are at most 1 together")
          .found(valid + " and " + test)
          .build();
    }
  }

  private static void require(String part, double amount) {
    boolean isShare = amount >= 0 && amount < 1;
    boolean isCount = amount >= 2 && amount == Math.rint(amount) && amount <= Integer.MAX_VALUE;
    if (!isShare && !isCount) {
      throw CarouselException.usage("The " + part + " share of the data is out of range.")
          .expected(
              "at least 0 and less than 1 (0 for no "
                  + part
                  + " set), or a number of rows: a whole number from 2 on")
          .found(amount)
          .mend("0.1 is a tenth")
          .build();
    }
  }

  /** The last share of each group validates. */
  public static SplitPlan of(double valid) {
    return new SplitPlan(valid, null, 0, 0);
  }

  /** The same, chosen like this. */
  public SplitPlan by(ValidBy chosen) {
    return new SplitPlan(valid, Objects.requireNonNull(chosen), test, seed);
  }

  /** The same, with rows or groups for test. */
  public SplitPlan withTest(double amount) {
    return new SplitPlan(valid, by, amount, seed);
  }

  /** The same, with another choice of groups. */
  public SplitPlan withSeed(long other) {
    return new SplitPlan(valid, by, test, other);
  }

  /** How many of so many rows or groups an amount is. */
  static int count(double amount, int of) {
    return amount >= 1 ? (int) Math.min(amount, of) : (int) Math.round(of * amount);
  }
}
