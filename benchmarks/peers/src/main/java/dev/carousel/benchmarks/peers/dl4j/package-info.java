/** Deeplearning4j's recurrent layers. Nothing is null unless marked. */
@NullMarked
package dev.carousel.benchmarks.peers.dl4j;

import org.jspecify.annotations.NullMarked;
