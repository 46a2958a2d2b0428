@NullMarked
package dev.carousel.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
