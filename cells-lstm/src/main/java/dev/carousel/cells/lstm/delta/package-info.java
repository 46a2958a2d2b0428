/**
 * The gated delta rule. The class {@link dev.carousel.cells.lstm.delta.GatedDelta} names it with
 * its settings.
 */
@API(status = Status.MAINTAINED, since = "0.2")
@NullMarked
package dev.carousel.cells.lstm.delta;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
