/**
 * What is decided once for each cell: which products run before, within and after the loop over
 * time, which of them are one, and where every vector lies. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.internal.engine.fused.plan;

import org.jspecify.annotations.NullMarked;
