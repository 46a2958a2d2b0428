package dev.carousel.spi;

/**
 * Observes gradients between the loss and the optimizer, and changes them if it declares so.
 *
 * <p>A hook implements one or both of these interfaces:
 *
 * <ul>
 *   <li>{@link StepHook}, inside the backward loop: the gradient of the loss with respect to one
 *       state of one layer after one time step.
 *   <li>{@link UpdateHook}, once per update: the gradients of all parameters, after the backward
 *       pass and before the optimizer.
 * </ul>
 *
 * <p>A hook that keeps state from one update to the next also implements {@link HookMemory}, so
 * that a checkpoint holds this state.
 *
 * <p>Hooks run in the order in which they were given; each sees the result of those before it. A
 * hook that declares no change never changes a bit of the run. Each method says from which threads
 * it is called.
 */
public sealed interface GradientHook permits StepHook, UpdateHook {}
