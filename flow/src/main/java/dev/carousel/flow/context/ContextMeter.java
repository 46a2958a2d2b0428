package dev.carousel.flow.context;

import dev.carousel.data.Chunk;
import dev.carousel.data.Part;
import dev.carousel.data.Targets.Moment;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Measures how the loss of a network falls as the context grows. It measures contexts of 1, 2, 5,
 * 10, 20, 50, .. steps up to the longest. Then it searches between the largest that is too short
 * and the smallest that is enough, until these are neighbours or within a twentieth of each other.
 *
 * <p>Cost: each place is read once for each context, only forwards. For large networks there are
 * fewer places than in the settings (down to {@value #FEWEST}), so that all contexts take at most
 * about 3e10 multiplications. Runs on the network's own engine and changes nothing. Thread-safe.
 */
public final class ContextMeter {
  private static final List<Integer> LADDER = List.of(1, 2, 5);
  private static final double MOST_PRODUCTS = 3e10;

  /** The minimum number of places. */
  public static final int FEWEST = 64;

  /** Places run side by side. */
  private static final int ROWS = 64;

  /** The number of blocks that count as independent, since neighbouring places are alike. */
  private static final int BLOCKS = 32;

  private static final double SIGNIFICANCE = 0.05;

  /** The relative distance of contexts at which the search ends. */
  private static final double NEAR = 0.05;

  private final BoundNetwork network;
  private final List<Histories.Place> places;

  /** By context, the loss at each place. */
  private final NavigableMap<Integer, double[]> losses = new TreeMap<>();

  private ContextMeter(BoundNetwork network, List<Histories.Place> places) {
    this.network = network;
    this.places = places;
  }

  /**
   * Measures a trained network on data that it was not trained on.
   *
   * @return empty if the data has fewer than 64 places, or the loss is not finite. Also empty if
   *     the network is bidirectional and predicts at every step, so that later steps count too
   */
  public static Optional<ContextCurve> measure(
      Network network, NamedTensors parameters, Part part, ContextSettings settings) {
    boolean isEveryStep = network.spec().data().moment() == Moment.EVERY_STEP;
    if (network.spec().bidirectional() && isEveryStep) {
      return Optional.empty();
    }
    int wanted = affordable(parameters, settings);
    Histories histories = Histories.of(part, settings.longest(), wanted, wanted, settings.seed());
    if (histories.places().size() < FEWEST) {
      return Optional.empty();
    }
    List<Histories.Place> some = thinned(histories.places(), wanted);
    return new ContextMeter(network.bind(parameters), some).curve(histories.longest());
  }

  private static int affordable(NamedTensors parameters, ContextSettings settings) {
    long steps = ladder(settings.longest()).stream().mapToLong(Integer::longValue).sum();
    double products = (double) steps * Math.max(1, parameters.elements());
    return (int) Math.max(FEWEST, Math.min(settings.places(), MOST_PRODUCTS / products));
  }

  private static List<Histories.Place> thinned(List<Histories.Place> places, int wanted) {
    int count = Math.min(wanted, places.size());
    List<Histories.Place> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(places.get((int) ((long) i * places.size() / count)));
    }
    return some;
  }

  /** 1, 2, 5, 10, .. and the longest, without what is near it. */
  private static List<Integer> ladder(int longest) {
    List<Integer> contexts = new ArrayList<>();
    for (long decade = 1; decade <= longest; decade *= 10) {
      for (int rung : LADDER) {
        if (rung * decade * (1 + NEAR) < longest) {
          contexts.add((int) (rung * decade));
        }
      }
    }
    contexts.add(longest);
    return contexts;
  }

  private Optional<ContextCurve> curve(int longest) {
    ladder(longest).forEach(this::measure);
    if (!losses.values().stream().allMatch(found -> Double.isFinite(mean(found)))) {
      return Optional.empty();
    }
    int enough = rewarded();
    Integer shorter = losses.lowerKey(enough);
    while (shorter != null && enough - shorter > Math.max(1, NEAR * enough)) {
      measure((shorter + enough) / 2);
      enough = rewarded();
      shorter = losses.lowerKey(enough);
    }
    int best = best();
    List<ContextPoint> points = new ArrayList<>();
    losses.forEach((context, found) -> points.add(point(context, found, of(best))));
    return Optional.of(new ContextCurve(points, places.size(), best, enough));
  }

  private void measure(int context) {
    double[] found = new double[places.size()];
    for (int from = 0; from < found.length; from += ROWS) {
      List<Histories.Place> rows = places.subList(from, Math.min(found.length, from + ROWS));
      Chunk chunk = Histories.lastSteps(rows, context);
      NetworkPass pass = network.infer(chunk, Carry.zero());
      double[] all = pass.losses();
      for (int row = 0; row < rows.size(); row++) {
        found[from + row] = all[Histories.prediction(rows, row, context)];
      }
      pass.release();
    }
    losses.put(context, found);
  }

  private double[] of(int context) {
    return Objects.requireNonNull(losses.get(context));
  }

  private int best() {
    return losses.keySet().stream()
        .min(Comparator.comparingDouble(context -> mean(of(context))))
        .orElseThrow();
  }

  /** The smallest context that is as good as the best. */
  private int rewarded() {
    double[] best = of(best());
    double tolerance = Tolerance.of(mean(best), mean(losses.firstEntry().getValue()));
    double level = 1 - SIGNIFICANCE / Math.max(1, losses.size() - 1);
    double critical = new TDistribution(blocks() - 1).inverseCumulativeProbability(level);
    for (int context : losses.keySet()) {
      ContextPoint point = point(context, of(context), best);
      if (point.excess() <= tolerance || point.excess() <= critical * point.excessError()) {
        return context;
      }
    }
    throw new IllegalStateException("the best context is as good as itself");
  }

  private ContextPoint point(int context, double[] found, double[] best) {
    double[] excess = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      excess[i] = found[i] - best[i];
    }
    return new ContextPoint(
        context, mean(found), standardError(found), mean(excess), standardError(excess));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private int blocks() {
    return Math.min(BLOCKS, places.size());
  }

  /** Over the means of blocks of neighbouring places. */
  private double standardError(double[] values) {
    int blocks = blocks();
    double mean = mean(values);
    double squares = 0;
    for (int block = 0; block < blocks; block++) {
      int from = (int) ((long) block * values.length / blocks);
      int to = (int) ((long) (block + 1) * values.length / blocks);
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += values[i] - mean;
      }
      squares += sum * sum;
    }
    return Math.sqrt(squares * blocks / (blocks - 1)) / values.length;
  }
}
