/** Tests of the HTML report. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.html;

import org.jspecify.annotations.NullMarked;
