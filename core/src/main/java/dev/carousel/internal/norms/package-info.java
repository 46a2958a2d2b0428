/**
 * How norms of errors are measured, step by step: for training, whose hooks may watch them, and for
 * the module {@code flow}. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.internal.norms;

import org.jspecify.annotations.NullMarked;
