package dev.carousel.cli.foreign;

import dev.carousel.cli.options.Choice;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.interop.ForeignNetwork;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a network without data predicts, for the program that runs it. */
public final class Prediction {
  private static final String PREDICTS = "--predicts";
  private static final String AT_END = "--at-end";

  /** The options, with their dashes. */
  static final List<String> NAMES = List.of(PREDICTS, AT_END);

  /** What the outputs stand for. */
  private enum Outputs {
    CLASSES,
    NUMBERS
  }

  @Option(
      names = PREDICTS,
      paramLabel = "WHAT",
      description =
          "Without data: classes or numbers; by default what the file tells, else classes if the "
              + "network has an embedding")
  private @Nullable String predicts;

  @Option(
      names = AT_END,
      description = "Without data: the network predicts at the end of a sequence, not at each step")
  private boolean atEnd;

  /** The shape of the data; null if none of the options is given. */
  @Nullable DataShape shape(ForeignNetwork network) {
    if (predicts == null && !atEnd) {
      return null;
    }
    boolean isSymbols = network.embedding() > 0;
    boolean isEnd =
        atEnd || network.usual().map(usual -> usual.moment() == Moment.END).orElse(false);
    boolean isClasses =
        predicts == null
            ? network.usual().map(DataShape::symbolsOut).orElse(isSymbols)
            : Choice.of(PREDICTS, predicts, Outputs.class) == Outputs.CLASSES;
    return new DataShape(
        isSymbols,
        network.inputs(),
        isClasses,
        network.outputs(),
        isEnd ? Moment.END : Moment.EVERY_STEP);
  }
}
