@NullMarked
package dev.carousel.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
