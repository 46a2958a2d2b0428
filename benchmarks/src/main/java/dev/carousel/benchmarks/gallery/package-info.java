/** The gallery: a page with a section for every built-in cell. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.gallery;

import org.jspecify.annotations.NullMarked;
