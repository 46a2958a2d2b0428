/** Tests of the benchmark of predictions. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.predicting;

import org.jspecify.annotations.NullMarked;
