/**
 * The states of a network along real data: the Jacobian matrices of the joint state, their singular values and Lyapunov exponents, the time-scales of units, and the use of gates and states. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow.dynamics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
