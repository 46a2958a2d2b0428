/**
 * The language in which a cell writes its equations: {@link dev.carousel.expr.Step} declares
 * inputs, states and parameters, {@link dev.carousel.expr.Expr} is a vector computed from them.
 * Nothing is null.
 */
@NullMarked
package dev.carousel.expr;

import org.jspecify.annotations.NullMarked;
