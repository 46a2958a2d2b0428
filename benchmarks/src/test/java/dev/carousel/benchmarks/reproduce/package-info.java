@NullMarked
package dev.carousel.benchmarks.reproduce;

import org.jspecify.annotations.NullMarked;
