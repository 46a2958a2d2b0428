/**
 * Cells that are steps of a differential equation: antisymmetric networks, coupled and independent
 * oscillators, and long expressive memory. {@link dev.carousel.cells.rnn.ode.Antisymmetric}, {@link
 * dev.carousel.cells.rnn.ode.CoRnn}, {@link dev.carousel.cells.rnn.ode.UniCornn} and {@link
 * dev.carousel.cells.rnn.ode.Lem} name them with their settings.
 */
@API(status = Status.MAINTAINED, since = "0.2")
@NullMarked
package dev.carousel.cells.rnn.ode;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
