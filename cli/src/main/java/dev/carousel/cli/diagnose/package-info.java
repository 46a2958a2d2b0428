/**
 * Measures gradient flow through time and says in words, pictures and JSON what was measured.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.diagnose;

import org.jspecify.annotations.NullMarked;
