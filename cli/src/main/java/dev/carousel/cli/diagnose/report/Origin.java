package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.cli.text.CommandWords;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Targets;
import dev.carousel.flow.report.Provenance;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The provenance of a report that a command makes. */
public final class Origin {
  private static final String NONE = "none";

  private Origin() {}

  /**
   * Of a command that runs now.
   *
   * @param options that networks were trained with; null if they are not known
   */
  public static Provenance of(Session session, @Nullable RunOptions options, Dataset data) {
    return new Provenance(
        CommandWords.carousel(session.commandLine()),
        session.clock().instant().truncatedTo(ChronoUnit.SECONDS),
        options == null ? Map.of() : settings(options),
        dataset(data));
  }

  private static Map<String, Object> settings(RunOptions options) {
    Map<String, Object> typed = new LinkedHashMap<>();
    options
        .sharedSettings()
        .forEach(
            (name, value) ->
                typed.put(name, TrainOptions.REPEATED.contains(name) ? list(value) : typed(value)));
    return typed;
  }

  private static List<String> list(String value) {
    return value.equals(NONE) ? List.of() : List.of(value.split(" "));
  }

  /** A number or a truth value where it is one. */
  private static Object typed(String value) {
    if (value.matches("true|false")) {
      return Boolean.valueOf(value);
    }
    if (value.matches("-?\\d{1,18}")) {
      return Long.valueOf(value);
    }
    return value.matches("-?\\d+\\.\\d+(E-?\\d+)?") ? (Object) Double.valueOf(value) : value;
  }

  private static Map<String, Object> dataset(Dataset data) {
    DataShape shape = data.shape();
    Map<String, Object> sizes = new LinkedHashMap<>();
    sizes.put("trainingPredictions", data.training().symbols());
    sizes.put("validationPredictions", data.validation().symbols());
    sizes.put("reads", shape.symbolsIn() ? "symbols" : "numbers");
    sizes.put("inputFeatures", shape.inputFeatures());
    if (!shape.categories().isEmpty()) {
      sizes.put("categories", shape.categories());
    }
    sizes.put("predicts", shape.symbolsOut() ? "classes" : "numbers");
    sizes.put("outputFeatures", shape.outputFeatures());
    sizes.put("moment", shape.moment() == Targets.Moment.END ? "end" : "every-step");
    return sizes;
  }
}
