/**
 * The language in which a cell writes its equations: {@link dev.carousel.expr.Step} declares
 * inputs, states and parameters, {@link dev.carousel.expr.Expr} is a vector computed from them.
 * Nothing is null.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.expr;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
