/**
 * Text for terminals: what a terminal can show, aligned columns, wrapped paragraphs, short numbers.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.text;

import org.jspecify.annotations.NullMarked;
