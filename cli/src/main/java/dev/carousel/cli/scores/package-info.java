/** Scores of predictions, as text and as JSON, for the commands that measure. Nothing is null. */
@NullMarked
package dev.carousel.cli.scores;

import org.jspecify.annotations.NullMarked;
