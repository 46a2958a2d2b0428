package dev.carousel.flow.context;

import dev.carousel.data.Targets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be predicted at each place: as numbers whose variance can be explained, and in bins.
 *
 * @param size numbers of one place
 * @param centered {@code [places, size]}, each dimension with mean 0: the numbers, or for a class 1
 *     at its own
 * @param bins by number predicted, the bin of each place
 * @param count of bins
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record Outcomes(int size, double[] centered, List<int[]> bins, int count) {
  /** More classes than this share one. */
  private static final int MOST_CLASSES = 24;

  /** More numbers than this are not looked at. */
  private static final int MOST_NUMBERS = 8;

  static Outcomes of(List<Histories.Place> places) {
    boolean isSymbols = places.get(0).chunk().targets() instanceof Targets.Symbols;
    return isSymbols ? ofClasses(places) : ofNumbers(places);
  }

  private static Outcomes ofClasses(List<Histories.Place> places) {
    int[] counts = new int[places.get(0).chunk().targets().features()];
    int[] ids = new int[places.size()];
    for (int i = 0; i < ids.length; i++) {
      Targets.Symbols symbols = (Targets.Symbols) places.get(i).chunk().targets();
      ids[i] = symbols.ids()[places.get(i).target()];
      counts[ids[i]]++;
    }
    int[] bin = Signal.frequent(counts, MOST_CLASSES);
    int size = Math.min(MOST_CLASSES, counts.length);
    double[] centered = new double[ids.length * size];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = bin[ids[i]];
      centered[i * size + ids[i]] = 1;
    }
    return new Outcomes(size, center(centered, size), List.of(ids), size);
  }

  private static Outcomes ofNumbers(List<Histories.Place> places) {
    int features = places.get(0).chunk().targets().features();
    int size = Math.min(MOST_NUMBERS, features);
    double[] centered = new double[places.size() * size];
    List<int[]> bins = new ArrayList<>();
    int most = 1;
    for (int k = 0; k < size; k++) {
      float[] own = new float[places.size()];
      for (int i = 0; i < own.length; i++) {
        Targets.Values values = (Targets.Values) places.get(i).chunk().targets();
        own[i] = values.values()[places.get(i).target() * features + k];
        centered[i * size + k] = own[i];
      }
      float[] edges = Signal.edges(own.clone());
      most = Math.max(most, edges.length + 1);
      bins.add(Signal.bins(own, edges));
    }
    return new Outcomes(size, center(centered, size), bins, most);
  }

  private static double[] center(double[] values, int size) {
    int n = values.length / size;
    for (int k = 0; k < size; k++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += values[i * size + k];
      }
      for (int i = 0; i < n; i++) {
        values[i * size + k] -= sum / n;
      }
    }
    return values;
  }
}
