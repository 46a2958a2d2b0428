package dev.carousel.benchmarks.worker;

import org.jspecify.annotations.Nullable;

/**
 * What a framework computed.
 *
 * @param outputs {@code [T, B, H]}
 * @param inputGradient {@code [T, B, I]}; null where only inference is asked for
 */
public record Answer(float[] outputs, float @Nullable [] inputGradient) {}
