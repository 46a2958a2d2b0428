/**
 * Which cells learn the short tasks of the literature and a text, with criteria that are fixed in a
 * plan before the runs. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
