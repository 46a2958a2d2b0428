package dev.carousel.data.score;

import dev.carousel.data.Targets;
import dev.carousel.data.score.NaiveValues.Spot;
import dev.carousel.data.score.PredictionSamples.Classes;
import dev.carousel.data.score.PredictionSamples.Numbers;
import dev.carousel.data.score.PredictionSamples.Sample;
import dev.carousel.data.score.SampledRows.Range;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableTruth;
import dev.carousel.metrics.Baseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers the predictions of some rows. */
final class Sampler {
  private final SampledRows rows;
  private final TableTruth truth;
  private final NaiveValues naive;
  private final TableCodec codec;
  private final List<Double> levels;
  private final List<Baseline> baselines;

  /** By group, then by step from the first of its range: what is predicted there, or null. */
  private final Map<Integer, @Nullable Spotted[]> found = new HashMap<>();

  /**
   * What is predicted for a row.
   *
   * @param step of the horizon
   * @param numbers {@code [K][1 + Q + B]}: value, quantiles, baselines; or the probabilities of
   *     classes, {@code [1][K]}
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  private record Spotted(int step, double[][] numbers) {}

  Sampler(
      SampledRows rows,
      TableTruth truth,
      NaiveValues naive,
      List<Double> levels,
      List<Baseline> baselines) {
    this.rows = rows;
    this.truth = truth;
    this.naive = naive;
    this.codec = rows.table().codec();
    this.levels = codec.predictsClasses() ? List.of() : levels;
    this.baselines = codec.predictsClasses() ? List.of() : baselines;
  }

  Sampler another() {
    return new Sampler(rows, truth, naive, levels, baselines);
  }

  void addAll(Sampler other) {
    other.found.forEach(
        (group, spots) -> {
          @Nullable Spotted[] own = found.computeIfAbsent(group, this::empty);
          for (int i = 0; i < spots.length; i++) {
            own[i] = spots[i] == null ? own[i] : spots[i];
          }
        });
  }

  private @Nullable Spotted[] empty(int group) {
    Range range = rows.range(group);
    return new @Nullable Spotted[range == null ? 0 : range.size()];
  }

  boolean isWanted(int group, int origin) {
    return rows.isWanted(group, origin);
  }

  /** Takes in a number, if its row is shown. */
  void number(int output, Spot spot, double value, double[] quantiles, double[] beside) {
    double[][] numbers = place(spot, codec.outputs().size());
    if (numbers != null) {
      double[] all = new double[1 + quantiles.length + beside.length];
      all[0] = value;
      System.arraycopy(quantiles, 0, all, 1, quantiles.length);
      System.arraycopy(beside, 0, all, 1 + quantiles.length, beside.length);
      numbers[output] = all;
    }
  }

  /** Takes in the probabilities of classes, if their row is shown. */
  void probabilities(Spot spot, double[] probabilities) {
    double[][] numbers = place(spot, 1);
    if (numbers != null) {
      numbers[0] = probabilities.clone();
    }
  }

  private double @Nullable [][] place(Spot spot, int outputs) {
    Range range = rows.range(spot.group());
    int at = range == null ? -1 : codec.labelsGroups() ? 0 : spot.target() - range.from();
    if (range == null || at < 0 || at >= range.size()) {
      return null;
    }
    @Nullable Spotted[] spots = found.computeIfAbsent(spot.group(), this::empty);
    Spotted known = spots[at];
    if (known == null || known.step() != spot.step()) {
      known = new Spotted(spot.step(), new double[outputs][]);
      spots[at] = known;
    }
    return known.numbers();
  }

  /** A row that is shown, with what is predicted for it. */
  private record Row(Range range, int step, @Nullable Spotted spotted) {}

  PredictionSamples samples() {
    List<Sample> samples = new ArrayList<>();
    List<Row> labelled = new ArrayList<>();
    for (Range range : rows.ranges()) {
      @Nullable Spotted[] spots = found.getOrDefault(range.group(), empty(range.group()));
      List<Row> own = new ArrayList<>();
      for (int i = 0; i < range.size(); i++) {
        own.add(new Row(range, range.from() + i, spots[i]));
      }
      if (codec.labelsGroups()) {
        labelled.addAll(own);
      } else {
        samples.add(sample(rows.table().group(range.group()), range.left(), own));
      }
    }
    if (codec.labelsGroups()) {
      samples.add(sample("", rows.groups() - rows.ranges().size(), labelled));
    }
    return new PredictionSamples(
        codec.horizon(), levels, baselines, rows.groups(), codec.labelsGroups(), samples);
  }

  private Sample sample(String group, int left, List<Row> all) {
    List<Numbers> numbers =
        codec.predictsClasses()
            ? List.of()
            : IntStream.range(0, codec.outputs().size()).mapToObj(k -> numbers(k, all)).toList();
    return new Sample(
        group,
        left,
        all.stream().map(row -> rows.place(row.range(), row.step())).toList(),
        all.stream().map(row -> row.spotted() == null ? 0 : row.spotted().step()).toList(),
        numbers,
        codec.predictsClasses() ? classes(all) : null);
  }

  private Numbers numbers(int output, List<Row> all) {
    return new Numbers(
        codec.outputs().get(output).name(),
        all.stream().map(row -> truth.number(output, row.range().group(), row.step())).toList(),
        column(output, 0, all),
        IntStream.range(0, levels.size()).mapToObj(q -> column(output, 1 + q, all)).toList(),
        IntStream.range(0, baselines.size())
            .mapToObj(b -> column(output, 1 + levels.size() + b, all))
            .toList());
  }

  private static List<Double> column(int output, int at, List<Row> all) {
    return all.stream().map(row -> figure(row, output, at)).toList();
  }

  private static double figure(Row row, int output, int at) {
    Spotted spotted = row.spotted();
    double[] numbers = spotted == null ? null : spotted.numbers()[output];
    return numbers == null ? Double.NaN : numbers[at];
  }

  private Classes classes(List<Row> all) {
    int[] truths =
        all.stream().mapToInt(r -> naive.id(truth.name(r.range().group(), r.step()))).toArray();
    int[] shown = shown(all, truths);
    int others = codec.classes().size() - shown.length;
    int[] rowOf = new int[codec.classes().size()];
    Arrays.fill(rowOf, shown.length);
    List<List<Double>> probabilities = new ArrayList<>();
    for (int i = 0; i < shown.length; i++) {
      rowOf[shown[i]] = i;
      probabilities.add(column(0, shown[i], all));
    }
    if (others > 0) {
      probabilities.add(all.stream().map(row -> rest(row, rowOf, shown.length)).toList());
    }
    return new Classes(
        IntStream.of(shown).mapToObj(codec.classes()::get).toList(),
        others,
        probabilities,
        all.stream().map(row -> row.spotted() == null ? -1 : rowOf[best(row)]).toList(),
        IntStream.of(truths).mapToObj(id -> id == Targets.MISSING ? -1 : rowOf[id]).toList());
  }

  /** The classes that are shown by themselves: those that are likeliest, or occur most often. */
  private int[] shown(List<Row> all, int[] truths) {
    double[] weights = new double[codec.classes().size()];
    for (int i = 0; i < truths.length; i++) {
      for (int k = 0; k < weights.length && all.get(i).spotted() != null; k++) {
        weights[k] += figure(all.get(i), 0, k);
      }
      if (truths[i] != Targets.MISSING) {
        weights[truths[i]]++;
      }
    }
    int most = weights.length <= rows.classes() + 1 ? weights.length : rows.classes();
    return IntStream.range(0, weights.length)
        .boxed()
        .sorted((a, b) -> Double.compare(weights[b], weights[a]))
        .limit(most)
        .sorted()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private double rest(Row row, int[] rowOf, int others) {
    return row.spotted() == null
        ? Double.NaN
        : IntStream.range(0, rowOf.length)
            .filter(k -> rowOf[k] == others)
            .mapToDouble(k -> figure(row, 0, k))
            .sum();
  }

  private int best(Row row) {
    int best = 0;
    for (int k = 1; k < codec.classes().size(); k++) {
      best = figure(row, 0, k) > figure(row, 0, best) ? k : best;
    }
    return best;
  }
}
