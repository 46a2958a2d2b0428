package dev.carousel.data.table;

/**
 * A row as a network reads it.
 *
 * @param numbers {@code [I]}; empty if there are none
 * @param categories {@code [C]}: the code of each category that is embedded; empty if there are
 *     none
 * @param isInserted whether it stands in a gap of time
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
public record EncodedRow(float[] numbers, int[] categories, boolean isInserted) {}
