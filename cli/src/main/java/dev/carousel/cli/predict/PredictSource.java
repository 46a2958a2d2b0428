package dev.carousel.cli.predict;

import dev.carousel.cli.options.PluginSource;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.PluginRef;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a table by a source plugin. */
final class PredictSource {
  @Option(
      names = "--sql",
      paramLabel = "QUERY",
      description =
          "Instead of DATA: the answer of an SQL query over Parquet, CSV or JSON files; needs the"
              + " module carousel-duckdb")
  private @Nullable String sql;

  @Option(
      names = "--source",
      paramLabel = "ID",
      description =
          "The source plugin that reads DATA, with its options: csv:separator=tab; by default as"
              + " the name of the file tells")
  private @Nullable String source;

  /**
   * The plugin that reads; null if none is named.
   *
   * @param data of the command line
   * @throws CarouselException if the options contradict each other
   */
  @Nullable PluginSource of(@Nullable Path data) {
    if (sql != null && (data != null || source != null)) {
      throw CarouselException.usage("More than one table is named.")
          .expected("--sql QUERY alone")
          .found("--sql and " + (data != null ? data : "--source " + source))
          .build();
    }
    if (sql != null) {
      return PluginSource.sql(sql);
    }
    if (source != null && data == null) {
      throw CarouselException.usage("--source has no effect here: no DATA is named.")
          .mend("name the data, or leave out --source")
          .build();
    }
    return source == null ? null : new PluginSource(PluginRef.parse(source), String.valueOf(data));
  }
}
