package dev.carousel.engine;

import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;

/**
 * Runs cells over sequences and computes losses. Thread-safe. Results do not depend on the number
 * of threads, nor on what else the engine computes at the same time.
 *
 * <p>A thread that is interrupted while it computes finishes what it computes, and is still
 * interrupted afterwards. What a watcher throws on one of the engine's threads reaches the thread
 * that called; the engine stays usable.
 */
public interface Engine extends AutoCloseable {
  /** The precision of all that it computes. */
  Precision precision();

  /** Which kernels it runs on: {@code reference}, {@code scalar}, {@code vector-256}, .... */
  String kernels();

  /** The number of threads that it runs on. */
  int threads();

  /** How many steps a pass keeps the values of; 0 for all. See {@link EngineSettings}. */
  default int keptSteps() {
    return 0;
  }

  /**
   * Traces and compiles a cell.
   *
   * @param name of the layer, for errors and for {@link dev.carousel.spi.StateGradient#layer()}
   * @param inputSize the number of input features
   * @param units the number of hidden units
   * @throws dev.carousel.error.CarouselException if the cell's equations do not fit together
   */
  LayerProgram compile(String name, Cell cell, int inputSize, int units);

  /**
   * Softmax and cross-entropy, row by row.
   *
   * @param logits {@code [.., classes]}, row by row; replaced by the gradient of the sum of {@code
   *     weight * loss} with respect to them
   * @param targets the right class of each row; a negative one leaves its row out, with gradient 0
   * @throws dev.carousel.error.CarouselException if a target is none of the classes, or there are
   *     more or fewer targets than rows
   * @param weight what each row's gradient is multiplied by
   * @return the sum of the rows' losses in nats, unweighted
   */
  double softmaxCrossEntropy(Tensor logits, int[] targets, double weight);

  /**
   * Ends the engine's threads, and returns when they have ended; at once if the caller is one of
   * them or is interrupted. What another thread computes runs to the end of the layer that it is
   * in; what is asked of the engine, or of a network on it, afterwards is refused with a {@link
   * dev.carousel.error.CarouselException}. A second call does nothing.
   */
  @Override
  void close();
}
