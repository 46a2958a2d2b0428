/**
 * Networks trained and measured under equal conditions: the way to measure, find, prescribe and
 * prove from Java. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.flow.study;

import org.jspecify.annotations.NullMarked;
