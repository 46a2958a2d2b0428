package dev.carousel.cli.predict;

import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.PluginSource;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.source.Frames;
import dev.carousel.data.source.csv.CsvSource;
import dev.carousel.error.CarouselException;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the table from which a model predicts. */
final class PredictedData {
  private static final Logger LOG = LoggerFactory.getLogger(PredictedData.class);
  private static final Path STANDARD_INPUT = Path.of("-");

  private PredictedData() {}

  /**
   * The wanted columns of a table.
   *
   * @param data a file, a folder, or {@code -} for CSV on standard input; null for the table of the
   *     training
   * @param source the plugin that reads; null if none is named
   * @throws CarouselException if it cannot be read, or is not like the table of the training
   */
  static Frame read(
      @Nullable Path data,
      @Nullable PluginSource source,
      SavedModel model,
      Wanted wanted,
      Plugins plugins) {
    if (data == null && source == null) {
      return trained(model).read(wanted, plugins);
    }
    FrameReading reading;
    if (source != null || data == null) {
      reading = Objects.requireNonNull(source).read(wanted, System.in, plugins);
    } else if (data.equals(STANDARD_INPUT)) {
      SourceInput input = SourceInput.of("standard input", System.in);
      reading = CsvSource.sniffing().read(input, wanted);
    } else if (Files.exists(data)) {
      reading = Frames.read(data, wanted);
    } else {
      throw CarouselException.failure("There is no such table.")
          .where(data)
          .mend("check the path; relative ones start at " + Path.of("").toAbsolutePath())
          .build();
    }
    LOG.info("Read {}: {}", reading.frame().source(), String.join("; ", reading.notes()));
    return reading.frame();
  }

  private static DataOptions trained(SavedModel model) {
    DataOptions options = RunOptions.ofNotes(model.notes()).data();
    if (!options.isTable() || options.isStandardInput()) {
      throw CarouselException.usage("The model does not say which table it was trained on.")
          .expected("a table to predict from")
          .found(options.isStandardInput() ? "standard input" : "none")
          .mend("name it: carousel predict RUN-DIR DATA")
          .build();
    }
    if (options.isGone()) {
      throw CarouselException.failure("The table of the training is no longer where it was.")
          .where(options.place())
          .mend("name a table to predict from: carousel predict RUN-DIR DATA")
          .build();
    }
    return options;
  }
}
