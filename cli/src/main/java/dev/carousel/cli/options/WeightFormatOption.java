package dev.carousel.cli.options;

import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.WeightFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --weight-format} of commands that only run a trained network forward. */
public final class WeightFormatOption {
  private static final String NAME = "--weight-format";

  @Option(
      names = NAME,
      paramLabel = "FORMAT",
      description =
          "Format of the weights: float32 (the default), bf16 or int8. The narrow ones round each "
              + "weight; they are faster where a wide network reads one sequence")
  private @Nullable String format;

  /**
   * The format.
   *
   * @throws dev.carousel.error.CarouselException if the word names none
   */
  public WeightFormat format() {
    return format == null ? WeightFormat.FLOAT32 : Choice.of(NAME, format, WeightFormat.class);
  }

  /**
   * The settings of an engine with it, on all processors.
   *
   * @throws dev.carousel.error.CarouselException as {@link #format}
   */
  public EngineSettings engine() {
    int threads = Runtime.getRuntime().availableProcessors();
    return EngineSettings.threads(threads).with(format());
  }

  /** Adds it to the JSON of a command. */
  public void put(Map<String, Object> document) {
    document.put("weightFormat", format().word());
  }
}
