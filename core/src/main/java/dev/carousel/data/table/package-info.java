/**
 * Tables of numbers: columns, statistics, forecasts; read in order or in windows. Nothing is null
 * unless marked.
 */
@NullMarked
package dev.carousel.data.table;

import org.jspecify.annotations.NullMarked;
