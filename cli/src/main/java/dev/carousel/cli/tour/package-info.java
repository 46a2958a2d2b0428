/**
 * The story of vanishing and exploding gradients in chapters: each is a small experiment that is
 * computed when it is shown. A chapter measures and tells; terminal, page and JSON only render.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.tour;

import org.jspecify.annotations.NullMarked;
