package dev.carousel.duckdb;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.error.CarouselException;

/**
 * Reads the answer of an SQL query, one {@code select} in the dialect of DuckDB, which names its
 * files itself: {@code select * from 'readings.parquet' order by ts}.
 *
 * <ul>
 *   <li>Numbers of every type are numbers, decimals the nearest double. Whole numbers that a double
 *       cannot hold exactly are refused, unless they are wanted as text. {@code NaN} is a missing
 *       cell, and infinite numbers are refused.
 *   <li>{@code true} and {@code false} are 1 and 0, or words where text is wanted.
 *   <li>Dates and timestamps are times, those with a time zone in UTC.
 *   <li>Text is as in lines of JSON: a time if it is a date, a number only where numbers are
 *       wanted, missing if it stands for a missing cell in other tables. {@code null} is a missing
 *       cell.
 *   <li>Lists, structures, blobs, intervals, times of day and so on are refused by name, except in
 *       columns that are skipped.
 * </ul>
 *
 * <p>If only some columns are wanted, DuckDB is asked for these alone. The {@linkplain
 * Frame#identity identity} is a checksum of the names, types and cells that were read. Rows are in
 * the order of the query, so it should end with {@code order by}.
 *
 * <p>DuckDB runs in this process, with an empty database in memory. It reads files of this machine,
 * writes none but those in which it sorts, opens no connections, and loads no extensions.
 *
 * <p>Immutable and thread-safe; each read has a database of its own.
 */
public final class DuckDbSource implements FrameSource {
  private final Limits limits;
  private final long heap;

  private DuckDbSource(Limits limits, long heap) {
    this.limits = limits;
    this.heap = heap;
  }

  /** A source with one thread, and 1 GiB of memory outside of the heap. */
  public static DuckDbSource create() {
    return new DuckDbSource(Limits.USUAL, Runtime.getRuntime().maxMemory());
  }

  /**
   * The same with so many threads. With more than one, rows without {@code order by} and the last
   * digits of sums may differ from run to run.
   *
   * @throws CarouselException if it is not between 1 and 1,024
   */
  public DuckDbSource threads(int threads) {
    return new DuckDbSource(new Limits(threads, limits.mebibytes()), heap);
  }

  /**
   * The same with so much memory for DuckDB, outside of the heap. Larger sorts go through files in
   * the folder for temporary files.
   *
   * @param mebibytes at least 64
   * @throws CarouselException if it is less
   */
  public DuckDbSource memory(int mebibytes) {
    return new DuckDbSource(new Limits(limits.threads(), mebibytes), heap);
  }

  /** For tests: as if the heap could have so many bytes. */
  DuckDbSource withHeap(long bytes) {
    return new DuckDbSource(limits, bytes);
  }

  /**
   * All columns of the answer of a query.
   *
   * @throws CarouselException if the query is wrong, or its answer is no table of such types
   */
  public Frame read(String query) {
    return read(SourceInput.query(query), Wanted.everything()).frame();
  }

  @Override
  public FrameReading read(SourceInput input, Wanted wanted) {
    String query =
        input
            .query()
            .orElseThrow(
                () ->
                    CarouselException.usage("The source duckdb reads queries, not files.")
                        .expected("a query: select * from 'readings.parquet' order by ts")
                        .found(input)
                        .build());
    try (Database database = Database.open(limits)) {
      return new QueryReader(database, input, query, wanted, heap).read();
    } catch (OutOfMemoryError full) {
      throw DataMemory.tooLarge("table", input, 0, heap, heap, QueryReader.LESS, full);
    }
  }
}
