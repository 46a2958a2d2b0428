/**
 * What to change against what was found, and whether it helps when it is tried. Nothing is null
 * unless marked.
 */
@NullMarked
package dev.carousel.flow.remedy;

import org.jspecify.annotations.NullMarked;
