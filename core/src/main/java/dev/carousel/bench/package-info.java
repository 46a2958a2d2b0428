/** Times a layer: what {@code carousel bench} prints. Nothing is null. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.bench;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
