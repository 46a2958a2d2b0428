@NullMarked
package dev.carousel.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
