/**
 * From measurements to findings: rules that say what is wrong with a network's gradient, with the
 * evidence for it. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.flow.diagnosis;

import org.jspecify.annotations.NullMarked;
