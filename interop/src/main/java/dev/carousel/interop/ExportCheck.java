package dev.carousel.interop;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;

/**
 * Compares the outputs of an exported file with those of the network that was written: both read
 * the same sample. For one thread.
 */
public final class ExportCheck {
  /** The largest difference, divided by the largest output, that is always taken for rounding. */
  public static final double TOLERANCE = 1e-5;

  /**
   * A network that doubles a difference at every step differs by more than {@link #TOLERANCE} in
   * any two programs. So this many times the rounding of the network itself, against float64, is
   * taken for rounding too.
   */
  private static final double ROUNDINGS = 10;

  private final Network network;
  private final NamedTensors parameters;
  private final ExportSample sample;
  private final Tensor expected;

  /**
   * Runs the network.
   *
   * @param network that was written
   * @param parameters of the network
   */
  public ExportCheck(Network network, NamedTensors parameters, ExportSample sample) {
    this.network = network;
    this.parameters = parameters;
    this.sample = sample;
    expected = outputs(network, parameters);
  }

  /** What is read. */
  public ExportSample sample() {
    return sample;
  }

  /** The outputs of a network for the sample, {@code [T, B, K]}, or {@code [B, K]} at the end. */
  public Tensor outputs(Network other, NamedTensors itsParameters) {
    return other.bind(itsParameters).predict(sample.inputs()).values();
  }

  /**
   * The largest difference of an output, divided by the largest output; not finite if the outputs
   * are not, or if there are more or fewer.
   */
  public double difference(Tensor found) {
    if (found.size() != expected.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.size(); i++) {
      largest = Math.max(largest, Math.abs(expected.get(i)));
      difference = Math.max(difference, Math.abs(expected.get(i) - found.get(i)));
    }
    return largest == 0 ? difference : difference / largest;
  }

  /**
   * Refuses a file that holds another network.
   *
   * @param found what the file computes for the sample
   * @param file that was written
   * @return the {@linkplain #difference difference}
   * @throws CarouselException if it is more than rounding
   */
  public double require(Tensor found, Path file) {
    double difference = difference(found);
    if (difference <= TOLERANCE) {
      return difference;
    }
    double allowed = Math.max(TOLERANCE, ROUNDINGS * rounding());
    if (!(difference <= allowed)) {
      throw CarouselException.failure("The exported file does not compute what the run computes.")
          .expected("outputs that differ by at most " + allowed + " of the largest one")
          .found(difference + " on " + sample)
          .where(file)
          .mend("do not use the file, and report this: " + network.spec())
          .build();
    }
    return difference;
  }

  /** How far the network differs from itself in float64. */
  private double rounding() {
    try (Engine exact = Engines.reference()) {
      Network same = network.on(exact);
      return difference(outputs(same, same.adopt(parameters)));
    }
  }
}
