package dev.carousel.internal.engine.fused;

import dev.carousel.engine.WeightFormat;
import dev.carousel.error.CarouselException;

/** What narrow weights cannot do. */
final class NarrowChecks {
  private NarrowChecks() {}

  /** Refuses a backward pass: it would give the gradients of the rounded weights. */
  static void backward(String layer, WeightFormat format) {
    if (format != WeightFormat.FLOAT32) {
      throw CarouselException.usage(
              "An engine with " + format.word() + " weights has no gradients.")
          .expected("predictions alone")
          .found("a backward pass")
          .where("layer " + layer)
          .mend("an engine with " + WeightFormat.FLOAT32.word() + " weights, the default")
          .build();
    }
  }
}
