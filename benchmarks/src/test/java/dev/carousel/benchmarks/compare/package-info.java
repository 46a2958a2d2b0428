@NullMarked
package dev.carousel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
