/**
 * Files to frames: {@link dev.carousel.data.source.Frames} chooses the source by the file's name.
 * Each format is a package of its own. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.source;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
