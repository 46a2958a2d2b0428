/**
 * Predictions and their scores as a page: the document that it draws. What is drawn is computed
 * here and before; the page only renders. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.pictures;

import org.jspecify.annotations.NullMarked;
