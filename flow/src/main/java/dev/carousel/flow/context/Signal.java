package dev.carousel.flow.context;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is read at every step, in bins: a symbol, a number, a category, or the product of
 * two numbers of one step. All chunks' steps stand one after another, as {@link Positions} has
 * them.
 *
 * @param input which number, from 0, or which category, counted on after the numbers; of a product
 *     the first; 0 for symbols
 * @param other the second number of a product; -1 where it is none
 * @param count of bins
 * @param bins by step
 * @param values the numbers, by step; null for symbols and categories
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record Signal(int input, int other, int count, int[] bins, float @Nullable [] values) {
  /** Quantiles that divide numbers. */
  private static final int QUANTILES = 8;

  /** The most frequent symbols have bins of their own, all others share one. */
  private static final int MOST_BINS = 24;

  /** With so few inputs their products within a step are looked at too. */
  private static final int MOST_FOR_PRODUCTS = 4;

  /** All signals of the chunks, which are of one shape. */
  static List<Signal> of(List<Chunk> chunks) {
    Inputs like = chunks.get(0).inputs();
    if (like instanceof Inputs.Symbols) {
      return List.of(symbols(chunks, 0, chunk -> (Inputs.Symbols) chunk.inputs()));
    }
    int features = numbersOf(like);
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      signals.add(numbers(chunks, i, -1));
    }
    for (int i = 0; features <= MOST_FOR_PRODUCTS && i < features; i++) {
      for (int k = i + 1; k < features; k++) {
        signals.add(numbers(chunks, i, k));
      }
    }
    int categories = like instanceof Inputs.Mixed mixed ? mixed.categories().size() : 0;
    for (int k = 0; k < categories; k++) {
      int at = k;
      signals.add(
          symbols(
              chunks, features + k, chunk -> ((Inputs.Mixed) chunk.inputs()).categories().get(at)));
    }
    return List.copyOf(signals);
  }

  /** How many signals chunks like this have. */
  static int count(Chunk chunk) {
    Inputs inputs = chunk.inputs();
    if (inputs instanceof Inputs.Symbols) {
      return 1;
    }
    int features = numbersOf(inputs);
    int categories = inputs instanceof Inputs.Mixed mixed ? mixed.categories().size() : 0;
    return categories + (features <= MOST_FOR_PRODUCTS ? features * (features + 1) / 2 : features);
  }

  /** The numbers at each step, without categories. */
  private static int numbersOf(Inputs inputs) {
    return inputs instanceof Inputs.Mixed mixed ? mixed.numberFeatures() : inputs.features();
  }

  private static Signal symbols(
      List<Chunk> chunks, int input, Function<Chunk, Inputs.Symbols> read) {
    int[] counts = new int[read.apply(chunks.get(0)).features()];
    int[] ids =
        chunks.stream().flatMapToInt(chunk -> Arrays.stream(read.apply(chunk).ids())).toArray();
    for (int id : ids) {
      counts[id]++;
    }
    int[] bin = frequent(counts, MOST_BINS);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = bin[ids[i]];
    }
    return new Signal(input, -1, Math.min(MOST_BINS, counts.length), ids, null);
  }

  /** For each class its bin: one of its own if it is among the most frequent, else the last. */
  static int[] frequent(int[] counts, int most) {
    int[] order =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] bin = new int[counts.length];
    for (int place = 0; place < order.length; place++) {
      bin[order[place]] = Math.min(place, most - 1);
    }
    return bin;
  }

  private static Signal numbers(List<Chunk> chunks, int input, int other) {
    int steps = chunks.stream().mapToInt(chunk -> chunk.steps() * chunk.rows()).sum();
    float[] values = new float[steps];
    float[] real = new float[steps];
    int count = 0;
    int at = 0;
    for (Chunk chunk : chunks) {
      Inputs.Values inputs =
          chunk.inputs() instanceof Inputs.Mixed mixed
              ? Objects.requireNonNull(mixed.numbers())
              : (Inputs.Values) chunk.inputs();
      for (int i = 0; i < chunk.steps() * chunk.rows(); i++) {
        int from = i * inputs.features();
        float factor = other < 0 ? 1 : inputs.values()[from + other];
        values[at] = factor * inputs.values()[from + input];
        if (chunk.isReal(i / chunk.rows(), i % chunk.rows())) {
          real[count++] = values[at];
        }
        at++;
      }
    }
    float[] edges = edges(Arrays.copyOf(real, count));
    return new Signal(input, other, edges.length + 1, bins(values, edges), values);
  }

  /**
   * Quantiles, each once; a value that most steps have is a bin of its own.
   *
   * @param values sorted here
   */
  static float[] edges(float[] values) {
    Arrays.sort(values);
    TreeSet<Float> edges = new TreeSet<>();
    for (int q = 1; values.length > 0 && q < QUANTILES; q++) {
      float edge = values[(int) ((long) q * values.length / QUANTILES)];
      if (edge < values[values.length - 1]) {
        edges.add(edge);
      }
    }
    float[] found = new float[edges.size()];
    int i = 0;
    for (float edge : edges) {
      found[i++] = edge;
    }
    return found;
  }

  /** Bin b holds what is above edge b - 1 and not above edge b. */
  static int[] bins(float[] values, float[] edges) {
    int[] bins = new int[values.length];
    for (int i = 0; i < bins.length; i++) {
      while (bins[i] < edges.length && values[i] > edges[bins[i]]) {
        bins[i]++;
      }
    }
    return bins;
  }
}
