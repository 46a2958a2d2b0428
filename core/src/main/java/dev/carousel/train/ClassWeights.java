package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Targets;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Weights of the classes of a data set, for a loss that takes them: one for each class, in the
 * order of their ids. Thread-safe.
 */
public final class ClassWeights {
  private ClassWeights() {}

  /**
   * Weights in inverse proportion to how often a class occurs in the training part: {@code n / (K
   * n_k)} for class k, which occurs n_k times among n known targets of K classes. The mean weight
   * of a target is then 1. A class that does not occur has weight 1, and does not count in K. (As
   * scikit-learn's {@code balanced}; King and Zeng, 2001)
   *
   * @throws CarouselException if numbers are predicted, or no target is known
   */
  public static double[] balanced(Dataset data) {
    long[] counts = counts(data);
    long total = Arrays.stream(counts).sum();
    long occurring = Arrays.stream(counts).filter(count -> count > 0).count();
    if (total == 0) {
      throw CarouselException.usage("The classes cannot be balanced: the training part has none.")
          .expected("at least one known class in the training part")
          .where(data.description())
          .build();
    }
    return Arrays.stream(counts)
        .mapToDouble(count -> count == 0 ? 1 : (double) total / (occurring * count))
        .toArray();
  }

  private static long[] counts(Dataset data) {
    requireClasses(data);
    long[] counts = new long[data.shape().outputFeatures()];
    if (data.training().symbols() == 0) {
      return counts;
    }
    Epoch epoch = Evaluation.epoch(data.training());
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      Targets.Symbols targets = (Targets.Symbols) chunk.targets();
      for (int place = 0; place < targets.count(); place++) {
        if (chunk.counts(place)) {
          counts[targets.ids()[place]]++;
        }
      }
    }
    return counts;
  }

  /**
   * Weights by the names of classes; the others have weight 1. Classes without names are named by
   * their ids: 0, 1, ..
   *
   * @throws CarouselException if numbers are predicted, or there is no class of a name
   */
  public static double[] named(Dataset data, Map<String, Double> weights) {
    requireClasses(data);
    int classes = data.shape().outputFeatures();
    List<String> known = data.codec().classes();
    List<String> names =
        known.isEmpty() ? IntStream.range(0, classes).mapToObj(Integer::toString).toList() : known;
    double[] all = new double[classes];
    Arrays.fill(all, 1);
    weights.forEach(
        (name, weight) -> {
          int id = names.indexOf(name);
          if (id < 0) {
            throw CarouselException.usage("A weight is given for a class that does not exist.")
                .expected("classes of the data")
                .found("'" + name + "'")
                .mend(NearestWord.hint(name, names))
                .build();
          }
          all[id] = weight;
        });
    return all;
  }

  private static void requireClasses(Dataset data) {
    if (!data.shape().symbolsOut()) {
      throw CarouselException.usage("Weights are of classes, and numbers are predicted.")
          .expected("data whose targets are classes")
          .found(data.shape())
          .mend("leave the weights out")
          .build();
    }
  }
}
