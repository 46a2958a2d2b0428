/** Events for TensorBoard: curves and histograms of a training. Nothing is null unless marked. */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.interop.tensorboard;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
