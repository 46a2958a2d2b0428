package dev.carousel.duckdb;

import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The source {@code duckdb}: see {@link DuckDbSource}. */
public final class DuckDbSourceProvider implements FrameSourceProvider {
  private static final String THREADS = "threads";
  private static final String MEMORY = "memory";

  @Override
  public String id() {
    return "duckdb";
  }

  @Override
  public String description() {
    return "answers of SQL queries over Parquet, CSV and JSON files, by DuckDB";
  }

  @Override
  public List<OptionSpec> options() {
    Limits usual = Limits.USUAL;
    return List.of(
        OptionSpec.integer(
            THREADS,
            usual.threads(),
            1,
            Limits.MOST_THREADS,
            "threads of DuckDB; with more than one, rows without 'order by' and the last digits of"
                + " sums may differ from run to run"),
        OptionSpec.integer(
            MEMORY,
            usual.mebibytes(),
            Limits.LEAST_MEMORY,
            Limits.MOST_MEMORY,
            "memory of DuckDB in MiB, outside of the heap; larger sorts go through files"));
  }

  @Override
  public boolean takesQueries() {
    return true;
  }

  @Override
  public FrameSource create(Options options) {
    return DuckDbSource.create().threads(options.integer(THREADS)).memory(options.integer(MEMORY));
  }
}
