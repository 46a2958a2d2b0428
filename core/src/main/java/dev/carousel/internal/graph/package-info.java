/**
 * Graphs of vector operations for one time step: what a cell is traced into, and what its backward
 * pass is written in. Sizes are checked before a node is made; nothing here checks them again.
 */
@NullMarked
package dev.carousel.internal.graph;

import org.jspecify.annotations.NullMarked;
