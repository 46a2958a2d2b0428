@NullMarked
package dev.carousel.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
