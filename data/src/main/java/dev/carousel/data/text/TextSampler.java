package dev.carousel.data.text;

import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkStream;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Generates text with a network that was trained to predict the next symbol.
 *
 * <p>The network reads a prompt, then each symbol drawn. Symbol k is drawn with probability {@code
 * exp(z_k / temperature) / sum_j exp(z_j / temperature)} for the logits z, over all symbols except
 * the unknown one; at temperature 0 it is the likeliest. Without a prompt, it starts as if after
 * the end of a line. Immutable; the same request gives the same text.
 */
public final class TextSampler {
  /** The maximum number of the prompt's steps that are read at once. */
  private static final int STEPS = 256;

  private final BoundNetwork network;
  private final Vocabulary vocabulary;

  /**
   * A sampler of this model.
   *
   * @throws CarouselException if the network does not predict the next symbol of this vocabulary
   */
  public TextSampler(Network network, NamedTensors parameters, Vocabulary vocabulary) {
    this.network = network.bind(parameters);
    this.vocabulary = vocabulary;
    var data = network.spec().data();
    boolean isNextSymbol =
        data.symbolsIn() && data.symbolsOut() && data.moment() == Targets.Moment.EVERY_STEP;
    if (!isNextSymbol || data.outputFeatures() != vocabulary.size()) {
      throw CarouselException.failure("The network cannot write text.")
          .expected("one that predicts the next of " + vocabulary.size() + " symbols")
          .found(data)
          .build();
    }
  }

  /**
   * A request for text.
   *
   * @param length the number of symbols to draw, at least 1
   * @param temperature 0 takes the likeliest symbol, 1 draws from the network's distribution
   * @param prompt the text before it, which is not part of the output
   * @param seed of the random numbers
   */
  public record Request(int length, double temperature, String prompt, long seed) {
    /** Checks the numbers. */
    public Request {
      if (length < 1) {
        throw CarouselException.usage("The length is out of range.")
            .expected("at least 1")
            .found(length)
            .build();
      }
      if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
        throw CarouselException.usage("The temperature is out of range.")
            .expected("0 or a positive number")
            .found(temperature)
            .build();
      }
    }
  }

  /**
   * Draws symbols one by one.
   *
   * @param sink receives each code point as it is drawn
   */
  public void sample(Request request, IntConsumer sink) {
    RandomGenerator random = RandomStreams.stream(request.seed(), "sample");
    int[] codePoints = vocabulary.codePoints();
    NetworkStream stream = network.stream();
    int[] next = prompt(request.prompt());
    for (int drawn = 0; drawn < request.length(); drawn++) {
      int symbol = draw(lastLogits(read(stream, next)), request.temperature(), random);
      sink.accept(codePoints[symbol]);
      next = new int[] {symbol};
    }
  }

  /** The ids to begin with: the prompt's, or those of a line's end, or of any symbol. */
  private int[] prompt(String prompt) {
    if (!prompt.isEmpty()) {
      return vocabulary.encode(prompt);
    }
    int lineEnd = vocabulary.id('\n');
    return new int[] {lineEnd == vocabulary.unknown() ? 0 : lineEnd};
  }

  /** Reads symbols and returns the predictions after each of the last of them. */
  private Tensor read(NetworkStream stream, int[] ids) {
    Tensor outputs = null;
    for (int from = 0; outputs == null || from < ids.length; from += STEPS) {
      int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + STEPS));
      outputs = stream.read(new Inputs.Symbols(part.length, 1, vocabulary.size(), part));
    }
    return outputs;
  }

  /** The logits of the last step, without that of the unknown symbol, which is the last one. */
  private double[] lastLogits(Tensor outputs) {
    int from = outputs.size() - vocabulary.size();
    double[] logits = new double[vocabulary.unknown()];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = outputs.get(from + k);
      if (!Double.isFinite(logits[k])) {
        throw CarouselException.failure("The network's prediction is not finite.")
            .found(logits[k] + " for symbol " + k)
            .mend("train again with a smaller step size or with clipping")
            .build();
      }
    }
    return logits;
  }

  private static int draw(double[] logits, double temperature, RandomGenerator random) {
    int likeliest = 0;
    for (int k = 1; k < logits.length; k++) {
      likeliest = logits[k] > logits[likeliest] ? k : likeliest;
    }
    if (temperature == 0) {
      return likeliest;
    }
    double[] sums = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      // StrictMath: the same text on every machine
      sum += StrictMath.exp((logits[k] - logits[likeliest]) / temperature);
      sums[k] = sum;
    }
    double mark = random.nextDouble() * sum;
    int symbol = 0;
    while (symbol < sums.length - 1 && sums[symbol] <= mark) {
      symbol++;
    }
    return symbol;
  }
}
