@NullMarked
package dev.carousel.benchmarks.runs;

import org.jspecify.annotations.NullMarked;
