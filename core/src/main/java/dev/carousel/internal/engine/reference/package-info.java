/**
 * The definition of truth: float64, one plain loop per operation, one row at a time. Kept slow and
 * obvious for ever; gradient checks and every test of the fast engine stand on it.
 */
@NullMarked
package dev.carousel.internal.engine.reference;

import org.jspecify.annotations.NullMarked;
