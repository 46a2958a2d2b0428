/**
 * A diagnosis as a whole, and as JSON: made of what was measured or is watched, and read back.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.diagnose.report;

import org.jspecify.annotations.NullMarked;
