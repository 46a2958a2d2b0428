/** What the programs of benchmarks share. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.program;

import org.jspecify.annotations.NullMarked;
