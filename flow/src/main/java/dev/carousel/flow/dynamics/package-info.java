/**
 * What a network's states do along real data: the Jacobian matrices of the joint state, their
 * singular values and Lyapunov exponents, for how long units keep an error, and how gates and
 * states are used. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow.dynamics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
