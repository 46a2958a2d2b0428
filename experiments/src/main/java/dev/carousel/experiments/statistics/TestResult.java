package dev.carousel.experiments.statistics;

/**
 * What a test of two settings found.
 *
 * @param name of the test; empty if nothing could be tested
 * @param pValue of this comparison alone; NaN if nothing could be tested
 * @param correctedPValue for all comparisons made together; NaN if nothing could be tested
 */
public record TestResult(String name, double pValue, double correctedPValue) {}
