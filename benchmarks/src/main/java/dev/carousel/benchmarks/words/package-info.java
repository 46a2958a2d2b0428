/** How long a step of training over many words takes. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.words;

import org.jspecify.annotations.NullMarked;
