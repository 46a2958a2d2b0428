package dev.carousel.cli.options;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginProblem;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A table that a source plugin reads, named by its id.
 *
 * @param ref the plugin, with its options
 * @param input a file, a folder, {@code -} for standard input, or a query
 */
public record PluginSource(PluginRef ref, String input) {
  /** The plugin for queries, which is in a module of its own. */
  private static final String SQL = "duckdb";

  private static final String STANDARD_INPUT = "-";

  /** The source of SQL queries with its defaults. */
  public static PluginSource sql(String query) {
    return new PluginSource(PluginRef.parse(SQL), query);
  }

  /** Whether standard input is read. */
  boolean isStandardInput() {
    return input.equals(STANDARD_INPUT);
  }

  /** The file or folder, if the input can be one. */
  Optional<Path> path() {
    try {
      return Optional.of(Path.of(input));
    } catch (InvalidPathException aQuery) {
      return Optional.empty();
    }
  }

  /**
   * Reads the wanted columns.
   *
   * @throws CarouselException if there is no such plugin, or the table cannot be read
   */
  public FrameReading read(Wanted wanted, InputStream standardInput, Plugins plugins) {
    return read(input, wanted, standardInput, plugins);
  }

  /**
   * Refuses a source of queries where a further file is named, which it could not read.
   *
   * @param option that names the file
   */
  void requireFiles(String option, Plugins plugins) {
    if (takesQueries(plugin(plugins))) {
      throw CarouselException.usage(
              option + " names a file, but the source " + ref.id() + " reads queries.")
          .expected("--valid SHARE, --test SHARE or --valid-by group, which split the answer")
          .found(option)
          .mend("leave out " + option + ", or join both tables in the query")
          .build();
    }
  }

  private static boolean takesQueries(Plugin<FrameSource> plugin) {
    return plugin.provider() instanceof FrameSourceProvider provider && provider.takesQueries();
  }

  /** The same of another input. */
  FrameReading read(String other, Wanted wanted, InputStream standardInput, Plugins plugins) {
    Plugin<FrameSource> plugin = plugin(plugins);
    FrameSource source = plugin.create(ref.options());
    return source.read(
        takesQueries(plugin)
            ? SourceInput.query(other)
            : other.equals(STANDARD_INPUT)
                ? SourceInput.of("standard input", standardInput)
                : SourceInput.of(Path.of(other)),
        wanted);
  }

  private Plugin<FrameSource> plugin(Plugins plugins) {
    boolean isThere =
        plugins.list(PluginKind.SOURCE).stream().anyMatch(plugin -> plugin.id().equals(ref.id()));
    if (isThere || !ref.id().equals(SQL)) {
      return plugins.get(PluginKind.SOURCE, ref.id());
    }
    CarouselException.Builder error =
        CarouselException.usage("SQL needs the module carousel-duckdb, which is not loaded.")
            .expected(
                "the jars dev.carousel:carousel-duckdb and org.duckdb:duckdb_jdbc, on the class"
                    + " path or in a folder that --plugins names");
    List<PluginProblem> problems =
        plugins.problems().stream()
            .filter(problem -> problem.concerns(PluginKind.SOURCE, SQL))
            .toList();
    problems.forEach(error::found);
    throw error
        .mend(
            "build them from the source tree: mvn -Pnatives -pl duckdb -am package -DskipTests;"
                + " then --plugins duckdb/target/plugins")
        .build();
  }
}
