/** Plugin: the answers of SQL queries as tables, by DuckDB. */
module dev.carousel.duckdb {
  requires dev.carousel.data;
  requires duckdb.jdbc;
  requires java.sql;
  requires transitive dev.carousel.core;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.duckdb;

  provides dev.carousel.data.frame.FrameSourceProvider with
      dev.carousel.duckdb.DuckDbSourceProvider;
}
