@NullMarked
package dev.carousel.examples.metrics;

import org.jspecify.annotations.NullMarked;
