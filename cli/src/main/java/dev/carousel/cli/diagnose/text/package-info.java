/**
 * A diagnosis as a report for a terminal, a class for each section. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.diagnose.text;

import org.jspecify.annotations.NullMarked;
