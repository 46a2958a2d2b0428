package dev.carousel.cli.options;

import dev.carousel.data.Targets;
import dev.carousel.error.CarouselException;
import dev.carousel.model.DropoutKinds;
import dev.carousel.model.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What training drops at random. */
public final class DropoutOptions {
  /** Their names, without the dashes. */
  public static final List<String> NAMES =
      List.of(
          "dropout",
          "input-dropout",
          "recurrent-dropout",
          "candidate-dropout",
          "zoneout",
          "weight-dropout",
          "variational-dropout");

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      defaultValue = "" + NetworkSpec.DROPOUT,
      description = "Share of a layer's outputs dropped on the way to the next layer and the head")
  private double dropout;

  @Option(
      names = "--input-dropout",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of the first layer's input dropped; of symbols, whole ones")
  private double input;

  @Option(
      names = "--recurrent-dropout",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of each state dropped where recurrent matrices read it, the same at all steps")
  private double recurrent;

  @Option(
      names = "--candidate-dropout",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share dropped of what a step proposes for its state, such as g of an LSTM")
  private double candidate;

  @Option(
      names = "--zoneout",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of each state that stays as the step before left it")
  private double zoneout;

  @Option(
      names = "--weight-dropout",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of the elements of recurrent matrices that an update does without")
  private double weights;

  @Option(
      names = "--variational-dropout",
      description =
          "Drop the same elements at all steps of a chunk: of inputs, outputs and candidates")
  private boolean variational;

  /**
   * The network with this dropout.
   *
   * @throws CarouselException if a share is out of range, or one mask for all steps is asked for
   *     and nothing is dropped by it
   */
  NetworkSpec applyTo(NetworkSpec spec) {
    boolean isAtEnd = spec.data().moment() == Targets.Moment.END;
    boolean hasSteps = spec.layers() > 1 || !isAtEnd;
    if (variational && input == 0 && candidate == 0 && (dropout == 0 || !hasSteps)) {
      throw CarouselException.usage("--variational-dropout has nothing to act on.")
          .expected("a share with --dropout, --input-dropout or --candidate-dropout")
          .found(
              dropout == 0
                  ? "none of them"
                  : "--dropout alone, before a head that predicts at the end, in a single step")
          .build();
    }
    return spec.dropout(dropout)
        .dropouts(new DropoutKinds(input, variational, recurrent, candidate, zoneout, weights));
  }

  /** The options as they would be written, by name. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("dropout", Double.toString(dropout));
    settings.put("input-dropout", Double.toString(input));
    settings.put("recurrent-dropout", Double.toString(recurrent));
    settings.put("candidate-dropout", Double.toString(candidate));
    settings.put("zoneout", Double.toString(zoneout));
    settings.put("weight-dropout", Double.toString(weights));
    settings.put("variational-dropout", Boolean.toString(variational));
    return settings;
  }
}
