package dev.carousel.cli.options;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.source.csv.CsvSource;
import dev.carousel.data.source.csv.Decimal;
import dev.carousel.data.source.csv.Separator;
import dev.carousel.data.source.folder.FolderSource;
import dev.carousel.data.source.folder.LabelFrom;
import dev.carousel.data.source.jsonl.JsonLinesSource;
import dev.carousel.data.source.npy.NpySource;
import dev.carousel.data.source.npy.NpzSource;
import dev.carousel.data.source.ts.TsSource;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name a table, and say how it is written. */
public final class SourceOptions {
  /** The options that name a table, with dashes. */
  public static final List<String> PLACES =
      List.of("--csv", "--jsonl", "--npz", "--ts", "--sql", "--from");

  private static final String STANDARD_INPUT = "-";
  private static final List<String> TABLES =
      List.of(".csv", ".txt", ".tsv", ".tab", ".csv.gz", ".txt.gz", ".tsv.gz", ".tab.gz");
  private static final List<String> LINES = List.of(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz");
  private static final String ARRAY = ".npy";

  @Option(
      names = "--csv",
      paramLabel = "FILE|DIR|-",
      description =
          "Table of cells separated by commas, semicolons, tabs or bars; a folder with one "
              + "sequence a file; or standard input")
  private @Nullable Path csv;

  @Option(
      names = "--jsonl",
      paramLabel = "FILE|DIR|-",
      description = "The same as lines of JSON: an object for each row")
  private @Nullable Path jsonl;

  @Option(
      names = "--npz",
      paramLabel = "FILE|DIR|-",
      description = "Arrays of NumPy: .npz or .npy; a folder of .npy with one sequence a file")
  private @Nullable Path npz;

  @Option(
      names = "--ts",
      paramLabel = "FILE|-",
      description = "Labelled series in the format .ts of the UEA and UCR archives")
  private @Nullable Path ts;

  @Option(
      names = "--sql",
      paramLabel = "QUERY",
      description =
          "Answer of an SQL query over Parquet, CSV or JSON files: \"select * from 'f.parquet'"
              + " order by ts\"; needs the module carousel-duckdb")
  private @Nullable String sql;

  @Option(
      names = "--source",
      paramLabel = "ID",
      description =
          "With --from: the source plugin that reads it, with its options: csv:separator=tab"
              + " ('carousel plugins sources')")
  private @Nullable String plugin;

  @Option(
      names = "--from",
      paramLabel = "FILE|DIR|QUERY|-",
      description = "With --source: what it reads")
  private @Nullable String from;

  @Option(
      names = "--separator",
      paramLabel = "WORD",
      description =
          "What separates cells with --csv: comma, semicolon, tab or pipe; by default as the first "
              + "rows show")
  private @Nullable String separator;

  @Option(
      names = "--decimal",
      paramLabel = "WORD",
      description =
          "What stands before decimals with --csv: point or comma; by default as the first rows "
              + "show")
  private @Nullable String decimal;

  @Option(
      names = "--no-header",
      description = "With --csv: the first line is a row, and columns are named 1, 2 and so on")
  private boolean hasNoHeader;

  @Option(names = "--no-comments", description = "With --csv: lines that begin with # are rows")
  private boolean hasNoComments;

  @Option(
      names = "--label-from",
      paramLabel = "WORD",
      description = "With a folder: folder, for the name of a file's folder as its label")
  private @Nullable String labelFrom;

  /** Whether a table is named. */
  public boolean isGiven() {
    return !given().isEmpty();
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "--csv", csv);
    put(given, "--jsonl", jsonl);
    put(given, "--npz", npz);
    put(given, "--ts", ts);
    put(given, "--sql", sql);
    put(given, "--from", from);
    return given;
  }

  /** The plugin that is named; null if the source is one of the built-in options. */
  private @Nullable PluginSource named() {
    if (sql != null) {
      return PluginSource.sql(sql);
    }
    return from == null || plugin == null ? null : new PluginSource(PluginRef.parse(plugin), from);
  }

  private static void put(Map<String, String> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value instanceof Path path ? path.normalize().toString() : value.toString());
    }
  }

  /**
   * The option that names the table: {@code --csv}.
   *
   * @throws java.util.NoSuchElementException if none is given
   */
  public String kind() {
    return given().keySet().iterator().next();
  }

  /** What is read, as it is named: a file, a folder, a query or {@code -}. */
  String input() {
    return given().values().iterator().next();
  }

  /** The file or folder; {@code -} for standard input; empty for a query. */
  public Optional<Path> path() {
    PluginSource named = named();
    return !isGiven() || sql != null
        ? Optional.empty()
        : named != null ? named.path() : Optional.of(Path.of(input()));
  }

  /** Whether the path must exist: that of a built-in option, rather than a plugin's input. */
  boolean isFile() {
    return isGiven() && named() == null && !isStandardInput();
  }

  /** Whether standard input is read, which can be done once. */
  public boolean isStandardInput() {
    return sql == null && isGiven() && input().equals(STANDARD_INPUT);
  }

  /** The given options as they would be written, by name without dashes. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    given().forEach((name, input) -> settings.put(name.substring(2), input));
    put(settings, "source", plugin == null ? null : PluginRef.parse(plugin));
    put(settings, "separator", separator);
    put(settings, "decimal", decimal);
    put(settings, "no-header", hasNoHeader ? "true" : null);
    put(settings, "no-comments", hasNoComments ? "true" : null);
    put(settings, "label-from", labelFrom);
    return settings;
  }

  /** The same with what holds for options that are not given; what rows show is left out. */
  Map<String, String> complete(Plugins plugins) {
    Map<String, String> settings = settings();
    settings.put("no-header", Boolean.toString(hasNoHeader));
    settings.put("no-comments", Boolean.toString(hasNoComments));
    if (plugin != null) {
      PluginRef ref = PluginRef.parse(plugin);
      settings.put("source", plugins.choose(PluginKind.SOURCE, ref).complete().toString());
    }
    return settings;
  }

  /**
   * Refuses options that contradict each other, or have no effect.
   *
   * @throws CarouselException naming them
   */
  public void check() {
    List<String> named = new ArrayList<>(given().keySet());
    if (named.size() > 1) {
      throw CarouselException.usage("More than one table is named.")
          .expected("one of " + String.join(", ", PLACES))
          .found(String.join(" and ", named))
          .build();
    }
    if ((plugin == null) != (from == null)) {
      throw CarouselException.usage(
              plugin == null ? "--from needs --source." : "--source needs --from.")
          .expected("both: --source csv:separator=tab --from readings.txt")
          .found(plugin == null ? "--from " + from : "--source " + plugin)
          .build();
    }
    List<String> idle = new ArrayList<>(settings().keySet());
    idle.removeIf(
        name -> named.contains("--" + name) || List.of("label-from", "source").contains(name));
    if (csv == null && !idle.isEmpty()) {
      throw CarouselException.usage("--" + idle.get(0) + " has no effect without --csv.")
          .expected("--csv FILE with it")
          .found(named.isEmpty() ? "no table" : named.get(0))
          .build();
    }
    if (labelFrom != null && !isSequenceEachFile()) {
      throw CarouselException.usage("--label-from has no effect without a folder.")
          .expected("--csv, --jsonl or --npz with a folder that has one sequence a file")
          .found(isGiven() ? kind() + " " + input() : "no table")
          .build();
    }
    if (ts != null && isFolder()) {
      throw CarouselException.usage("--ts takes a file, which holds many series.")
          .expected("a file in the format .ts")
          .found("the folder " + ts)
          .build();
    }
  }

  /** Whether each file of the data is a sequence of its own, with the file's name as its group. */
  boolean isSequenceEachFile() {
    return isGiven() && isFolder() && named() == null;
  }

  /** Whether a folder with one sequence a file is named. */
  public boolean isFolder() {
    return path().map(Files::isDirectory).orElse(false);
  }

  /**
   * Refuses to go on with a run whose data came from standard input: whether it is the same cannot
   * be told, as it has no checksum.
   *
   * @throws CarouselException if standard input is named
   */
  public void requireResumable() {
    if (isStandardInput()) {
      throw CarouselException.usage("A run that read standard input cannot be resumed.")
          .expected("data in a file, which can be read again and compared")
          .found(kind() + " -")
          .mend("save the data to a file, and train on that with " + kind() + " FILE")
          .build();
    }
  }

  /**
   * Reads the wanted columns.
   *
   * @param standardInput is read if {@code -} is given
   * @param plugins where a source is looked up that is named by its id
   * @throws CarouselException if the options contradict each other, or the table cannot be read
   */
  public FrameReading read(Wanted wanted, InputStream standardInput, Plugins plugins) {
    check();
    PluginSource named = named();
    if (named != null) {
      return named.read(wanted, standardInput, plugins);
    }
    Path path = Path.of(input());
    return isStandardInput()
        ? source(path).read(SourceInput.of("standard input", standardInput), wanted)
        : source(path).read(SourceInput.of(path), wanted);
  }

  /**
   * Reads the wanted columns of another table, which is written like the named one.
   *
   * @throws CarouselException if it cannot be read
   */
  public FrameReading read(Path other, Wanted wanted, Plugins plugins) {
    PluginSource named = named();
    return named == null
        ? source(other).read(SourceInput.of(other), wanted)
        : named.read(other.toString(), wanted, InputStream.nullInputStream(), plugins);
  }

  /** As {@link PluginSource#requireFiles}. */
  void requireFiles(String option, Plugins plugins) {
    PluginSource named = named();
    if (named != null) {
      named.requireFiles(option, plugins);
    }
  }

  private FrameSource source(Path path) {
    boolean isFolder = Files.isDirectory(path);
    if (csv != null) {
      return isFolder ? folder(csvSource(), TABLES) : csvSource();
    }
    if (jsonl != null) {
      return isFolder ? folder(JsonLinesSource.create(), LINES) : JsonLinesSource.create();
    }
    if (npz != null) {
      boolean isOne = path.toString().toLowerCase(Locale.ROOT).endsWith(ARRAY);
      return isFolder
          ? folder(NpySource.create(), List.of(ARRAY))
          : isOne ? NpySource.create() : NpzSource.create();
    }
    return TsSource.create();
  }

  private FrameSource folder(FrameSource files, List<String> endings) {
    FolderSource folder = FolderSource.over(files, endings);
    return labelFrom == null
        ? folder
        : folder.labelFrom(Choice.of("--label-from", labelFrom, LabelFrom.class));
  }

  private CsvSource csvSource() {
    CsvSource source = CsvSource.sniffing();
    if (separator != null) {
      source = source.separator(Choice.of("--separator", separator, Separator.class));
    }
    if (decimal != null) {
      source = source.decimal(Choice.of("--decimal", decimal, Decimal.class));
    }
    source = hasNoHeader ? source.withoutHeader() : source;
    return hasNoComments ? source.withoutComments() : source;
  }
}
