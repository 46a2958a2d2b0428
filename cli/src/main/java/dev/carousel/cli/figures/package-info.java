/**
 * Charts for papers: each draws itself as an SVG file that needs nothing else, and has its data as
 * a table. The SVG is written here, and not by a library of charts, because the same data must give
 * the same bytes on every machine, whatever fonts and screens it has.
 *
 * <p>Lengths are in points (1/72 inch), as papers have them, from the left and from the top. A
 * series is told from another by its colour, and without colours by its dashes and marker. Nothing
 * is null unless marked.
 */
@NullMarked
package dev.carousel.cli.figures;

import org.jspecify.annotations.NullMarked;
