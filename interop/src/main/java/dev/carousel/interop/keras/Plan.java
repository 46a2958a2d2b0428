package dev.carousel.interop.keras;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.ImportSettings;
import java.util.List;
import java.util.Optional;

/**
 * The layers of a network and where their weights are.
 *
 * @param embedding the group of the embedding; empty if numbers are read
 * @param layers the recurrent layers, from the input up; at least one
 * @param head the group of the linear map that makes the outputs; empty if they are the states
 * @param end how the network ends; empty if the file does not tell
 * @param ignored layers that do nothing where a network is only run
 */
record Plan(
    Optional<String> embedding,
    List<Recurrent> layers,
    Optional<String> head,
    Optional<End> end,
    List<String> ignored) {

  /**
   * One recurrent layer.
   *
   * @param name in the file
   * @param group where its weights are
   * @param kind of the layer
   * @param options of Carousel's cell: {@code :activation=relu}, or empty
   * @param units H; 0 if only the weights tell
   * @param hasBias whether it has biases; empty if only the weights tell
   * @param isBidirectional whether it reads both ways
   */
  record Recurrent(
      String name,
      String group,
      Kind kind,
      String options,
      int units,
      Optional<Boolean> hasBias,
      boolean isBidirectional) {
    String cell() {
      return kind.cell() + options;
    }
  }

  /**
   * How a network ends.
   *
   * @param isAtEnd whether it predicts at the end of a sequence, not at each step
   * @param isClasses whether the outputs are logits of classes, by a softmax
   */
  record End(boolean isAtEnd, boolean isClasses) {}

  /** What the configuration tells, or for weights alone, their names and sizes. */
  static Plan of(KerasFile file, ImportSettings settings) {
    refuse("--module", settings.module());
    refuse("--head-name", settings.head());
    refuse("--embedding-name", settings.embedding());
    if (file.model() == null) {
      return new WeightsPlan(file, settings.activation()).plan();
    }
    refuse("--activation", settings.activation());
    return new ModelPlan(file, new ModelLayers(file).chain()).plan();
  }

  private static void refuse(String option, Optional<String> setting) {
    if (setting.isPresent()) {
      throw CarouselException.usage("A file of Keras tells itself what " + option + " would say.")
          .expected("no " + option)
          .found(option + " " + setting.get())
          .mend("leave it out")
          .build();
    }
  }
}
