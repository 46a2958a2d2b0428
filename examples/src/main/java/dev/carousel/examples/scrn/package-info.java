/** Your own cell, from the paper's equations to a plugin: see docs/writing-a-cell.md. */
@NullMarked
package dev.carousel.examples.scrn;

import org.jspecify.annotations.NullMarked;
