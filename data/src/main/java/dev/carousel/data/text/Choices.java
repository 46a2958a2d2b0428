package dev.carousel.data.text;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.Largest;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Which symbols may be drawn, and how likely. First the logits are divided by the temperature, then
 * only the likeliest symbols are kept, then only the nucleus, and one of these is drawn with its
 * probability among them.
 *
 * @param temperature 0 takes the likeliest symbol, 1 draws from the network's distribution
 * @param topK only the k likeliest symbols (Fan and others, 2018); at least 1, {@link #ALL} for all
 * @param topP only the nucleus: the fewest likeliest symbols whose probabilities add up to at least
 *     p (Holtzman and others, 2020); above 0, and 1 for all
 */
public record Choices(double temperature, int topK, double topP) {
  /** Every symbol, for {@link #topK()}. */
  public static final int ALL = Integer.MAX_VALUE;

  /** Checks the numbers. */
  public Choices {
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw wrong("The temperature", "0 or a positive number", temperature);
    }
    if (topK < 1) {
      throw wrong("The number of likeliest symbols (top-k)", "at least 1", topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw wrong("The probability of the nucleus (top-p)", "above 0 and at most 1", topP);
    }
  }

  private static CarouselException wrong(String what, String expected, Number found) {
    return CarouselException.usage(what + " is out of range.")
        .expected(expected)
        .found(found)
        .build();
  }

  /** Every symbol, at a temperature. */
  public static Choices at(double temperature) {
    return new Choices(temperature, ALL, 1);
  }

  /** The same choices among the k likeliest. */
  public Choices topK(int k) {
    return new Choices(temperature, k, topP);
  }

  /** The same choices within the nucleus. */
  public Choices topP(double p) {
    return new Choices(temperature, topK, p);
  }

  /** Draws one of the symbols; takes one random number unless the temperature is 0. */
  int draw(double[] logits, RandomGenerator random) {
    int likeliest = Largest.of(logits);
    if (temperature == 0) {
      return likeliest;
    }
    double[] weights = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      // StrictMath: the same text on every machine
      weights[k] = StrictMath.exp((logits[k] - logits[likeliest]) / temperature);
    }
    if (topK < logits.length || topP < 1) {
      keepLikeliest(weights);
    }
    double mark = random.nextDouble() * Arrays.stream(weights).sequential().reduce(0, Double::sum);
    double sum = 0;
    int last = likeliest;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k];
      if (sum > mark) {
        return k;
      }
      last = weights[k] > 0 ? k : last;
    }
    return last; // the mark was rounded up to the sum
  }

  /** Sets the weights of all other symbols to 0. Of equally likely ones, the first is kept. */
  private void keepLikeliest(double[] weights) {
    int[] order =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted((a, b) -> Double.compare(weights[b], weights[a]))
            .mapToInt(Integer::intValue)
            .limit(topK)
            .toArray();
    double all = 0;
    for (int symbol : order) {
      all += weights[symbol];
    }
    double sum = 0;
    int kept = 0;
    while (kept < order.length && (kept == 0 || sum < topP * all)) {
      sum += weights[order[kept++]];
    }
    boolean[] isKept = new boolean[weights.length];
    for (int i = 0; i < kept; i++) {
      isKept[order[i]] = true;
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] = isKept[k] ? weights[k] : 0;
    }
  }
}
