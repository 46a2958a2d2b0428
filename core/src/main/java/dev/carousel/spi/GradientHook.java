package dev.carousel.spi;

/**
 * Sees gradients on their way from the loss to the optimizer, and may change them where it says so.
 *
 * <p>A hook implements the moments that it uses:
 *
 * <ul>
 *   <li>{@link StepHook}, inside the backward loop: the gradient of the loss with respect to one
 *       state of one layer after one time step.
 *   <li>{@link UpdateHook}, once per update: the gradients of all parameters, after the backward
 *       pass and before the optimizer.
 * </ul>
 *
 * <p>A hook that remembers anything from one update to the next implements {@link HookMemory} too,
 * so that a checkpoint holds it.
 *
 * <p>Hooks run in the order in which they were given; each sees what the ones before it left. A
 * hook that declares no change never changes a bit of the run. Each moment says from which threads
 * it is called.
 */
public sealed interface GradientHook permits StepHook, UpdateHook {}
