@NullMarked
package dev.carousel.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
