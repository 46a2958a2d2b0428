/**
 * What is told of networks that were measured: records, for whoever shows them. Nothing is null
 * unless marked.
 */
@NullMarked
package dev.carousel.flow.report;

import org.jspecify.annotations.NullMarked;
