package dev.carousel.duckdb;

import dev.carousel.error.CarouselException;

/**
 * What DuckDB may take of the machine.
 *
 * @param threads one by default, so that sums and the order of rows are the same in every run
 * @param mebibytes of memory outside of the heap
 */
record Limits(int threads, int mebibytes) {
  static final int MOST_THREADS = 1024;
  static final int LEAST_MEMORY = 64;
  static final int MOST_MEMORY = 1 << 30;
  static final Limits USUAL = new Limits(1, 1024);

  Limits {
    require("threads", threads, 1, MOST_THREADS);
    require("memory", mebibytes, LEAST_MEMORY, MOST_MEMORY);
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw CarouselException.usage("The " + what + " of DuckDB is out of range.")
          .expected("from " + least + " to " + most)
          .found(value)
          .build();
    }
  }
}
