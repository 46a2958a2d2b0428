package dev.carousel.spark.rounds;

import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/**
 * Everything that determines how rounds go on.
 *
 * @param done how many rounds were made
 * @param parameters that all tasks have in common
 * @param outer the state of the optimizer that brings them together
 * @param tasks the state of each task; empty before its first round
 */
record RoundsState(int done, NamedTensors parameters, OptimizerState outer, List<byte[]> tasks) {}
