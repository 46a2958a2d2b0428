package dev.carousel.cli.options;

import dev.carousel.data.source.folder.FolderSource;
import dev.carousel.data.table.Calendar;
import dev.carousel.data.table.Columns;
import dev.carousel.data.table.Encoding;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.Scaling;
import dev.carousel.data.table.SequenceRequest;
import dev.carousel.data.table.ShortGroups;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.ValidBy;
import dev.carousel.error.CarouselException;
import dev.carousel.error.ShellWord;
import dev.carousel.spi.OptionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of tables: the roles of columns, how they are read, and what is predicted. */
public final class TableOptions {
  /** The options that say what is held out, with dashes. */
  public static final List<String> SPLIT =
      List.of("--valid-by", "--valid-file", "--test", "--test-file");

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns to predict: numbers (a,b), or one column of classes")
  private final List<String> target = new ArrayList<>();

  @Option(
      names = "--input",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Numbers to read: a,b; by default every column of numbers without another role, the"
              + " targets included")
  private final List<String> input = new ArrayList<>();

  @Option(
      names = "--known",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Inputs whose future values are known, such as prices: read up to the last row predicted")
  private final List<String> known = new ArrayList<>();

  @Option(
      names = "--category",
      paramLabel = "COLUMN",
      split = ",",
      description = "Inputs that are words, or whole numbers without an order")
  private final List<String> category = new ArrayList<>();

  @Option(
      names = "--static",
      paramLabel = "COLUMN",
      split = ",",
      description = "Inputs that are constant within a group")
  private final List<String> statics = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      description =
          "Column that tells the sequences of the table apart; in a folder, by default each file is"
              + " one")
  private @Nullable String group;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Column that orders the rows of a group: dates, times or whole numbers. Or several that"
              + " make a time, in this order: year,month,day,hour,minute,second")
  private final List<String> time = new ArrayList<>();

  @Option(names = "--classes", description = "Predict a column of numbers as classes")
  private boolean classes;

  @Option(
      names = "--calendar",
      paramLabel = "CYCLE",
      split = ",",
      description = "Inputs made of the time: hour,weekday,month,yearday")
  private final List<String> calendar = new ArrayList<>();

  @Option(
      names = "--gaps",
      paramLabel = "keep|refuse|insert",
      description = "Where rows are missing in time: read on (the default), refuse, or insert rows")
  private @Nullable String gaps;

  @Option(
      names = "--missing",
      paramLabel = "WORD",
      description =
          "What to read for missing cells: refuse (the default), carry the last value, the mean, or"
              + " mask: 0, and an input that says so")
  private @Nullable String missing;

  @Option(
      names = "--scale",
      paramLabel = "WORD",
      description =
          "How numbers are scaled: standard (the default), minmax, robust, log or none; outputs are"
              + " turned back")
  private @Nullable String scale;

  @Option(
      names = "--scale-by",
      paramLabel = "all|group",
      description = "Which rows share a scale: all (the default), or those of each group")
  private @Nullable String scaleBy;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Predict once after each N rows of the table, instead of at every row")
  private @Nullable Integer window;

  @Option(
      names = "--horizon",
      paramLabel = "H",
      description = "How many rows to predict at once; by default 1")
  private @Nullable Integer horizon;

  @Option(
      names = "--ahead",
      paramLabel = "N",
      description =
          "How many rows ahead the first prediction lies, 0 for the same row; by default 1")
  private @Nullable Integer ahead;

  @Option(
      names = "--every-step",
      description = "Predict at every row of a window, or of a group that has one class")
  private boolean everyStep;

  @Option(
      names = "--short",
      paramLabel = "refuse|skip",
      description = "What to do with groups that are too short: refuse (the default), or skip them")
  private @Nullable String shortGroups;

  @Option(
      names = "--valid-by",
      paramLabel = "time|group",
      description =
          "What is held out for validation and test: the end of each group (the default), or whole"
              + " groups (the default if each has one label)")
  private @Nullable String validBy;

  @Option(
      names = "--valid-file",
      paramLabel = "FILE",
      description = "Another table for validation, instead of a share")
  private @Nullable Path validFile;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description = "Share or number of rows, after those for validation, that training never sees")
  private @Nullable Double test;

  @Option(
      names = "--test-file",
      paramLabel = "FILE",
      description = "Another table for the test, instead of a share")
  private @Nullable Path testFile;

  /** What {@code --group} was given, as a word of a shell, if it names parameters, not a column. */
  Optional<String> parameterGroup() {
    return Optional.ofNullable(group)
        .filter(name -> name.matches("[^:]+:[^=]+=.*"))
        .map(ShellWord::of);
  }

  /** Whether any of them is given. */
  public boolean isGiven() {
    return !settings().isEmpty();
  }

  /** The table for validation; null if it is a part of the table. */
  public @Nullable Path validFile() {
    return validFile;
  }

  /** The table for the test; null if it is a part of the table, or there is none. */
  public @Nullable Path testFile() {
    return testFile;
  }

  /** Whether whole sequences or windows are read, so that no chunk is cut. */
  boolean hasWindows() {
    return window != null;
  }

  /** The names of the given options, with dashes. */
  public List<String> names() {
    return settings().keySet().stream().map(name -> "--" + name).toList();
  }

  /** The given options as they would be written, by name. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, "target", joined(target));
    put(settings, "input", joined(input));
    put(settings, "known", joined(known));
    put(settings, "category", joined(category));
    put(settings, "static", joined(statics));
    put(settings, "group", group);
    put(settings, "time", joined(time));
    put(settings, "classes", classes ? true : null);
    put(settings, "calendar", joined(calendar));
    put(settings, "gaps", gaps);
    put(settings, "missing", missing);
    put(settings, "scale", scale);
    put(settings, "scale-by", scaleBy);
    put(settings, "window", window);
    put(settings, "horizon", horizon);
    put(settings, "ahead", ahead);
    put(settings, "every-step", everyStep ? true : null);
    put(settings, "short", shortGroups);
    put(settings, "valid-by", validBy);
    put(settings, "valid-file", validFile == null ? null : validFile.normalize());
    put(settings, "test", test);
    put(settings, "test-file", testFile == null ? null : testFile.normalize());
    return settings;
  }

  /**
   * The same with what holds for options that are not given. What depends on the columns, such as
   * the inputs, is left out.
   *
   * @param isLabel whether each group has one label, so that no row is ahead of another
   * @param isFolder whether each file is a sequence of its own
   */
  Map<String, String> complete(boolean isLabel, boolean isFolder) {
    Map<String, String> settings = settings();
    put(settings, "group", group(isFolder));
    Encoding read = encoding();
    settings.put("classes", Boolean.toString(classes));
    settings.put("gaps", OptionSpec.text(read.gaps()));
    settings.put("missing", OptionSpec.text(read.missing()));
    settings.put("scale", OptionSpec.text(read.scale()));
    settings.put("scale-by", OptionSpec.text(read.scaleBy()));
    settings.put("short", OptionSpec.text(request().shortGroups()));
    settings.put("every-step", Boolean.toString(everyStep));
    settings.put("test", Double.toString(test == null ? 0 : test));
    ValidBy by = plan(0).by();
    ValidBy usual = isLabel ? ValidBy.GROUP : ValidBy.TIME;
    settings.put("valid-by", OptionSpec.text(by == null ? usual : by));
    if (!isLabel) {
      settings.putIfAbsent("horizon", "1");
      settings.putIfAbsent("ahead", "1");
    }
    return settings;
  }

  private static @Nullable String joined(List<String> names) {
    return names.isEmpty() ? null : String.join(",", names);
  }

  private static void put(Map<String, String> settings, String name, @Nullable Object value) {
    if (value != null) {
      settings.put(name, value.toString());
    }
  }

  /**
   * The roles that they fill.
   *
   * @param table for messages
   * @param isFolder whether each file is a sequence of its own
   * @throws CarouselException if a word is unknown, or they contradict each other
   */
  public Roles roles(Object table, boolean isFolder) {
    if (target.isEmpty()) {
      throw CarouselException.usage("A table needs --target, the columns to predict.")
          .expected("--target COLUMN, or several: --target a,b")
          .where(table)
          .build();
    }
    Columns columns = new Columns(target, input, known, category, statics, group(isFolder), time);
    return new Roles(columns, encoding(), request()).checked();
  }

  /** The column that tells sequences apart; in a folder, every file is one. */
  private @Nullable String group(boolean isFolder) {
    return group == null && isFolder ? FolderSource.GROUP : group;
  }

  private Encoding encoding() {
    Encoding usual = Encoding.USUAL;
    return new Encoding(
        classes,
        calendar.stream().map(word -> Choice.of("--calendar", word, Calendar.class)).toList(),
        choice("--gaps", gaps, usual.gaps()),
        choice("--missing", missing, usual.missing()),
        choice("--scale", scale, usual.scale()),
        choice("--scale-by", scaleBy, usual.scaleBy()));
  }

  private SequenceRequest request() {
    ShortGroups usual = SequenceRequest.USUAL.shortGroups();
    return new SequenceRequest(
        window, horizon, ahead, everyStep, choice("--short", shortGroups, usual));
  }

  private static <E extends Enum<E>> E choice(String option, @Nullable String word, E usual) {
    return word == null ? usual : Choice.of(option, word, usual.getDeclaringClass());
  }

  /**
   * Which rows train, validate and test.
   *
   * @param valid what {@code --valid} says
   */
  public SplitPlan plan(double valid) {
    ValidBy by = validBy == null ? null : Choice.of("--valid-by", validBy, ValidBy.class);
    return new SplitPlan(validFile == null ? valid : 0, by, test == null ? 0 : test, 0);
  }

  /**
   * Refuses options that have no effect beside the others.
   *
   * @param valid what {@code --valid} says
   * @param isFolder whether each file is a sequence of its own
   * @throws CarouselException if one of them is given
   */
  void refuseIdle(Given given, double valid, boolean isFolder) {
    if (validFile != null) {
      given.refuse("--valid-file names the validation set.", List.of("--valid"));
    }
    if (testFile != null) {
      given.refuse("--test-file names the test set.", List.of("--test"));
    }
    if ((validFile != null || valid == 0) && (test == null || test == 0)) {
      given.refuse("nothing of the table is held out.", List.of("--valid-by"));
    }
    boolean isOneSequence = group(isFolder) == null;
    if (isOneSequence) {
      given.refuse("a table without --group is one sequence.", List.of("--short"));
    }
    if (everyStep && window == null && (isOneSequence || horizon != null || ahead != null)) {
      refuseEveryStep(given);
    }
    if (choice("--scale", scale, Scaling.STANDARD) == Scaling.NONE) {
      given.refuse("numbers are not scaled (--scale none).", List.of("--scale-by"));
    }
  }

  /**
   * The same, for what is known only of rows that have been read.
   *
   * @throws CarouselException if an option without effect is given
   */
  void refuseIdle(Given given, TableCodec codec) {
    if (everyStep && !codec.heedsEveryStep()) {
      refuseEveryStep(given);
    }
  }

  private static void refuseEveryStep(Given given) {
    given.refuse("a series is predicted at every row anyway.", List.of("--every-step"));
  }
}
