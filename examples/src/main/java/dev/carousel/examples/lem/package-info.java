/** Your own cell, from the paper's equations to a plugin: see docs/writing-a-cell.md. */
@NullMarked
package dev.carousel.examples.lem;

import org.jspecify.annotations.NullMarked;
