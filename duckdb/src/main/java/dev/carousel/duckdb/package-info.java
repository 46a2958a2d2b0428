/**
 * The source {@code duckdb}: the answer of an SQL query as a table, read from Parquet, CSV and JSON
 * files by DuckDB.
 *
 * <pre>{@code
 * Frame frame = DuckDbSource.create().read("select * from 'readings.parquet' order by ts");
 * }</pre>
 *
 * <p>DuckDB is native code, in the jar {@code org.duckdb:duckdb_jdbc}. No other module of Carousel
 * needs this one. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.duckdb;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
