package dev.carousel.flow.steps;

import dev.carousel.norms.StateKey;

/**
 * How the gradient of the ordinary loss, with all of its targets, reaches one state step by step.
 *
 * @param state which
 * @param total by step, from 0: the root mean square over rows of the L2 norm of the total gradient
 *     of the state after that step
 * @param direct the same only for the part from above, not from later steps of its own layer
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record StepFlow(StateKey state, double[] total, double[] direct) {}
