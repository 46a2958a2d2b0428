/**
 * Gradient flow through time: how the gradient of a loss at one step fades or grows back through
 * time, for every layer and state, and the spectra of recurrent matrices. Nothing is null unless
 * marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
