package dev.carousel.cli.export;

import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.ExportSample;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.Plugins;
import java.util.Optional;

/**
 * The sample that a network and its exported file both read: of the data that the run was trained
 * on, or random where that cannot be read.
 *
 * @param sample what is read
 * @param why it is random; empty if it is not
 */
record SampleOfRun(ExportSample sample, String why) {
  /** The sample for a run. */
  static SampleOfRun of(SavedModel model, Plugins plugins) {
    try {
      Optional<RunOptions> noted = RunOptions.ifNoted(model.notes());
      if (noted.isEmpty()) {
        return random(model, "the run does not say what it was trained on");
      }
      DataOptions options = noted.get().data();
      options.requireStillThere("");
      return of(model, options.open(plugins, model.codec()));
    } catch (CarouselException notReadable) {
      return random(model, firstLine(notReadable).replaceFirst("\\.$", ""));
    }
  }

  private static SampleOfRun of(SavedModel model, Dataset data) {
    if (!data.shape().equals(model.network().data())) {
      return random(model, "the data have changed");
    }
    Part valid = data.validation();
    boolean hasValid = valid.symbols() > 0;
    return new SampleOfRun(
        ExportSample.of(hasValid ? valid : data.training(), hasValid ? "validation" : "training"),
        "");
  }

  private static SampleOfRun random(SavedModel model, String why) {
    return new SampleOfRun(ExportSample.random(model.network().data()), why);
  }

  static String firstLine(Throwable fault) {
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
  }

  /** What it is, in words. */
  @Override
  public String toString() {
    return why.isEmpty() ? sample.toString() : sample + " (not on data: " + why + ")";
  }
}
