package dev.carousel.flow.context;

import dev.carousel.data.Chunk;
import dev.carousel.data.Part;
import dev.carousel.random.RandomStreams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.MathArrays;
import org.jspecify.annotations.Nullable;

/**
 * Measures at which lags the target depends on the input, without any network.
 *
 * <p>There are two measures. <em>Information</em> is the mutual information of target and input at
 * a lag, both in bins, minus its mean over shuffled targets, which removes its bias. It includes
 * indirect dependence through nearer steps: in an autoregressive series of order 1, it falls
 * slowly. <em>Peaks</em> exclude indirect dependence. They are chosen one after another: the lag
 * and input that explain most of the remaining variance, and the nearest of almost equal ones. A
 * line in each bin finds functions of any shape. The search ends when the strongest is not
 * significant against shuffled targets at 1 % over all lags and inputs, or explains less than a
 * thousandth. Two thirds of the places choose the peaks. The last third, in blocks of neighbours,
 * gives their explained variance and rejects those that explain nothing there.
 *
 * <p>In a stream of symbols, it also measures how many of the last symbols together lower the loss
 * of predicting the next ({@code Suffixes}).
 *
 * <p>The inputs are the symbols or the numbers, and with up to four numbers per step also the
 * products of two of them (the adding problem's marker times value). A dependence on several steps
 * together, such as parity, is not found. Thread-safe.
 *
 * <p>Cost: about 2.5e7 additions at most for each peak; with many inputs, lags and classes it uses
 * fewer places.
 */
public final class DependenceMeter {
  private static final int SHUFFLES = 100;
  private static final int MOST_PEAKS = 128;
  private static final int MOST_REFUTED = 8;
  private static final double MOST_ADDITIONS = 2.5e7;
  private static final int BLOCKS = 24;
  private static final int MOST_ROWS = 32;

  /** The minimum number of places. */
  public static final int FEWEST = 100;

  /** Of what is left. */
  private static final double LEAST_SHARE = 0.001;

  /** Among peaks within this ratio, the nearest is taken. */
  private static final double NEARLY = 0.95;

  private final DependenceSettings settings;
  private final int longest;
  private final Histories histories;
  private final Positions positions;
  private final List<Signal> signals;
  private final Outcomes outcomes;

  private DependenceMeter(DependenceSettings settings, Histories histories) {
    this.settings = settings;
    this.histories = histories;
    longest = histories.longest();
    positions = Positions.of(histories.places());
    signals = Signal.of(positions.chunks());
    outcomes = Outcomes.of(histories.places());
  }

  /** A signal some steps before the last step read. */
  private record Candidate(Signal signal, int back) {}

  /**
   * Measures a part, usually the largest one: the training part.
   *
   * @return empty if it has fewer than 100 places
   */
  public static Optional<Dependence> measure(Part part, DependenceSettings settings) {
    int wanted = affordable(part, settings);
    Histories histories =
        Histories.of(part, settings.longest(), wanted, MOST_ROWS, settings.seed());
    return histories.places().size() < FEWEST
        ? Optional.empty()
        : Optional.of(new DependenceMeter(settings, histories).measure(part));
  }

  private static int affordable(Part part, DependenceSettings settings) {
    if (part.symbols() == 0) {
      return 1;
    }
    Chunk chunk = part.epoch(1, 1, settings.seed(), 0).chunk(0);
    double outcomes = Math.min(24, chunk.targets().features());
    double inputs = Signal.count(chunk);
    double perPlace = outcomes * inputs * settings.longest();
    return (int) Math.max(2000, Math.min(settings.places(), MOST_ADDITIONS / perPlace));
  }

  private Dependence measure(Part part) {
    double[] information = new double[longest];
    double threshold = information(information);
    List<DependencePeak> peaks = peaks();
    double[] suffixes = Suffixes.losses(part, longest, settings.seed());
    return new Dependence(
        settings.ahead(),
        longest,
        positions.count(),
        information,
        threshold,
        peaks,
        suffixes,
        Suffixes.tellAll(suffixes)
            ? Suffixes.rewarded(suffixes)
            : Math.max(rewarded(peaks), Suffixes.rewarded(suffixes)));
  }

  /** Fills in the information by lag and returns the threshold of significance. */
  private double information(double[] information) {
    double threshold = 0;
    for (Signal signal : signals) {
      for (int[] bins : outcomes.bins()) {
        MutualInformation mutual = new MutualInformation(positions, signal, bins, outcomes.count());
        double[] shuffled = new double[SHUFFLES];
        RandomGenerator random = random("information", signal);
        for (int i = 0; i < SHUFFLES; i++) {
          shuffled[i] = mutual.at(random.nextInt(longest), shuffled(positions.count(), random));
        }
        int comparisons = longest * signals.size() * outcomes.bins().size();
        Chance chance = Chance.of(shuffled, comparisons);
        threshold = Math.max(threshold, chance.threshold() - chance.mean());
        for (int back = 0; back < longest; back++) {
          double found = mutual.at(back, null) - chance.mean();
          information[back] = Math.max(information[back], found);
        }
      }
    }
    return threshold;
  }

  private List<DependencePeak> peaks() {
    Residuals fit = Residuals.of(histories.places(), outcomes, place -> !isHeld(place));
    Residuals held = Residuals.of(histories.places(), outcomes, this::isHeld);
    double all = held.squares();
    if (!(fit.squares() > 0) || !(all > 0)) {
      return List.of(); // what is predicted never changes
    }
    double[] chance = new double[signals.size()];
    for (int s = 0; s < chance.length; s++) {
      chance[s] = chance(signals.get(s), fit);
    }
    Map<Candidate, Double> found = new LinkedHashMap<>();
    Set<Candidate> refuted = new HashSet<>();
    Candidate best = strongest(fit, chance, refuted);
    while (best != null && found.size() < MOST_PEAKS && refuted.size() < MOST_REFUTED) {
      Explained explained = fit.explained(best.signal(), best.back(), null);
      double left = held.squares();
      Residuals heldAfter = held.without(explained, best.signal(), best.back());
      double gain = left - heldAfter.squares();
      if (gain > LEAST_SHARE * left) {
        fit = fit.without(explained, best.signal(), best.back());
        held = heldAfter;
        found.merge(best, gain / all, Double::sum);
      } else {
        refuted.add(best);
      }
      best = strongest(fit, chance, refuted);
    }
    return found.entrySet().stream()
        .map(entry -> peak(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingDouble(DependencePeak::explained).reversed())
        .toList();
  }

  /** Every third block of neighbouring places judges what was found on the others. */
  private boolean isHeld(int place) {
    return (int) ((long) place * BLOCKS / histories.places().size()) % 3 == 2;
  }

  private DependencePeak peak(Candidate candidate, double explained) {
    return new DependencePeak(
        candidate.back() + settings.ahead(),
        candidate.back() + 1,
        candidate.signal().input(),
        candidate.signal().other(),
        explained);
  }

  /** The threshold, as a share of the remaining squares. */
  private double chance(Signal signal, Residuals residuals) {
    double all = residuals.squares();
    RandomGenerator random = random("peaks", signal);
    double[] shuffled = new double[SHUFFLES];
    for (int i = 0; i < SHUFFLES; i++) {
      int[] order = shuffled(residuals.positions().count(), random);
      int back = random.nextInt(longest);
      shuffled[i] = residuals.explained(signal, back, order).gain() / all;
    }
    return Chance.of(shuffled, longest * signals.size()).threshold();
  }

  /**
   * The candidate that explains most beyond chance, and the nearest of almost equal ones; null if
   * there is none.
   */
  private @Nullable Candidate strongest(
      Residuals residuals, double[] chance, Set<Candidate> refuted) {
    double left = residuals.squares();
    List<Candidate> significant = new ArrayList<>();
    List<Double> gains = new ArrayList<>();
    double most = 0;
    for (int back = 0; back < longest; back++) {
      for (int s = 0; s < signals.size(); s++) {
        Candidate candidate = new Candidate(signals.get(s), back);
        double gain = residuals.explained(signals.get(s), back, null).gain() / left;
        if (gain > Math.max(LEAST_SHARE, chance[s]) && !refuted.contains(candidate)) {
          significant.add(candidate);
          gains.add(gain);
          most = Math.max(most, gain);
        }
      }
    }
    double enough = NEARLY * most;
    return IntStream.range(0, gains.size())
        .filter(i -> gains.get(i) >= enough)
        .mapToObj(significant::get)
        .findFirst()
        .orElse(null);
  }

  private static int[] shuffled(int count, RandomGenerator random) {
    int[] order = IntStream.range(0, count).toArray();
    MathArrays.shuffle(order, random);
    return order;
  }

  private RandomGenerator random(String purpose, Signal signal) {
    return RandomStreams.stream(settings.seed(), "dependence " + purpose, signals.indexOf(signal));
  }

  /** The smallest context that loses no more than the tolerance. */
  private static int rewarded(List<DependencePeak> peaks) {
    double best = 1;
    for (DependencePeak peak : peaks) {
      best -= peak.explained();
    }
    double tolerance = Tolerance.of(Math.max(0, best), 1);
    List<DependencePeak> byContext =
        peaks.stream().sorted(Comparator.comparingInt(DependencePeak::context).reversed()).toList();
    double lost = 0;
    for (DependencePeak peak : byContext) {
      lost += peak.explained();
      if (lost > tolerance) {
        return peak.context();
      }
    }
    return 1;
  }
}
