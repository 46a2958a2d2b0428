/**
 * Data for training, whatever it is read from: datasets, read by the trainer as chunks of T steps
 * by B rows. Arrays of a program are in {@code dev.carousel.data.arrays}; texts, tables of numbers
 * and generated tasks are in the module {@code data}.
 *
 * <p>A {@link dev.carousel.data.Dataset} has a training and a validation {@link
 * dev.carousel.data.Part}; an {@link dev.carousel.data.Epoch} of a part is a fixed list of {@link
 * dev.carousel.data.Chunk}s. They can be requested in any order, so that a resumed run can continue
 * anywhere. Everything here is immutable and may be read from several threads. Nothing is null
 * unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
