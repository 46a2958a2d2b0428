@NullMarked
package dev.carousel.benchmarks.problem;

import org.jspecify.annotations.NullMarked;
