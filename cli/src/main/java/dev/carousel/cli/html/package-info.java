/**
 * The report as a page for a browser: one file, which fetches nothing. Nothing is null unless
 * marked.
 */
@NullMarked
package dev.carousel.cli.html;

import org.jspecify.annotations.NullMarked;
