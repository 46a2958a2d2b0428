@NullMarked
package dev.carousel.benchmarks.gallery;

import org.jspecify.annotations.NullMarked;
