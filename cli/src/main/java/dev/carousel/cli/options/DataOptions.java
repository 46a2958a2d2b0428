package dev.carousel.cli.options;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableDataset;
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
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The data options: a text, a table or a task; by default the bundled novel. */
public final class DataOptions {
  /** The options that name data, with dashes. */
  private static final List<String> PLACES =
      Stream.concat(Stream.of("--text", "--task"), SourceOptions.PLACES.stream()).toList();

  /** The default novel. */
  private static final String NOVEL = "dickens.txt";

  private static final String TEXT = "--text";

  @Option(
      names = TEXT,
      paramLabel = "FILE|DIR",
      description = "Text in UTF-8, or a folder of it; by default the bundled English novel")
  private @Nullable Path text;

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private TableOptions table = new TableOptions();

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
      description = "Share of the text or table to use for validation, at its end")
  private double valid;

  @Mixin private TextOptions reading = new TextOptions();

  /**
   * The data of an earlier run in another place: what was recorded of how it is read and split
   * applies, unless it is given now.
   *
   * @param recorded the earlier run's
   * @param now the options on the command line
   */
  public DataOptions orRecorded(DataOptions recorded, Given now) {
    if (!kind().equals(recorded.kind())) {
      return this;
    }
    Map<String, String> joined = recorded.settings();
    PLACES.forEach(place -> joined.remove(place.substring(2)));
    settings()
        .forEach(
            (name, value) -> {
              if (now.has("--" + name)) {
                joined.put(name, value);
              }
            });
    return RunOptions.of(joined).data();
  }

  /** Whether any data was named. */
  public boolean isGiven() {
    return text != null || isTable() || task != null;
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
    return isTable() ? openTable(null, plugins) : text().split(valid, reading.limit());
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
    if (codec instanceof TableCodec columns && isTable()) {
      return openTable(columns, plugins);
    }
    return open(plugins);
  }

  /** The option that names such data: {@code --text}, {@code --csv} or {@code --task}. */
  public String kind() {
    return task != null ? "--task" : isTable() ? source.kind() : TEXT;
  }

  /** Where the data is, for errors. */
  public String place() {
    Object what = task != null ? task : isTable() ? source.input() : text;
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
    source.requireResumable();
    if (isGone()) {
      throw CarouselException.failure("The data of the run is no longer where it was.")
          .expected(kind() + " " + path())
          .found("nothing of that name in " + Path.of("").toAbsolutePath())
          .mend(
              "name its new place: "
                  + kind()
                  + " PATH"
                  + more
                  + "; the same content counts as the same data")
          .build();
    }
  }

  /**
   * Refuses data that are not where the options say, before anything is made of them.
   *
   * @throws CarouselException if nothing is there, or standard input is named
   */
  public void requireThere() {
    source.requireResumable();
    if (isGone()) {
      throw CarouselException.failure("The data are not there.")
          .expected("a file or folder that " + kind() + " names")
          .found("nothing named " + path() + " in " + Path.of("").toAbsolutePath())
          .build();
    }
  }

  /** Whether the file or folder is no longer there; false for a query, and where a plugin reads. */
  public boolean isGone() {
    Path path = path();
    boolean mustExist = !isTable() || source.isFile();
    return mustExist && path != null && !Files.exists(path);
  }

  /** Whether a table comes from standard input, which can be read once. */
  public boolean isStandardInput() {
    return source.isStandardInput();
  }

  /** The text that is named, or the novel. */
  public Text text() {
    return TextOptions.read(text, NOVEL, reading.tokens());
  }

  /** The same, split like the text of an earlier run. */
  public Text text(Vocabulary vocabulary) {
    return TextOptions.read(text, NOVEL, vocabulary.tokens());
  }

  /** The file or folder that is read; null for a task, a query and the bundled novel. */
  public @Nullable Path path() {
    return isTable() ? source.path().orElse(null) : text;
  }

  /** Whether the data is a table. */
  public boolean isTable() {
    return source.isGiven();
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

  /** The options of tables. */
  public TableOptions table() {
    return table;
  }

  /** All files and folders that are read. */
  public List<Path> paths() {
    return Stream.of(path(), table.validFile(), table.testFile())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** All rows of the table, read as a model reads them. */
  public Dataset whole(TableCodec codec, Plugins plugins) {
    return TableDataset.evaluation(read(codec.wanted(), plugins), codec);
  }

  /**
   * @param codec of an earlier run; null to find it in the data
   */
  private Dataset openTable(@Nullable TableCodec codec, Plugins plugins) {
    if (table.validFile() != null || table.testFile() != null) {
      source.requireFiles(table.validFile() != null ? "--valid-file" : "--test-file", plugins);
    }
    SplitPlan plan = table.plan(valid);
    Roles roles = codec == null ? table.roles(place(), source.isSequenceEachFile()) : codec.roles();
    Frame frame = read(roles.wanted(), plugins);
    TableDataset data =
        codec == null ? TableDataset.of(frame, roles, plan) : TableDataset.of(frame, codec, plan);
    Wanted wanted = data.codec().wanted();
    Path other = table.validFile();
    data = other == null ? data : data.withValidation(source.read(other, wanted, plugins).frame());
    Path last = table.testFile();
    return last == null ? data : data.withTest(source.read(last, wanted, plugins).frame());
  }

  /**
   * The wanted columns of the table. What was found out about it goes into the log.
   *
   * @throws CarouselException if it cannot be read
   */
  public Frame read(Wanted wanted, Plugins plugins) {
    FrameReading reading = source.read(wanted, System.in, plugins);
    log().info("Read {}: {}", place(), String.join("; ", reading.notes()));
    return reading.frame();
  }

  /** The given options as they would be written, by name. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, "text", text == null ? null : text.normalize());
    reading.settings().forEach((name, value) -> put(settings, name, value));
    settings.putAll(source.settings());
    settings.putAll(table.settings());
    put(settings, "task", task == null ? null : PluginRef.parse(task));
    put(settings, "valid", valid);
    return settings;
  }

  /**
   * The same with what holds for options that are not given.
   *
   * @param codec with which the data was read; null if it is not known
   */
  Map<String, String> complete(@Nullable DataCodec codec, Plugins plugins) {
    Map<String, String> settings = settings();
    if (isTable()) {
      settings.putAll(source.complete(plugins));
      boolean isLabel = codec instanceof TableCodec read && read.labelsGroups();
      settings.putAll(table.complete(isLabel, source.isSequenceEachFile()));
    } else if (task == null) {
      settings.putAll(reading.complete());
    } else {
      PluginRef ref = PluginRef.parse(task);
      settings.put("task", plugins.choose(PluginKind.TASK, ref).complete().toString());
    }
    return settings;
  }

  /**
   * What networks read and predict; null if only the data tells it.
   *
   * @param codec with which the data was read; null if it is not known
   */
  @Nullable DataShape shape(@Nullable DataCodec codec, Plugins plugins) {
    if (task != null) {
      return openTask(plugins, task).shape();
    }
    return codec == null ? null : codec.shape().orElse(null);
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
    if (isTable()) {
      table.refuseIdle(given, valid, source.isSequenceEachFile());
    }
    if (task != null || table.hasWindows()) {
      refuseTruncation(given);
    }
    if (task == null && valid == 0 && table.validFile() == null) {
      given.refuse("there is no validation set (--valid 0).", List.of("--patience"));
    }
  }

  /**
   * The same, for what is known only of data that has been read: whether groups have one label
   * each.
   *
   * @throws CarouselException if one of them is given
   */
  public void refuseIdle(Given given, Dataset data) {
    if (data.training().sequences().size() == 0) {
      refuseTruncation(given);
    }
    if (data.codec() instanceof TableCodec codec) {
      table.refuseIdle(given, codec);
    }
  }

  private void refuseTruncation(Given given) {
    String whole =
        task != null
            ? "the sequences of a task"
            : table.hasWindows() ? "windows" : "each labelled group";
    given.refuse("errors flow back through the whole of " + whole + ".", List.of("--bptt"));
  }

  /** Refuses options that contradict each other. */
  public void check() {
    List<String> named = new ArrayList<>(settings().keySet());
    named.removeIf(name -> !PLACES.contains("--" + name));
    if (named.size() > 1) {
      throw CarouselException.usage("More than one source of data is named.")
          .expected("one of " + String.join(", ", PLACES) + ", or none for the bundled novel")
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
    source.check();
    if (!isTable() && table.isGiven()) {
      List<String> given = table.names();
      CarouselException.Builder error =
          CarouselException.usage(
                  String.join(", ", given) + (given.size() == 1 ? " needs" : " need") + " a table.")
              .expected("--csv FILE, or another of " + String.join(", ", SourceOptions.PLACES))
              .found("no table");
      table
          .parameterGroup()
          .ifPresent(group -> error.mend("for parameters: --parameter-group " + group));
      throw error.build();
    }
  }

  private static Dataset openTask(Plugins plugins, String task) {
    PluginRef ref = PluginRef.parse(task);
    Plugin<?> plugin = plugins.get(PluginKind.TASK, ref.id());
    Options options = Options.of("task " + ref.id(), plugin.options(), ref.options());
    return TaskDataset.of((TaskProvider) plugin.provider(), options);
  }

  /** Only here, so that commands without data start no log. */
  private static Logger log() {
    return LoggerFactory.getLogger(DataOptions.class);
  }
}
