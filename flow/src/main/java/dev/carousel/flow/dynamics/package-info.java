/**
 * The states of a network along real data: Jacobian matrices of the joint state with their singular
 * values and Lyapunov exponents, time-scales of units, and the use of gates and states. Nothing is
 * null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow.dynamics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
