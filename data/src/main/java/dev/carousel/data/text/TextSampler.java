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
import java.util.function.Consumer;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Generates text with a network that was trained to predict the next symbol.
 *
 * <p>The network reads a prompt, then each symbol drawn. Symbol k is drawn with probability {@code
 * exp(z_k / temperature) / sum_j exp(z_j / temperature)} for the logits z, over all {@linkplain
 * Choices choices} except the unknown symbol; at temperature 0 it is the likeliest. Without a
 * prompt, it starts as if after the end of a line. Immutable; the same request gives the same text.
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
   * Draws symbols one by one.
   *
   * @param sink receives the text, piece by piece: a character or a word as soon as it is drawn,
   *     bytes as soon as they complete a character
   * @return whether the text ended with the request's {@linkplain SampleRequest#stop() stop}
   */
  public boolean sample(SampleRequest request, Consumer<String> sink) {
    RandomGenerator random = RandomStreams.stream(request.seed(), "sample");
    StopText stop = new StopText(request.stop(), sink);
    SymbolWriter writer = new SymbolWriter(vocabulary, stop::accept);
    NetworkStream stream = network.stream();
    int[] next = prompt(request.prompt());
    for (int drawn = 0; drawn < request.length() && !stop.isReached(); drawn++) {
      double[] logits = lastLogits(read(stream, next));
      int symbol = request.choices().draw(logits, random);
      writer.add(symbol);
      next = new int[] {symbol};
    }
    writer.end();
    stop.end();
    return stop.isReached();
  }

  /** The ids to begin with: the prompt's, or those of a line's end, or of any symbol. */
  private int[] prompt(String prompt) {
    if (!prompt.isEmpty()) {
      return vocabulary.encode(prompt);
    }
    int lineEnd = vocabulary.id("\n");
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
}
