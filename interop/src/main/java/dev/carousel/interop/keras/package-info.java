/**
 * Networks of Keras: their files, the layers that their configurations list, and the names of their
 * weights. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.interop.keras;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
