package dev.carousel.flow.context;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Measures how well the last n symbols together predict the next symbol of long sequences. The
 * counts of what followed them are interpolated with those of one symbol less by absolute
 * discounting (Ney, Essen and Kneser, 1994),
 *
 * <pre>p_n(y | s) = (max(0, c(s y) - 1/2) + t(s)/2 p_(n-1)(y | s')) / c(s)</pre>
 *
 * where c counts, t(s) is the number of different symbols that followed s, and p_0 begins with an
 * equal share for each symbol. Four fifths of each row are counted, the last fifth is predicted. It
 * captures what several neighbouring steps determine together, which single lags do not.
 */
final class Suffixes {
  /** The longest suffix; longer ones rarely occur twice. */
  private static final int LONGEST = 8;

  private static final int ROWS = 16;

  /** Of several sequences no more are read. */
  private static final int MOST_SEQUENCES = 1000;

  private static final int MOST_SYMBOLS = 160_000;

  /** The minimum number of symbols. */
  private static final int FEWEST = 1000;

  /** Stands for a suffix without a symbol; unlike any small number. */
  private static final long NONE = 0x5851F42D4C957F2DL;

  private static final double DISCOUNT = 0.5;

  /** A share of the loss without any symbol: less than that is next to nothing. */
  private static final double NOTHING = 0.01;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final LongCounts followed = new LongCounts();
  private final LongCounts seen = new LongCounts();
  private final LongCounts kinds = new LongCounts();

  private Suffixes() {}

  /**
   * Measures.
   *
   * @return by the number of symbols, from 0, the mean loss in nats; empty unless symbols are read
   *     and one of them is predicted at every step of long sequences
   */
  static double[] losses(Part part, int longest, long seed) {
    if (part.symbols() < FEWEST || !isOfSymbols(part, seed)) {
      return new double[0];
    }
    return new Suffixes().losses(sample(part, seed), Math.min(LONGEST, longest));
  }

  private static boolean isOfSymbols(Part part, long seed) {
    Chunk chunk = part.epoch(ROWS, 1, seed, 0).chunk(0);
    return chunk.steps() == 1
        && chunk.inputs() instanceof Inputs.Symbols
        && chunk.targets() instanceof Targets.Symbols symbols
        && symbols.moment() == Moment.EVERY_STEP;
  }

  /** The first steps of some rows, or of some of several sequences. */
  private static Chunk sample(Part part, long seed) {
    SequenceList sequences = part.sequences();
    if (sequences.size() > 1) {
      int most = MOST_SYMBOLS / Math.min(MOST_SEQUENCES, sequences.size());
      int[] rows = Histories.chosen(sequences, most, MOST_SEQUENCES);
      int[] steps = Arrays.stream(rows).map(row -> Math.min(most, sequences.length(row))).toArray();
      return sequences.stretches(rows, new int[rows.length], steps);
    }
    int steps = (int) Math.min(MOST_SYMBOLS, part.symbols()) / ROWS;
    return part.epoch(ROWS, steps, seed, 0).chunk(0);
  }

  private double[] losses(Chunk chunk, int longest) {
    int[] counted =
        IntStream.range(0, chunk.rows()).map(row -> (int) (4L * chunk.length(row) / 5)).toArray();
    for (int row = 0; row < chunk.rows(); row++) {
      for (int step = longest - 1; step < counted[row]; step++) {
        if (target(chunk, row, step) != Targets.MISSING) {
          count(chunk, row, step, longest);
        }
      }
    }
    double[] losses = new double[longest + 1];
    int n = 0;
    for (int row = 0; row < chunk.rows(); row++) {
      int length = chunk.length(row);
      for (int step = counted[row] + longest; step < length; step++) {
        if (target(chunk, row, step) != Targets.MISSING) {
          predict(chunk, row, step, losses);
          n++;
        }
      }
    }
    if (n == 0) {
      return new double[0];
    }
    for (int i = 0; i < losses.length; i++) {
      losses[i] /= n;
    }
    return losses;
  }

  private static int target(Chunk chunk, int row, int step) {
    return ((Targets.Symbols) chunk.targets()).ids()[step * chunk.rows() + row];
  }

  /** The suffix longer by the symbol that is {@code back} steps before a step. */
  private static long longer(long suffix, Chunk chunk, int row, int step, int back) {
    int symbol = ((Inputs.Symbols) chunk.inputs()).ids()[(step - back) * chunk.rows() + row];
    return mixed(suffix, symbol + 1);
  }

  /** A hash of the key and a symbol; never 0. */
  private static long mixed(long key, int symbol) {
    long mixed = (key ^ symbol) * MULTIPLIER;
    mixed ^= mixed >>> 29;
    return mixed == 0 ? NONE : mixed;
  }

  private void count(Chunk chunk, int row, int step, int longest) {
    int target = target(chunk, row, step);
    long suffix = NONE;
    for (int n = 0; n <= longest; n++) {
      suffix = n == 0 ? suffix : longer(suffix, chunk, row, step, n - 1);
      seen.add(suffix);
      if (followed.add(mixed(suffix, -1 - target)) == 1) {
        kinds.add(suffix);
      }
    }
  }

  private void predict(Chunk chunk, int row, int step, double[] losses) {
    int target = target(chunk, row, step);
    double probability = 1.0 / chunk.targets().features();
    long suffix = NONE;
    for (int n = 0; n < losses.length; n++) {
      suffix = n == 0 ? suffix : longer(suffix, chunk, row, step, n - 1);
      int count = seen.of(suffix);
      if (count > 0) {
        int different = kinds.of(suffix);
        int right = followed.of(mixed(suffix, -1 - target));
        double kept = Math.max(0, right - DISCOUNT);
        probability = (kept + DISCOUNT * different * probability) / count;
      }
      losses[n] -= Math.log(probability);
    }
  }

  /**
   * Whether the last symbols together determine almost everything, so that no lag beyond them is
   * needed. In a text that repeats itself, one period back determines everything, and so do the
   * last few symbols.
   */
  static boolean tellAll(double[] losses) {
    return losses.length > 0 && losses[rewarded(losses)] < NOTHING * losses[0];
  }

  /** The smallest number of symbols, at least 1, that is as good as the best; 1 without losses. */
  static int rewarded(double[] losses) {
    double best = Double.POSITIVE_INFINITY;
    for (double loss : losses) {
      best = Math.min(best, loss);
    }
    for (int n = 0; n < losses.length; n++) {
      if (losses[n] <= best + Tolerance.of(best, losses[0])) {
        return Math.max(1, n);
      }
    }
    return 1;
  }
}
