/**
 * Arrays that NumPy saved: {@link dev.carousel.data.source.npy.NpySource} reads one, {@link
 * dev.carousel.data.source.npy.NpzSource} several. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.source.npy;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
