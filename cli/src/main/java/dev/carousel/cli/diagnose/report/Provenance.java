package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.CommandWords;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Targets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report was made by and of, so that it can be made again.
 *
 * @param commandLine as it was typed, quoted for a shell
 * @param date when the command began
 * @param settings the options that decide the result, but for the cells: {@code units}, {@code
 *     optimizer}, {@code hook}, ..; empty if they are not known
 * @param dataset the sizes of the data
 */
public record Provenance(
    String commandLine, Instant date, Map<String, Object> settings, Map<String, Object> dataset) {
  private static final String HOOK = "hook";
  private static final String NONE = "none";

  public Provenance {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    dataset = Collections.unmodifiableMap(new LinkedHashMap<>(dataset));
  }

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
        .forEach((name, value) -> typed.put(name, name.equals(HOOK) ? hooks(value) : typed(value)));
    return typed;
  }

  private static List<String> hooks(String value) {
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
    sizes.put("predicts", shape.symbolsOut() ? "classes" : "numbers");
    sizes.put("outputFeatures", shape.outputFeatures());
    sizes.put("moment", shape.moment() == Targets.Moment.END ? "end" : "every-step");
    return sizes;
  }

  /** Puts it into a report's document. */
  void addTo(Map<String, @Nullable Object> json) {
    json.put("commandLine", commandLine);
    json.put("date", date.toString());
    json.put("settings", settings);
    json.put("dataset", dataset);
  }
}
