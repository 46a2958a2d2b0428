/**
 * Trainings compared: the same seeds with a change and without it, in pairs, and what may be said
 * of the change.
 */
@NullMarked
package dev.carousel.flow.trial;

import org.jspecify.annotations.NullMarked;
