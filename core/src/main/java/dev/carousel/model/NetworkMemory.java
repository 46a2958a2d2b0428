package dev.carousel.model;

import dev.carousel.data.Targets;
import dev.carousel.engine.LayerMemory;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.PassSize;
import dev.carousel.tensor.Precision;

/**
 * The memory that running a network will take, in bytes.
 *
 * @param parameters one set of parameters
 * @param prepared what layers prepare from the parameters, once for all passes
 * @param pass the layers' working memory for one pass, kept for the next: activations, and in
 *     training all gradients
 * @param work temporary memory of a pass over a chunk: the chunk, copies between layers, dropout,
 *     outside training the gradient of the loss, which needs no memory there
 * @param longest the elements of the longest array; see {@link LayerMemory#longest}
 */
public record NetworkMemory(long parameters, long prepared, long pass, long work, long longest) {

  /**
   * Counts it.
   *
   * @param steps of a chunk, T
   * @param rows of a chunk, B
   * @param trains whether it also runs backward, with dropout
   * @param keptSteps as {@link dev.carousel.engine.EngineSettings#keptSteps}
   */
  public static NetworkMemory of(
      Network network, int steps, int rows, boolean trains, int keptSteps) {
    boolean isAtEnd = network.spec().data().moment() == Targets.Moment.END;
    long parameters = 0;
    long prepared = 0;
    long pass = 0;
    long longest = 0;
    for (Layer layer : network.allLayers()) {
      boolean isHead = layer == network.head();
      boolean isLookedUp = network.layers().embeddings().contains(layer);
      boolean isLowest = layer.index() == 0 && network.layers().embedding() == null;
      boolean isWhole = !trains || network.spec().dropouts().input() == 0;
      boolean isOfSymbols =
          isLookedUp || (isLowest && network.spec().data().symbolsIn() && isWhole);
      int length = isHead && isAtEnd ? 1 : steps;
      PassSize size = new PassSize(length, rows, isOfSymbols, trains, keptSteps);
      LayerMemory own = (trains ? layer.training() : layer.program()).memory(size);
      if (trains && layer.drops()) { // what evaluates is prepared beside it
        prepared += layer.program().memory(size).prepared();
      }
      parameters += own.parameters();
      prepared += own.prepared();
      pass += own.pass();
      longest = Math.max(longest, own.longest());
    }
    return new NetworkMemory(
        parameters, prepared, pass, work(network, steps, rows, trains), longest);
  }

  private static long work(Network network, int steps, int rows, boolean trains) {
    NetworkSpec spec = network.spec();
    boolean isFloat = network.engine().precision() == Precision.FLOAT32;
    long bytes = isFloat ? Float.BYTES : Double.BYTES;
    long places = (long) steps * rows;
    long predictions = spec.data().moment() == Targets.Moment.END ? rows : places;
    long chunk =
        Integer.BYTES
            * (places * (spec.data().symbolsIn() ? 1 : spec.data().inputFeatures())
                + places * spec.data().categories().size()
                + predictions * (spec.data().symbolsOut() ? 1 : spec.data().outputFeatures()));
    boolean isCopied = !spec.data().symbolsIn() && !isFloat;
    long numbers = isCopied ? places * spec.data().inputFeatures() : 0;
    long loss = trains ? 0 : predictions * network.loss().outputs(); // in the outputs' place
    return chunk
        + bytes * (numbers + joined(network, places, trains))
        + bytes * (loss + between(network, places, rows, trains))
        + (trains ? bytes * dropped(network, steps, rows) : 0);
  }

  /** Elements of what is dropped from the input, within cells, and from recurrent matrices. */
  private static long dropped(Network network, long steps, long rows) {
    NetworkSpec spec = network.spec();
    DropoutKinds kinds = spec.dropouts();
    long input = kinds.input() > 0 ? 3 * steps * rows * network.inputWidth() : 0;
    long masks = 0;
    long weights = 0;
    for (Layer layer : network.recurrentLayers()) {
      for (MaskSpec mask : layer.training().masks()) {
        masks += (Dropout.isForAll(mask, kinds) ? 1 : steps) * rows * mask.size();
      }
      for (ParameterSpec matrix : layer.program().recurrentMatrices()) {
        weights += kinds.weights() > 0 ? 2 * matrix.elements() : 0;
      }
    }
    return input + masks + weights;
  }

  /** Elements of what is made of numbers and categories, and of the gradients of embeddings. */
  private static long joined(Network network, long places, boolean trains) {
    if (network.spec().data().categories().isEmpty()) {
      return 0;
    }
    long embedded = network.spec().embeddings().stream().mapToInt(Integer::intValue).sum();
    return places * (network.inputWidth() + (trains ? embedded : 0));
  }

  /**
   * Elements between layers, and between the last layer and the head: joined directions, dropout,
   * and their gradients.
   */
  private static long between(Network network, long places, long rows, boolean trains) {
    NetworkSpec spec = network.spec();
    boolean isAtEnd = spec.data().moment() == Targets.Moment.END;
    long elements = 0;
    for (int index = 0; index < spec.layers(); index++) {
      boolean isTop = index == spec.layers() - 1;
      boolean isJoined = spec.bidirectional() && !(isTop && isAtEnd && spec.pool() == Pool.LAST);
      long joins = isJoined ? places : 0;
      long ends = isTop && isAtEnd ? places : 0;
      long dropped = spec.dropout() > 0 ? (isTop && isAtEnd ? rows : places) : 0;
      long copies = trains ? 2 * joins + ends + 3 * dropped : joins;
      elements += width(network, index) * copies;
    }
    return elements;
  }

  /** The size of what a layer hands up. */
  private static long width(Network network, int index) {
    return network.recurrentLayers().stream()
        .filter(layer -> layer.index() == index)
        .mapToLong(layer -> layer.program().outputSize())
        .sum();
  }
}
