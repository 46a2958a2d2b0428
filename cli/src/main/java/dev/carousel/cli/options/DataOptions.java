package dev.carousel.cli.options;

import dev.carousel.data.DataCodec;
import dev.carousel.data.Dataset;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.table.Table;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableTargets;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The data options: a text, a table or a task; by default the bundled novel. */
public final class DataOptions {
  /** The default novel. */
  private static final String NOVEL = "dickens.txt";

  private static final String TEXT = "--text";

  @Option(
      names = TEXT,
      paramLabel = "FILE|DIR",
      description = "Text in UTF-8, or a folder of it; by default the bundled English novel")
  private @Nullable Path text;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "Table with a header and rows of numbers in time order; columns without any number are "
              + "left out")
  private @Nullable Path csv;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of the table to predict: a,b")
  private final List<String> target = new ArrayList<>();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Predict once after each N rows of the table, instead of at every row")
  private @Nullable Integer window;

  @Option(
      names = "--ahead",
      paramLabel = "N",
      description = "How many rows ahead to predict, 0 for the same row; by default 1")
  private @Nullable Integer ahead;

  @Option(
      names = "--task",
      paramLabel = "ID",
      description =
          "Task that generates its own sequences: adding:length=100 ('carousel plugins tasks')")
  private @Nullable String task;

  @Option(
      names = "--valid",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of the text or table, at its end, to use for validation")
  private double valid;

  @Mixin private TextOptions reading = new TextOptions();

  /** Whether any data was named. */
  public boolean isGiven() {
    return text != null || csv != null || task != null;
  }

  /**
   * Opens the data, split into a training and a validation part.
   *
   * @param plugins where the task is looked up
   * @throws CarouselException if the options contradict each other, or the data cannot be read
   */
  public Dataset open(Plugins plugins) {
    check();
    if (task != null) {
      return openTask(plugins, task);
    }
    return csv != null
        ? Table.read(csv).split(targets(), valid)
        : text().split(valid, reading.limit());
  }

  /**
   * Opens the data, split as training split it, and reads it as an earlier run read it.
   *
   * @param codec of that run; null to find it in the data
   */
  public Dataset open(Plugins plugins, @Nullable DataCodec codec) {
    check();
    if (codec instanceof Vocabulary vocabulary && kind().equals(TEXT)) {
      return text(vocabulary).split(valid, vocabulary);
    }
    if (codec instanceof TableCodec columns && csv != null) {
      return Table.read(csv).split(columns, valid);
    }
    return open(plugins);
  }

  /** The option that names such data: {@code --text}, {@code --csv} or {@code --task}. */
  public String kind() {
    return task != null ? "--task" : csv != null ? "--csv" : TEXT;
  }

  /** Where the data is, for errors. */
  public String place() {
    Object what = task != null ? task : csv != null ? csv : text;
    return what == null ? "the bundled novel" : kind() + " " + what;
  }

  /**
   * Refuses a file or folder that is no longer where an earlier run read it.
   *
   * @param more further options that the command needs with the new place: empty, or options after
   *     a space
   * @throws CarouselException saying how to name its new place
   */
  public void requireStillThere(String more) {
    Path path = path();
    boolean isFolder = csv != null && Files.isDirectory(csv);
    if (path != null && (isFolder || !Files.exists(path))) {
      throw CarouselException.failure("The data of the run is no longer where it was.")
          .expected(kind() + " " + path + (isFolder ? ", the file of a table" : ""))
          .found(
              isFolder
                  ? "a folder of that name"
                  : "nothing of that name in " + Path.of("").toAbsolutePath())
          .mend(
              "name its new place: "
                  + kind()
                  + " PATH"
                  + more
                  + "; the same content counts as the same data")
          .build();
    }
  }

  /** The text that is named, or the novel. */
  public Text text() {
    return TextOptions.read(text, NOVEL, reading.tokens());
  }

  /** The same, split like the text of an earlier run. */
  public Text text(Vocabulary vocabulary) {
    return TextOptions.read(text, NOVEL, vocabulary.tokens());
  }

  /** The file or folder that is read; null for a task and the bundled novel. */
  public @Nullable Path path() {
    return csv != null ? csv : text;
  }

  /** The table's file; null if the data is no table. */
  public @Nullable Path csv() {
    return csv;
  }

  /** The validation share. */
  public double valid() {
    return valid;
  }

  /** Whether the data is a task. */
  public boolean isTask() {
    return task != null;
  }

  /** Whether any option for the reading of texts is given. */
  public boolean isReadingGiven() {
    return reading.isGiven();
  }

  /** Whether any option for tables is given. */
  public boolean isForecastGiven() {
    return !target.isEmpty() || window != null || ahead != null;
  }

  /** The given options as they would be written, by name. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, "text", text == null ? null : text.normalize());
    reading.settings().forEach((name, value) -> put(settings, name, value));
    put(settings, "csv", csv == null ? null : csv.normalize());
    put(settings, "target", target.isEmpty() ? null : String.join(",", target));
    put(settings, "window", window);
    put(settings, "ahead", ahead);
    put(settings, "task", task == null ? null : PluginRef.parse(task));
    put(settings, "valid", valid);
    return settings;
  }

  private static void put(Map<String, String> settings, String name, @Nullable Object value) {
    if (value != null) {
      settings.put(name, value.toString());
    }
  }

  /**
   * Refuses options of a training run that have no effect with this data.
   *
   * @throws CarouselException if one of them is given
   */
  public void refuseIdle(Given given) {
    check();
    if (task != null) {
      given.refuse("a task generates its own validation set.", List.of("--valid"));
    }
    if (task != null || window != null) {
      String what = task != null ? "the sequences of a task" : "windows";
      given.refuse("errors flow back through the whole of " + what + ".", List.of("--bptt"));
    }
    if (task == null && valid == 0) {
      given.refuse("there is no validation set (--valid 0).", List.of("--patience"));
    }
  }

  /** Refuses options that contradict each other. */
  public void check() {
    List<String> named = new ArrayList<>(settings().keySet());
    named.retainAll(List.of("text", "csv", "task"));
    if (named.size() > 1) {
      throw CarouselException.usage("More than one source of data is named.")
          .expected("one of --text, --csv and --task, or none for the bundled novel")
          .found(String.join(" and ", named))
          .build();
    }
    if (!kind().equals(TEXT) && reading.isGiven()) {
      throw CarouselException.usage(TextOptions.NAMES + " need a text.")
          .expected("--text FILE with them, or the bundled novel")
          .found(kind())
          .build();
    }
    reading.limit(); // refuses what is out of range
    if (csv == null && isForecastGiven()) {
      throw CarouselException.usage("--target, --window and --ahead need a table.")
          .expected("--csv FILE with them")
          .found("no --csv")
          .build();
    }
  }

  private TableTargets targets() {
    if (target.isEmpty()) {
      throw CarouselException.usage("--csv needs --target, the columns to predict.")
          .expected("--target COLUMN, or several: --target a,b")
          .where("--csv " + csv)
          .build();
    }
    return new TableTargets(target, ahead == null ? 1 : ahead, window);
  }

  private static Dataset openTask(Plugins plugins, String task) {
    PluginRef ref = PluginRef.parse(task);
    Plugin<?> plugin = plugins.get(PluginKind.TASK, ref.id());
    Options options = Options.of("task " + ref.id(), plugin.options(), ref.options());
    return TaskDataset.of((TaskProvider) plugin.provider(), options);
  }
}
