package dev.carousel.data.arrays;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Sequences given as arrays, of the same or different lengths. Add their targets, then split them
 * into a dataset. Sequences of different lengths are padded and masked in a chunk. A target may be
 * missing: NaN for a number, -1 for a class. It has no loss, no gradient and no score. The arrays
 * are copied. Immutable.
 *
 * <pre>{@code
 * Dataset data = Sequences.of(inputs).labelled(labels).split(0.1);
 * }</pre>
 */
public final class Sequences {
  private static final String TARGETS = "the targets";

  private final List<Inputs> inputs;

  private Sequences(List<Inputs> inputs) {
    this.inputs = inputs;
  }

  /**
   * Sequences of numbers.
   *
   * @param values {@code [N][T][I]}: for each sequence its steps, for each step its numbers; T may
   *     differ
   * @throws CarouselException if there is no sequence, one has no step, steps are of different
   *     sizes, or a number is not finite
   */
  public static Sequences of(float[][][] values) {
    requireSome("sequences", values.length);
    int features = values[0].length == 0 ? 1 : values[0][0].length;
    List<Inputs> inputs = new ArrayList<>();
    for (int n = 0; n < values.length; n++) {
      requireSome("steps in sequence " + n, values[n].length);
      float[] flat = flat(values[n], features, "the inputs", "sequence " + n);
      inputs.add(new Inputs.Values(values[n].length, 1, features, flat));
    }
    return new Sequences(inputs);
  }

  /**
   * Sequences of symbols.
   *
   * @param ids {@code [N][T]}: for each sequence its symbols; T may differ
   * @param vocabulary the number of symbols; each id is at least 0 and less than this
   * @throws CarouselException if there is no sequence, one has no step, or an id is out of range
   */
  public static Sequences ofSymbols(int[][] ids, int vocabulary) {
    requireSome("sequences", ids.length);
    List<Inputs> inputs = new ArrayList<>();
    for (int n = 0; n < ids.length; n++) {
      requireSome("steps in sequence " + n, ids[n].length);
      for (int t = 0; t < ids[n].length; t++) {
        requireSymbol(ids[n][t], vocabulary, "sequence " + n + ", step " + t);
      }
      inputs.add(new Inputs.Symbols(ids[n].length, 1, vocabulary, ids[n].clone()));
    }
    return new Sequences(inputs);
  }

  /**
   * Adds categories to sequences of numbers, so that each step has both.
   *
   * @param ids {@code [N][T][C]}: for each sequence and step the index of each category, at least 0
   *     and less than the size of its vocabulary
   * @param vocabularies {@code [C]}, the number of values of each category
   * @throws CarouselException if these are not sequences of numbers, there are more or fewer ids
   *     than sequences, steps or categories, or one is out of range
   */
  public Sequences withCategories(int[][][] ids, int... vocabularies) {
    requireOneEach("rows of categories", ids.length);
    requireSome("categories", vocabularies.length);
    List<Inputs> mixed = new ArrayList<>();
    for (int n = 0; n < ids.length; n++) {
      if (!(inputs.get(n) instanceof Inputs.Values numbers)) {
        throw CarouselException.usage("Categories stand beside numbers.")
            .expected("sequences of numbers: Sequences.of(values)")
            .found("sequences that have symbols or categories already")
            .build();
      }
      requireOneForEachStep("rows of categories", n, ids[n].length);
      List<Inputs.Symbols> categories = new ArrayList<>();
      for (int k = 0; k < vocabularies.length; k++) {
        categories.add(category(ids[n], k, vocabularies, "sequence " + n));
      }
      mixed.add(new Inputs.Mixed(numbers, categories));
    }
    return new Sequences(mixed);
  }

  private static Inputs.Symbols category(int[][] ids, int k, int[] vocabularies, String sequence) {
    int[] own = new int[ids.length];
    for (int t = 0; t < own.length; t++) {
      String where = sequence + ", step " + t;
      if (ids[t].length != vocabularies.length) {
        throw CarouselException.usage("A step has too many or too few categories.")
            .expected(vocabularies.length)
            .found(ids[t].length)
            .where(where)
            .build();
      }
      own[t] = ids[t][k];
      requireSymbol(own[t], vocabularies[k], where + ", category " + k);
    }
    return new Inputs.Symbols(own.length, 1, vocabularies[k], own);
  }

  /**
   * Adds one class to predict at the end of each sequence. The number of classes is the largest
   * label plus 1.
   *
   * @param labels {@code [N]}, each at least 0, or -1 if it is missing
   * @throws CarouselException if there are more or fewer labels than sequences, all are missing, or
   *     one is less than -1
   */
  public TargetedSequences labelled(int[] labels) {
    return labelled(labels, Arrays.stream(labels).max().orElse(0) + 1);
  }

  /**
   * Adds one class to predict at the end of each sequence.
   *
   * @param labels {@code [N]}, each at least 0, or -1 if it is missing
   * @param classes the number of classes, more than the largest label
   */
  public TargetedSequences labelled(int[] labels, int classes) {
    requireOneEach("labels", labels.length);
    return with(
        n -> {
          requireLabel(labels[n], classes, "sequence " + n);
          return new Targets.Symbols(Moment.END, classes, new int[] {labels[n]});
        });
  }

  /**
   * Adds one class to predict at every step.
   *
   * @param labels {@code [N][T]}, each at least 0 and less than {@code classes}, or -1 if it is
   *     missing
   * @throws CarouselException if there are more or fewer labels than steps, or one is out of range
   */
  public TargetedSequences labelledSteps(int[][] labels, int classes) {
    requireOneEach("rows of labels", labels.length);
    return with(
        n -> {
          requireOneForEachStep("labels", n, labels[n].length);
          for (int t = 0; t < labels[n].length; t++) {
            requireLabel(labels[n][t], classes, "sequence " + n + ", step " + t);
          }
          return new Targets.Symbols(Moment.EVERY_STEP, classes, labels[n].clone());
        });
  }

  /**
   * Adds numbers to predict at the end of each sequence.
   *
   * @param numbers {@code [N][O]}, NaN if one is missing
   * @throws CarouselException if there are more or fewer than sequences, they are of different
   *     sizes, or one is infinite
   */
  public TargetedSequences targets(float[][] numbers) {
    requireOneEach("targets", numbers.length);
    int size = numbers[0].length;
    return with(
        n -> {
          float[][] only = {numbers[n]};
          float[] flat = flat(only, size, TARGETS, "sequence " + n);
          return new Targets.Values(Moment.END, size, flat);
        });
  }

  /**
   * Adds numbers to predict at every step.
   *
   * @param numbers {@code [N][T][O]}, NaN if one is missing
   * @throws CarouselException if there are more or fewer than steps, they are of different sizes,
   *     or one is infinite
   */
  public TargetedSequences targetsOfSteps(float[][][] numbers) {
    requireOneEach("rows of targets", numbers.length);
    int size = numbers[0].length == 0 ? 1 : numbers[0][0].length;
    return with(
        n -> {
          requireOneForEachStep("targets", n, numbers[n].length);
          float[] flat = flat(numbers[n], size, TARGETS, "sequence " + n);
          return new Targets.Values(Moment.EVERY_STEP, size, flat);
        });
  }

  private TargetedSequences with(IntFunction<Targets> targets) {
    List<Chunk> sequences = new ArrayList<>();
    for (int n = 0; n < inputs.size(); n++) {
      sequences.add(new Chunk(inputs.get(n), targets.apply(n), Chunk.allFresh(1)));
    }
    return new TargetedSequences(sequences);
  }

  private void requireOneEach(String what, int found) {
    if (found != inputs.size()) {
      throw CarouselException.usage("There are not as many " + what + " as sequences.")
          .expected(inputs.size())
          .found(found)
          .build();
    }
  }

  private void requireOneForEachStep(String what, int sequence, int found) {
    int steps = inputs.get(sequence).steps();
    if (found != steps) {
      throw CarouselException.usage("There are not as many " + what + " as steps.")
          .expected(steps)
          .found(found)
          .where("sequence " + sequence)
          .build();
    }
  }

  private static void requireSome(String what, int found) {
    if (found == 0) {
      throw CarouselException.usage("There are no " + what + ".").expected("at least 1").build();
    }
  }

  private static void requireLabel(int found, int classes, String where) {
    Sizes.requireAtLeast("number of classes", classes, 1);
    if (found < Targets.MISSING || found >= classes) {
      throw CarouselException.usage("The label is out of range.")
          .expected("from 0 to " + (classes - 1) + ", or -1 if it is missing")
          .found(found)
          .where(where)
          .build();
    }
  }

  private static void requireSymbol(int found, int classes, String where) {
    Sizes.requireAtLeast("number of symbols", classes, 1);
    if (found < 0 || found >= classes) {
      throw CarouselException.usage("The symbol is out of range.")
          .expected("from 0 to " + (classes - 1))
          .found(found)
          .where(where)
          .build();
    }
  }

  private static float[] flat(float[][] rows, int size, String what, String sequence) {
    requireSome("numbers in a step of " + what, size);
    float[] flat = new float[Sizes.product(rows.length, size)];
    for (int t = 0; t < rows.length; t++) {
      String where = sequence + ", step " + t;
      if (rows[t].length != size) {
        throw CarouselException.usage("The steps of " + what + " are of different sizes.")
            .expected(size + " numbers, as in the first step of all")
            .found(rows[t].length)
            .where(where)
            .build();
      }
      for (int i = 0; i < size; i++) {
        boolean isTarget = what.equals(TARGETS);
        if (!Float.isFinite(rows[t][i]) && !(isTarget && Float.isNaN(rows[t][i]))) {
          throw CarouselException.usage("A number of " + what + " is not finite.")
              .expected("finite numbers" + (isTarget ? ", or NaN for one that is missing" : ""))
              .found(rows[t][i])
              .where(where + ", number " + i)
              .build();
        }
        flat[t * size + i] = rows[t][i];
      }
    }
    return flat;
  }
}
