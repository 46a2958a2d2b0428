/**
 * Two reports of {@code diagnose} side by side: what became better and what worse from the first to
 * the second. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.compare;

import org.jspecify.annotations.NullMarked;
