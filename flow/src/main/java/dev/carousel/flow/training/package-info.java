/**
 * What can only be seen while a network trains: listeners that keep a record of clipping, of
 * updates and of gradient flow, and what follows from it. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.flow.training;

import org.jspecify.annotations.NullMarked;
