package dev.carousel.experiments.published;

/**
 * Where a result was published. Immutable and thread-safe.
 *
 * @param cited in short, such as {@code Hochreiter 1997}
 * @param paper its authors, title and year
 * @param place the section and the table
 * @param isRead whether the claim was read in the text of the paper; otherwise it is quoted from
 *     memory, and may be wrong
 */
public record Source(String cited, String paper, String place, boolean isRead) {}
