package dev.carousel.cli.figures;

/**
 * What a chart is called. Immutable and thread-safe.
 *
 * @param title in a few words
 * @param description what can be seen, in sentences
 */
public record Caption(String title, String description) {}
