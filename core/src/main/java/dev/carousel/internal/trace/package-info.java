/**
 * Turns a cell into a {@link dev.carousel.internal.graph.StepGraph}: runs its step once with
 * expressions that record what is done to them, and checks every size on the way.
 */
@NullMarked
package dev.carousel.internal.trace;

import org.jspecify.annotations.NullMarked;
